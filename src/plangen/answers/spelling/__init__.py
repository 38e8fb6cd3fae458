"""How people write the values of answers, and the one form in which an answer file holds each.

What YAML files, Word files and every other way in say is read here, so that all of them understand the same.
What could mean two things is no value: it is refused, and the hint asks.
"""
