"""From differences to changed answers: what staff meant, what is granted, and the text of the answer files.

Pure: text, bytes and plain data in, the same out.
"""
