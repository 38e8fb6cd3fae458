"""Page templates made of Word templates: one template a document, whatever it becomes."""
