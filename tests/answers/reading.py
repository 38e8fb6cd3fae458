"""Reads answer texts as tests write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from plangen.answers.model import Answers
from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.findings import Finding
from plangen.forms.project import SourceFile, load_project


def load(text: str | bytes, own: Mapping[str, str | bytes] | None = None, day: date | None = None) -> Project:
    """The project of an answer file, and of departments' own files by stem."""
    files = [_file(f"p/{stem}.yaml", stem, content) for stem, content in (own or {}).items()]
    return load_project("p", _file("p.yaml", "p", text), files, builtin_catalog(), day)


def _file(label: str, stem: str, content: str | bytes) -> SourceFile:
    data = content if isinstance(content, bytes) else dedent(content).encode()
    return SourceFile(label, stem, data)


def svar(text: str) -> Project:
    """The project of some answers, written as they stand under `svar:`."""
    lines = dedent(text).strip("\n").splitlines()
    return load("\n".join(["svar:", *(f"  {line}" for line in lines)]))


def answers(text: str) -> Answers:
    """The answers under `svar:`, which must be without findings."""
    project = svar(text)
    assert not project.findings, brief(project)
    return project.base


def brief(project: Project) -> list[str]:
    """Every finding as »code line:column message«."""
    return [_brief(finding) for finding in project.findings]


def _brief(finding: Finding) -> str:
    where = f"{finding.place.line}:{finding.place.column}" if finding.place else "-"
    return f"{finding.code} {where} {finding.message}"


def only(project: Project) -> Finding:
    """The one finding that there must be."""
    assert len(project.findings) == 1, brief(project)
    return project.findings[0]
