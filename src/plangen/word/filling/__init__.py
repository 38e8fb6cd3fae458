"""Values put in their places in a rendered part, as Word structure: controls, blocks, pictures, contents."""
