"""Word templates: read, checked tag by tag, compiled to Jinja (docxtpl is in `source`), dumped for review."""
