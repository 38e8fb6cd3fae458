"""Word templates: read, checked tag by tag, compiled to Jinja, and dumped as text for review; docxtpl is in `source`."""
