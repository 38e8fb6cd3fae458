"""What the documents of one department print: one context for all templates and both formats."""
