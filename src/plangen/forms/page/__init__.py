"""The questionnaire as pages with fields, in a browser: what is shown of an answer, and what comes back."""
