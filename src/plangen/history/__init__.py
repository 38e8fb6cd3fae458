"""What a project's packs said when they were built, and what has changed since: answers, dates, findings,
documents."""
