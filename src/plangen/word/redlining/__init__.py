"""Two editions of a document as one Word file for reading: what is different is tracked changes in it."""
