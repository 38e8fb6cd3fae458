"""The web application: the same projects, commands and files, in a browser."""
