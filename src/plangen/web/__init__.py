"""HTML pages and accessible PDFs from Jinja templates."""
