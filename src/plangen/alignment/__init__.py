"""Which part of one edition of a document is which of another.

    nodes      what is aligned: blocks, tables, rows, cells, answers, whatever they stand on
    matching   exactly, by what is in them, by likeness, by place; rows by answers, columns by headings

`merging` aligns trees on the elements of Word files, `differences` the pieces of files that were read.
"""
