"""A YAML file to a tree of answers with places, and every slip in it as a finding."""
