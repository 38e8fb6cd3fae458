"""The rules: what the answers are judged by, and what is said about a breach.

A rule is a row of the catalog's table (`catalog/data/regler.yaml`). Most are judged by the condition in their
row; what one condition cannot say is a function registered under the rule's code, one module a theme.
"""
