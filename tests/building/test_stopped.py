"""A run that is stopped anywhere loses nothing, and the next one goes on as if it had never been stopped.

One place of a run is tried each time, each run in another way: of those in which most can be lost. A long run
tries all of them, and `PLANGEN_ALL_STOPS=1` every place in every way.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.support import word_edits as word
from tests.support.samples import LONG
from tests.support.shared import made_once
from tests.support.stopping import KILLED, run_stopped

WAYS = ("kill", "ctrl-c", "refuse")
ALL = bool(os.environ.get("PLANGEN_ALL_STOPS"))
BUILD = (
    "build",
    "inputs/p.yaml",
    "--format",
    "docx",
    "--department",
    "nord",
    "--document",
    "D06c",
    "--dato",
    "2027-01-04",
)
PULL = ("pull", "out/p", "--apply")
DOCUMENT = "out/p/nord/06c_planen_paa_en_side_nord"
UPDATE = ("update", f"{DOCUMENT}.docx", "--ja")
JOIN = ("update", f"{DOCUMENT} - Kopi.docx", "--ja")
ANSWERS = """\
pakke:
  omfang: let
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Ny platform
  formaal_kort: Færre tastefejl.
  afdelinger:
    - afdeling_id: nord
      navn: Nord
      leder: Teamleder
    - afdeling_id: syd
      navn: Syd
      leder: Teamleder
"""
OWN = "svar:\n  formaal_kort: Færre tastefejl i Nord.\n"
TYPED, FREE = "Hurtigere svar til borgerne.", "Vores egen bemærkning."
COLLEAGUE, TOWN = "Min kollegas bemærkning.", "Nyby Kommune"


def document(folder: Path) -> Path:
    return folder / f"{DOCUMENT}.docx"


def start(folder: Path) -> None:
    """The answers, and nothing built."""
    (folder / "inputs/p").mkdir(parents=True)
    (folder / "inputs/p.yaml").write_text(ANSWERS, "utf-8")
    (folder / "inputs/p/nord.yaml").write_text(OWN, "utf-8")


def built(folder: Path) -> None:
    def make(half: Path) -> None:
        start(half)
        assert run_stopped(half, *BUILD).code in (0, 1)

    shutil.copytree(made_once("stopped-built", make), folder, dirs_exist_ok=True)


def changed(folder: Path) -> None:
    """Built, and an answer has changed since."""
    built(folder)
    path = folder / "inputs/p.yaml"
    path.write_text(path.read_text("utf-8").replace("Ny platform", "Nyere platform"), "utf-8")


def edited(folder: Path) -> None:
    """Built, edited in Word beyond answers, and an answer has changed since."""
    changed(folder)
    path = document(folder)
    path.write_bytes(word.add_paragraph(path.read_bytes(), FREE))


def typed(folder: Path) -> None:
    """Built, and answers of the project and of the department edited in Word."""
    built(folder)
    path = document(folder)
    data = word.set_text(path.read_bytes(), "formaal_kort", TYPED)
    path.write_bytes(word.set_text(data, "kommune_navn", TOWN))


def pulled(folder: Path) -> None:
    """Edited in Word and pulled: the next build replaces the edited file."""
    typed(folder)
    assert run_stopped(folder, *PULL).code == 0


def typed_and_changed(folder: Path) -> None:
    """Answers edited in Word and words of staff's own beside them, while an answer has changed."""
    edited(folder)
    path = document(folder)
    path.write_bytes(word.set_text(path.read_bytes(), "formaal_kort", TYPED))


def copied(folder: Path) -> None:
    """The same, and a colleague has edited a copy of the document as it was made."""
    changed(folder)
    path = document(folder)
    copy = word.set_text(path.read_bytes(), "kommune_navn", TOWN)
    path.with_stem(f"{path.stem} - Kopi").write_bytes(word.add_paragraph(copy, COLLEAGUE))
    path.write_bytes(word.add_paragraph(word.set_text(path.read_bytes(), "formaal_kort", TYPED), FREE))


JOINING = "update with a copy"
RUNS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "first build": (start, BUILD),
    "build again": (changed, BUILD),
    "build beside an edited file": (edited, BUILD),
    "build after a pull": (pulled, BUILD),
    "pull": (typed, PULL),
    "update": (typed_and_changed, UPDATE),
    JOINING: (copied, JOIN),
}


Run = tuple[Path, dict[str, bytes], int]
"""The folder before a run, what it holds after it, and how many calls change a file."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Run]:
    known: dict[str, Run] = {}

    def prepare(name: str) -> Run:
        if name not in known:
            begin, arguments = RUNS[name]
            before, after = (tmp_path_factory.mktemp("stop") / part for part in ("before", "after"))
            before.mkdir()
            begin(before)
            shutil.copytree(before, after)
            calls = run_stopped(after, *arguments).calls
            go_on(after, arguments, 1)
            known[name] = before, everything(after), calls
        return known[name]

    return prepare


def go_on(folder: Path, arguments: tuple[str, ...], made: int = 0) -> None:
    """Makes a run again. An update remembers of its own file what it reads there the next time, and the copy
    that it began with may be gone, so the document is updated, too. `made`: how many were made before."""
    following = (UPDATE, UPDATE) if arguments[0] == "update" else ()
    for one in (arguments, *following)[made:]:
        run_stopped(folder, *one)


def everything(folder: Path) -> dict[str, bytes]:
    """What a user sees, and the newest editions: all files but the lock and the numbers of the editions, and
    the page about an update, which the run that was stopped had to write."""
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not re.search("[.]plangen/|/opdateringer/", name):
            files[name] = path.read_bytes()
    for name in ("dokument.docx", "hukommelse.json"):
        for newest in {path.parent.parent: path for path in sorted(folder.rglob(name))}.values():
            files[f"{newest.parent.parent.relative_to(folder)}/{name}"] = newest.read_bytes()
    return files


def stops(name: str, calls: int) -> Iterator[tuple[str, int]]:
    """How to stop a run, and where."""
    if ALL:
        yield from ((how, number) for number in range(1, calls + 1) for how in WAYS)
    else:
        turn = list(RUNS).index(name) % len(WAYS)
        yield WAYS[turn], (calls // 4, calls // 2, calls - 1)[turn]


IN_EACH_RUN = ("build beside an edited file", "build after a pull", "pull")
TRIED = RUNS if LONG or ALL else IN_EACH_RUN


@pytest.mark.heavy
def test_the_next_run_goes_on_as_if_it_had_not_been_stopped(
    prepared: Callable[[str], Run], tmp_path: Path
) -> None:
    """All in one test, for they begin alike."""
    for name in TRIED:
        before, after, calls = prepared(name)
        assert calls > 5
        for how, number in stops(name, calls):
            folder = shutil.copytree(before, tmp_path / f"{how} {number}")
            it_goes_on(folder, name, how, number, before, after)
            shutil.rmtree(folder)


def it_goes_on(folder: Path, name: str, how: str, number: int, before: Path, after: dict[str, bytes]) -> None:
    """The run stopped at one place and made again gives what it gives when nothing stops it."""
    arguments, where = RUNS[name][1], f"{name}, {how} at {number}"
    stopped = run_stopped(folder, *arguments, how=how, number=number)
    assert not re.search("Traceback|intern fejl|Aborted", stopped.err), stopped.err
    assert how != "kill" or stopped.code == KILLED, where
    if name != JOINING:  # its document is renewed first, and joined afterwards
        nothing_is_half(before, folder, after)
    assert written(folder) == written(before), where
    go_on(folder, arguments)
    now = everything(folder)
    if name == JOINING:  # what is joined before it is renewed has its controls numbered in another order
        now, after = ({key: said(key, data) for key, data in files.items()} for files in (now, after))
    assert {key for key in (*now, *after) if now.get(key) != after.get(key)} == set(), where
    assert not list(folder.rglob("*.tmp")), where


def said(name: str, data: bytes) -> bytes:
    """The words of a Word file; another file as it is."""
    stories = word.stories(data).items() if name.endswith(".docx") else ()
    return (
        b"".join(etree.tostring(part, method="text", encoding="utf-8") for _, part in sorted(stories)) or data
    )


def written(folder: Path) -> set[str]:
    """What of all that was typed stands in a Word file or an answer file."""
    files = [*folder.rglob("*.yaml"), *folder.glob("out/p/nord/*.docx")]
    texts = [said(path.name, path.read_bytes()).decode("utf-8") for path in files]
    return {one for one in (TYPED, FREE, COLLEAGUE, TOWN) if any(one in text for text in texts)}


def nothing_is_half(before: Path, folder: Path, after: dict[str, bytes]) -> None:
    """Every file that staff write in is as it was, or as it is to be."""
    for path in (path for ending in ("docx", "yaml") for path in before.rglob(f"*.{ending}")):
        name = path.relative_to(before).as_posix()
        if ".plangen/" not in name:
            assert (folder / name).read_bytes() in (path.read_bytes(), after[name]), name
