"""One round: staff edit many documents of a pack at once, then the pack is pulled and built again.

Afterwards every word, picture and mark that staff left must be in the pack or, a word, in the answer files;
`status` must have named each edited document and no other; no answer file may hold a mark of the reader's.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from plangen.answers.packs import SHEETS
from tests.fuzz import look_edits, object_edits, text_edits
from tests.fuzz.package import Nothing, Package, Raw
from tests.fuzz.traces import Trace
from tests.support.cli import run
from tests.word.word_saves import saved_by_word

NAME = "jobcenter"
_MARKS = re.compile("[‹›\ufffc\ue000-\uf8ff]")
_NEWER = (  # what changes in the answers meanwhile, so that every document has something new
    ("idriftsaettelsesdato: 2027-09-06", "idriftsaettelsesdato: 2027-09-20"),
    ("medarbejdere: 24", "medarbejdere: 25"),
    ('version: "0.9"', 'version: "1.0"'),
)
_FAMILIES = (text_edits.EDITS, object_edits.EDITS, look_edits.EDITS)
_ANEW = {"row_repeats"}
UNTOUCHED, REPORTED = ("uændret",), ("rettet", "begge", "kan ikke læses")


@dataclass(frozen=True)
class Edited:
    """A document as staff have left it. `edits`: their names; `saved`: by which programs."""

    path: str
    data: bytes
    edits: tuple[str, ...]
    traces: tuple[Trace, ...]
    saved: tuple[str, ...]

    @property
    def must_be_told(self) -> bool:
        """Whether anything was done that is not also LibreOffice's own doing when it saves (docs/word.md)."""
        return bool(set(self.edits) - (_ANEW if "libreoffice" in self.saved else set()))

    def __str__(self) -> str:
        return f"{self.path} [{', '.join(self.edits)}; {' + '.join(self.saved) or 'raw'}]"


@dataclass
class Faults:
    """What went wrong in one round or several; all lists are empty when nothing did."""

    documents: int = 0
    lost: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    false_reports: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    unstable: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.lost, self.unreported, self.false_reports, self.marks, self.unstable))

    def __str__(self) -> str:
        lines = [f"{self.documents} edited documents"]
        for name in ("lost", "unreported", "false_reports", "marks", "unstable"):
            found = getattr(self, name)
            lines += [f"{name}: {len(found)}", *(f"  {one}" for one in found)]
        return "\n".join(lines)


# --- editing ------------------------------------------------------------------------------------------------
def edited(path: str, base: bytes, chance: random.Random, families: Sequence[Sequence[Callable]]) -> Edited:
    """A document with one to eight edits by chance."""
    package = Package.read(base, chance)
    names: list[str] = []
    traces: list[Trace] = []
    for _ in range(chance.randint(1, 8)):
        edit = chance.choice(chance.choice(families))
        try:
            traces += edit(package)
        except Nothing:
            continue
        names.append(edit.__name__)
    return Edited(path, package.data() if names else base, tuple(names), tuple(traces), ())


def planned(
    pack: Path, seed: int, programs: Sequence[str], folders: Sequence[str] = (), most: int | None = None
) -> list[Edited]:
    """What happens to each document of these folders (none: of all), or to `most` of them: half are edited,
    and most are saved by a program or two."""
    chance = random.Random(seed)
    paths = [path for path in sorted(pack.rglob("*.docx")) if _in_folders(path.relative_to(pack), folders)]
    found = []
    for path in paths if most is None else sorted(chance.sample(paths, most)):
        name, base = path.relative_to(pack).as_posix(), path.read_bytes()
        one = (
            edited(name, base, chance, _FAMILIES) if chance.random() < 0.5 else Edited(name, base, (), (), ())
        )
        saved = tuple(chance.choice(programs).split("+")) if programs else ()
        found.append(Edited(one.path, one.data, one.edits, one.traces, tuple(filter(None, saved))))
    return found


def _in_folders(path: Path, folders: Sequence[str]) -> bool:
    kept_aside = any(part.startswith(".") for part in path.parts)
    return not kept_aside and (not folders or path.parts[0] in folders)


def saved(
    documents: Sequence[Edited], libreoffice: Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
) -> list[Edited]:
    """The documents as their programs write them. What a program itself loses is nobody's fault here."""
    now = {one.path: one.data for one in documents}
    for step in range(2):
        for one in documents:
            if one.saved[step : step + 1] == ("word",):
                now[one.path] = _saved_by_word(now[one.path], step)
        todo = {
            one.path: now[one.path] for one in documents if one.saved[step : step + 1] == ("libreoffice",)
        }
        if todo:
            now.update(libreoffice(todo))
    found = []
    for one in documents:
        raw = Raw.of(now[one.path])
        left = tuple(trace.seen(raw) for trace in one.traces if trace.is_in(raw))
        found.append(Edited(one.path, now[one.path], one.edits, left, one.saved))
    return found


def _saved_by_word(data: bytes, seed: int) -> bytes:
    """The file as Word saves it; it does not open what LibreOffice has broken (docs/word.md)."""
    try:
        return saved_by_word(data, seed)
    except etree.XMLSyntaxError:
        return data


# --- a round ------------------------------------------------------------------------------------------------
def play(
    folder: Path, documents: Sequence[Edited], built: Sequence[str] = (), sheets: Sequence[str] = ()
) -> Faults:
    """Puts the documents in the pack of `folder` (with `inputs/` and `out/`), and pulls and builds it.

    `built`, `sheets`: options of the two commands that name what lies there, where it is not everything.
    """
    faults = Faults(sum(bool(one.edits) for one in documents))
    pack, answers = folder / "out" / NAME, folder / "inputs" / f"{NAME}.yaml"
    for one in documents:
        (pack / one.path).write_bytes(one.data)
    _check_status(pack, documents, faults)
    for expected in (True, False):
        told = json.loads(run("pull", pack, "--apply", "--format", "json").out)
        if told["skrevet"] and not expected:
            faults.unstable.append(f"pulled again: {told['skrevet']}")
    _check_marks(folder, faults)
    text = answers.read_text("utf-8")
    for old, new in _NEWER:
        text = text.replace(old, new)
    answers.write_text(text, "utf-8")
    folders = sorted({Path(one.path).parts[0] for one in documents})
    packs = [part for one in folders if one != SHEETS for part in ("--department", one)]
    out = ("--out", folder / "out", "--format", "docx")
    for _ in range(2):
        if packs:
            run("build", answers, *out, *packs, *built)
        if SHEETS in folders:
            run("ark", answers, *out, *sheets)
    _check_kept(folder, documents, faults)
    return faults


def _check_status(pack: Path, documents: Sequence[Edited], faults: Faults) -> None:
    told = json.loads(run("status", pack, "--format", "json").out)["dokumenter"]
    states = {one["fil"]: one for one in told}
    for one in documents:
        state = states[one.path]["tilstand"]
        if one.must_be_told and one.traces and state not in REPORTED:
            faults.unreported.append(f"{one}: {state}")
        if not one.edits and state not in UNTOUCHED:
            faults.false_reports.append(f"{one}: {states[one.path]}")


def _check_marks(folder: Path, faults: Faults) -> None:
    for path in sorted((folder / "inputs").rglob("*.yaml")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if _MARKS.search(line):
                faults.marks.append(f"{path.name}:{number}: {line.strip()}")


def _check_kept(folder: Path, documents: Sequence[Edited], faults: Faults) -> None:
    pack = folder / "out" / NAME
    answers = "\n".join(path.read_text("utf-8") for path in sorted((folder / "inputs").rglob("*.yaml")))
    now = {one.path: Raw.of((pack / one.path).read_bytes()) for one in documents}
    for one in documents:
        for trace in one.traces:
            if trace.is_in(now[one.path]):
                continue
            if not trace.is_in_answers(answers):
                faults.lost.append(f"{one}: {trace}")
            elif not any(trace.is_in(file) for file in now.values()):
                faults.lost.append(f"{one}: {trace} is in the answers but in no document")
