"""The page about an update of a pack, for those who work in the Word files."""

from __future__ import annotations

from plangen.exports.lone_page import lone_page
from plangen.exports.update import UpdateReport
from plangen.library import Templates


def update_page(report: UpdateReport, templates: Templates) -> str:
    """One page that needs no server, no other file and no network. Raises `PlangenError` for a template that
    is not there."""
    return lone_page(templates, "opdatering.html", "oversigt.css", report=report)
