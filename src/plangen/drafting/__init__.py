"""A first version of a new Word template, in the house style."""
