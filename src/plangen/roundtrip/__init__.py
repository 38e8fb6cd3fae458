"""The way back: what staff wrote in the Word files of a pack, as changes to the answer files.

Pure: text, bytes and plain data in, the same out. `pack` reads and writes the files.
"""
