"""The YAML answer file: a blank one with its schema, one read, and one changed."""
