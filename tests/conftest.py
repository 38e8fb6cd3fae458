"""Fixtures for all tests: the built-in catalog and the two example projects."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import Phase, settings

from plangen.answers.project import Project
from plangen.catalog import Catalog, builtin_catalog
from plangen.forms.project import SourceFile, load_project
from plangen.pictures.raster import png_from_svg
from plangen.rendering import now
from plangen.web import pdf
from plangen.word.filling import pictures
from tests.support.everywhere import EVERYWHERE, documents_everywhere
from tests.support.rendering import as_if_laid_out
from tests.support.samples import LONG, examples
from tests.support.shared import bytes_once, shared_folder

# No time limit for an example: the machine may be busy. In CI the examples are the same each time, and a
# failing one is shown as it is, for making it small can take many minutes.
settings.register_profile("plangen", deadline=None, max_examples=examples(100))
settings.register_profile(
    "plangen-ci",
    parent=settings.get_profile("ci"),
    max_examples=examples(100),
    phases=[phase for phase in Phase if phase is not Phase.shrink],
)
settings.load_profile("plangen-ci" if os.environ.get("CI") else "plangen")

# As in a build: most objects live to the end, and looking for garbage all the time takes a fifth of it.
gc.set_threshold(1_000_000, 50, 1_000)

# pytest-xdist says how wide its own reports are; what plangen prints here goes to no terminal.
os.environ.pop("COLUMNS", None)

_lay_out = pdf.anchored_pages

INPUTS = Path(__file__).parent.parent / "inputs"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--opdater-golden", action="store_true", help="write the golden texts anew")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that waits for a browser or LibreOffice leaves its core idle."""
    own = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(own) + 1


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "heavy: takes seconds, so it begins while others can run beside it")
    config.addinivalue_line(
        "markers",
        "documents(*ids): the only ones of the library (fixture `everywhere`); D01 and D02 if none are named",
    )
    config.addinivalue_line("markers", "long: only tried by `make test-long` (tests/support/samples.py)")
    if not hasattr(config, "workerinput"):  # not one of xdist's processes: they get the folder from here
        folder = shared_folder()
        folder.__enter__()
        config.add_cleanup(lambda: folder.__exit__(None, None, None))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not LONG:
        left = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left)
    items.sort(key=lambda item: item.get_closest_marker("heavy") is None)


@pytest.fixture(scope="session", autouse=True)
def pages_as_if_laid_out() -> Iterator[None]:
    """The contents list of a Word file takes its page numbers from a layout of its page. That takes seconds,
    and most tests that make a pack do not look at them; `laid_out` is for those that do."""
    with (
        patch.object(pdf, "anchored_pages", as_if_laid_out),
        patch.object(now, "anchored_pages", as_if_laid_out),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def drawings_as_few_dots_made_once() -> Iterator[None]:
    """A drawing takes up to 250 ms to become dots, the same in every process: one makes them for all, and an
    eighth as wide. Tests that look at the dots make them themselves, or ask for `sharp`."""

    @lru_cache(maxsize=64)
    def png(svg: str, width_mm: float) -> bytes:
        return bytes_once("png", (svg, width_mm), lambda: png_from_svg(svg, width_mm / 8))

    with patch.object(pictures, "png_from_svg", png):
        yield


@pytest.fixture
def sharp() -> Iterator[None]:
    """Drawings become dots as in the program itself."""
    with patch.object(pictures, "png_from_svg", png_from_svg):
        yield


@pytest.fixture
def laid_out() -> Iterator[None]:
    """Page numbers come from a layout, as in the program itself."""
    with patch.object(pdf, "anchored_pages", _lay_out), patch.object(now, "anchored_pages", _lay_out):
        yield


@pytest.fixture(scope="module")
def everywhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """The library has D01 and D02 alone, in departments' packs, too; in a module with the mark `documents`
    it has those that the mark names."""
    mark = request.node.get_closest_marker("documents")
    with documents_everywhere(mark.args if mark else EVERYWHERE):
        yield


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return builtin_catalog()


def load_example(name: str) -> Project:
    """An example of `inputs/`; »tom« is an empty answer file."""
    data = b"" if name == "tom" else (INPUTS / f"{name}.yaml").read_bytes()
    return load_project(name, SourceFile(f"{name}.yaml", name, data), [], builtin_catalog())


@pytest.fixture(scope="session")
def jobcenter() -> Project:
    return load_example("jobcenter")


@pytest.fixture(scope="session")
def sagsoverblik() -> Project:
    return load_example("sagsoverblik")


@pytest.fixture(scope="session")
def empty_project() -> Project:
    return load_example("tom")
