"""A build with nothing new says again what the one before it said, and loads nothing.

After a build, a note is left in the memory of its (first) pack: of all that it reads and all that it has
written, what the file system tells of each file; and what the next build will print when that is as it is. It
is trusted only when every file is as noted: answers, folders, packs, memory, program, templates.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plangen.shortcut.calls import files_of, terminal
from plangen.shortcut.folders import Stat, inside, names_in, stat_of

VERSION = 1
MEMORY, NOTES, LOCK = ".plangen", ".kald", "laas"
_MOST = 8
"""Notes that are kept, each of another call."""
_SETTLED = 0.05
"""Seconds after which a file that is written to again has another time; file systems count in small steps."""
_WHOLE_SECONDS = 3.0
"""The same where they count in whole seconds."""

Said = list[tuple[bool, str]]
"""What is printed, in order: whether on standard error, and the text."""


@dataclass(frozen=True)
class Watched:
    """The files of a call. `answers`: path → what is noted of it, and of what lies beside it; `packs`: of the
    packs and their memory; `program`: of plangen itself."""

    answers: tuple[tuple[str, object], ...]
    packs: dict[str, Stat]
    program: str


class Standing:
    """What is noted of one call. Made before the call is run."""

    def __init__(self, arguments: Sequence[str], templates: str = "") -> None:
        """`templates`: the folder of the templates; it need not be known to read a note."""
        self._arguments = list(arguments)
        self._told = files_of(self._arguments)
        self._templates = templates
        self._began = time.time_ns()
        self._before = self._watched(templates) if self._told and templates else None

    @property
    def _place(self) -> str:
        assert self._told is not None
        out, answers = self._told
        key = sha256(json.dumps([self._arguments, terminal()]).encode("utf-8", "surrogatepass")).hexdigest()[
            :16
        ]
        return _join(_pack(out, answers[0]), MEMORY, NOTES, f"{key}.json")

    def read(self) -> tuple[Said, int] | None:
        """What the call will say, and its exit code; None when it must be run to be known."""
        if self._told is None:
            return None
        try:
            with open(self._place, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes 10 ms
                note = json.load(file)
            now = self._watched(str(note["skabeloner"]))
            also = [str(path) for path in note["ogsaa"]]
            if note["version"] != VERSION or note["filer"] != _mark(now, also):
                return None
            return [(bool(err), str(text)) for err, text in note["sagt"]], int(note["kode"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def note(
        self,
        said: Said,
        next_said: Said | None,
        code: int,
        is_known: Callable[[str], bool],
        also: Sequence[str] = (),
    ) -> None:
        """Notes what the next call will say. `said`: what this one said, which the next says when this one
        changed no file; `next_said`: else, None when that is not known. `is_known`: whether a file is as the
        run has written it; one that is not, and was not there before, was saved by somebody meanwhile, and
        nothing is noted. `also`: other files that were read. What the system refuses is left."""
        if self._told is None or self._before is None:
            return
        time.sleep(_SETTLED)
        then, now = self._before, self._watched(self._templates)
        if (now.answers, now.program) != (then.answers, then.program) or not _is_settled(now.packs.values()):
            return
        if any(max(stat_of(path)[2:4]) >= self._began for path in also):
            return
        changed = {path for path in (*then.packs, *now.packs) if then.packs.get(path) != now.packs.get(path)}
        changed = {path for path in changed if f"{os.sep}{MEMORY}" not in path}
        told = next_said if changed else said
        if told is None or not all(os.path.isdir(path) or is_known(path) for path in changed):  # noqa: PTH112
            return
        note = {
            "version": VERSION,
            "filer": _mark(now, also),
            "skabeloner": self._templates,
            "ogsaa": [*also],
        }
        try:
            _write(self._place, json.dumps({**note, "sagt": told, "kode": code}, ensure_ascii=False))
        except OSError:
            return

    def _watched(self, templates: str) -> Watched:
        assert self._told is not None
        out, answers = self._told
        packs: dict[str, Stat] = {}
        for one in answers:
            packs.update(inside(_pack(out, one), (NOTES, LOCK)))
        return Watched(tuple(_answers(answers, out)), packs, _program(templates))


def said_again(arguments: Sequence[str]) -> int | None:
    """Prints what a build with nothing new prints, and gives its exit code; None when it must be run."""
    found = Standing(arguments).read()
    if found is None:
        return None
    for err, text in found[0]:
        (sys.stderr if err else sys.stdout).write(f"{text}\n")
    return found[1]


# --- files --------------------------------------------------------------------------------------------------
def _answers(paths: Iterable[str], out: str) -> Iterator[tuple[str, object]]:
    """The answer files, the departments' own, what else lies beside them (a logo, a file of nearly the same
    name), and the names in the folder above, where the project of a department's file would lie. Not the
    packs, which may lie there, too."""
    for path in paths:
        folder = os.path.dirname(path)  # noqa: PTH120
        stem = os.path.splitext(os.path.basename(path))[0].casefold()  # noqa: PTH119, PTH122
        yield path, stat_of(path)
        for name in names_in(folder):
            beside = _join(folder, name)
            if os.path.abspath(beside) == os.path.abspath(out):  # noqa: PTH100
                continue
            if os.path.isdir(beside):  # noqa: PTH112
                yield beside, sorted(inside(beside)) if name.casefold() == stem else ""
            else:
                yield beside, stat_of(beside)
        above = os.path.basename(os.path.abspath(folder)).casefold()  # noqa: PTH100, PTH119
        around = names_in(_join(folder or ".", ".."))
        yield folder, [name for name in around if name.casefold().startswith(f"{above}.")]


def _program(templates: str) -> str:
    """plangen's own files, its templates, and the names (with versions) of what is installed beside it."""
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    told: list[object] = [sys.version, *sorted(inside(package, ("__pycache__",))), *sorted(inside(templates))]
    for place in sys.path:
        told += [name for name in names_in(place) if name.endswith(".dist-info")]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _mark(watched: Watched, also: Sequence[str]) -> str:
    others = [(path, stat_of(path)) for path in also]
    told = (watched.answers, sorted(watched.packs.items()), watched.program, others)
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _is_settled(found: Iterable[Stat]) -> bool:
    """Whether a file that is written to from now on will be seen to have been."""
    times = [told[2] for told in found if told[2]]
    in_seconds = all(one % 1_000_000_000 == 0 for one in times)
    return not times or not in_seconds or time.time() - max(times) / 1e9 > _WHOLE_SECONDS


def _pack(out: str, answers: str) -> str:
    name = os.path.basename(answers)  # noqa: PTH119
    return _join(out, os.path.splitext(name)[0])  # noqa: PTH122


def _join(*parts: str) -> str:
    return os.path.join(*parts)  # noqa: PTH118


def _write(place: str, text: str) -> None:
    """Raises `OSError`. A note that is half written is none."""
    folder = os.path.dirname(place)  # noqa: PTH120
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    temporary = f"{place}.{os.getpid()}.tmp"
    with open(temporary, "w", encoding="utf-8", errors="surrogatepass") as file:  # noqa: PTH123
        file.write(text)
    os.replace(temporary, place)  # noqa: PTH105
    notes = sorted((_join(folder, name) for name in names_in(folder)), key=lambda path: stat_of(path)[2])
    for old in notes[:-_MOST]:
        os.unlink(old)  # noqa: PTH108
