"""What staff did to a Word file: the file as plangen made it against the file as it is now. Pure."""
