"""plangen: from one questionnaire to a complete pack of Danish implementation documents."""
