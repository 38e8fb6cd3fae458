"""The Word engine: templates to docx files (`engine`), and back.

`filling` puts values into a template that `plangen.templates` has read; `reading` reads the files again;
all stand on `plangen.ooxml`.
"""
