"""The Word engine: templates to docx files (`engine`), and back.

`templates` compiles them and `filling` puts the values in; `reading` reads the files again, `structure`
checks them; all stand on `ooxml`. Only this package knows the Word libraries; docxtpl is in
`templates.source`.
"""
