"""The questionnaire as a workbook: a sheet for the single answers, and one for each table."""
