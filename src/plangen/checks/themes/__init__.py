"""The rules that code judges, one module a theme."""
