"""Whatever an answer file holds, it is read, checked and planned, and its documents are sound Word files.

4 files in each run; PLANGEN_FUZZ_ANSWERS=3000 reads so many, PLANGEN_FUZZ_START=5000 begins at that seed,
PLANGEN_FUZZ_RENDERED=32 makes the documents of every 32nd instead of every eighth.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import FrameType

import pytest

from plangen.catalog import builtin_catalog
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.findings import visible
from plangen.forms.project import SourceFile, load_project
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import check_project, subject_of
from tests.fuzz.hostile import hostile_file
from tests.support.rendering import render
from tests.support.structure.check import check_structure

COUNT = int(os.environ.get("PLANGEN_FUZZ_ANSWERS", "4"))
START = int(os.environ.get("PLANGEN_FUZZ_START", "0"))
RENDERED = int(os.environ.get("PLANGEN_FUZZ_RENDERED", "8"))
"""One file in so many is made into documents, too."""
SECONDS = 120
"""A hang, not a slow machine."""
MEGABYTES = 1_000
"""How much more than before; other tests have filled the process."""


def _kilobytes(name: str) -> int:
    """How much memory this process has (`VmRSS`), or had at most (`VmHWM`)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _peak_from_here() -> int:
    """The memory of the process now, from which its peak is counted anew."""
    Path("/proc/self/clear_refs").write_text("5")
    return _kilobytes("VmRSS")


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SECONDS} seconds")


@pytest.mark.parametrize("seed", range(START, START + COUNT))
def test_no_answer_file_brings_it_down(seed: int, tmp_path) -> None:
    before_it = _peak_from_here()
    before = signal.signal(signal.SIGALRM, _hangs)
    signal.alarm(SECONDS)
    try:
        loaded = _loaded(hostile_file(seed), tmp_path)
        for finding in check_project(loaded).findings:
            assert finding.place is not None and str(finding) == visible(str(finding))
        if loaded.project.readable():
            for department in [None, *list(loaded.project.departments)[:2]]:
                subject_of(loaded, department)
            if seed % RENDERED == 0:
                _documents_are_sound(loaded)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert _kilobytes("VmHWM") - before_it < MEGABYTES * 1024


def _loaded(data: bytes, folder) -> LoadedProject:
    project = load_project("p", SourceFile("p.yaml", "p", data), [], builtin_catalog())
    return LoadedProject("p", folder / "p.yaml", shipped_library(), project, None, ())


def _documents_are_sound(loaded: LoadedProject) -> None:
    subject = subject_of(loaded, None)
    documents = builtin_catalog().documents.values()
    points = {}
    for document in sorted(documents, key=lambda one: one.id == OVERVIEW_DOCUMENT):
        points[document.id] = find_open_points(document, subject, pack_overview(subject, points))
    overview = pack_overview(subject, points)
    for document in documents:
        made = render(document, subject, points[document.id], overview, "docx")
        assert check_structure(made) == [], document.id
