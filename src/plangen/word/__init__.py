"""The Word engine: templates to docx files (`engine`), and checks and dumps of such files.

Only this package knows the Word libraries; `source` is where docxtpl comes in.
"""
