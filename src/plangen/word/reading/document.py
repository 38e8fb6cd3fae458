"""Reads a Word file that somebody may have edited: its answers, its free text, its looks.

    content = read_word(data, catalog)

Only what a reader would notice counts. A file that Word or LibreOffice has opened and saved reads like the
file as it was made (docs/word.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from plangen.catalog import Catalog
from plangen.ooxml.ns import BREAK, PPR, ROW, SDT, SDT_PR, Element, P, clone, is_on, val, w
from plangen.ooxml.opening import EARLIER
from plangen.word.reading.atoms import Atoms
from plangen.word.reading.blocks import BlockReader
from plangen.word.reading.content import AnswerTable, Content, Control, Spot
from plangen.word.reading.controls import VALUE, ControlReader, holds_blocks, settle_kinds
from plangen.word.reading.extras import extras
from plangen.word.reading.fields import Fields, is_typed
from plangen.word.reading.layout import Layouts
from plangen.word.reading.looks import Looks
from plangen.word.reading.question_kinds import AnswerKinds
from plangen.word.reading.recovery import KIND, answer_id, recover
from plangen.word.reading.revisions import accept, reject, tracked_changes
from plangen.word.reading.story import Story, is_contents
from plangen.word.reading.tables import answer_tables
from plangen.word.reading.ticks import gather_ticks
from plangen.word.reading.word_file import TextPart, UnreadableWord, WordFile

__all__ = ["UnreadableWord", "read_word"]

_NUMBER = "plangen-number"  # an attribute while a file is being read
_TWIPS = 56.6929  # in a millimetre


def read_word(data: bytes, catalog: Catalog) -> Content:
    """Everything that a Word file says. `catalog`: what its answers are, for controls that have lost what
    says so. Raises `UnreadableWord` when it is none, or is damaged.

    Reading takes 100 ms, a command asks for the same file up to ten times, and what was read never changes,
    so the same bytes are read once.
    """
    return _content(_Unread(data, catalog))


class _Unread:
    """A file known by its hash, and the very catalog that it is read with. The file's bytes are let go when
    it has been read: they may hold large pictures."""

    def __init__(self, data: bytes, catalog: Catalog) -> None:
        self.data = data
        self.catalog = catalog
        self._hash = sha256(data).digest()

    def __hash__(self) -> int:
        return hash(self._hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unread) and self._hash == other._hash and self.catalog is other.catalog


@lru_cache(maxsize=64)
def _content(file: _Unread) -> Content:
    data, file.data = file.data, b""
    try:
        return _read(WordFile.read(data), AnswerKinds(file.catalog))
    except RecursionError as error:
        message = "filen har indhold inden i indhold i flere hundrede lag"
        raise UnreadableWord(message, EARLIER) from error


def _read(file: WordFile, kinds: AnswerKinds) -> Content:
    parts = list(file.parts())
    for part in parts:
        recover(part.root)
        gather_ticks(part.root, kinds)
    exact = not (file.is_by_libreoffice or any(map(_lost_its_tag, parts)))
    beside = extras(file, parts, exact)
    settle_kinds((c for part in parts for c in part.root.iter(SDT) if answer_id(c)), kinds)
    tracked = sum(tracked_changes(part.root) for part in parts)
    readings = [_Reading(file, part, kinds) for part in parts]
    readings = list(_without_repeated_headers(readings))
    pieces = [piece for reading in readings for piece in reading.story.pieces]
    return Content(
        controls=tuple(control for reading in readings for control in reading.controls()),
        tables=tuple(table for reading in readings for table in reading.tables()),
        free=(*(piece.text for piece in pieces), ""),
        looks=(*(piece.look for piece in pieces), _pages(parts[0].root)),
        layouts=(*(piece.layout for piece in pieces), _page_layout(parts[0].root)),
        spots=(*_spots(readings), None),
        exact=exact,
        extras=beside,
        comments=tuple(_comments(file)),
        tracked=tracked,
        edition=file.edition,
        headings=tuple(readings[0].story.headings),
        contents=tuple(readings[0].story.contents),
        sessions=file.sessions,
        revision=file.revision,
        typed_fields=any(reading.has_typed_fields for reading in readings),
    )


def _spots(readings: Sequence[_Reading]) -> Iterator[Spot | None]:
    for number, reading in enumerate(readings):
        for piece in reading.story.pieces:
            yield None if piece.spot is None else piece.spot._replace(part=number)


class _Reading:
    """One part with the tracked changes accepted, and what its controls say when they are rejected."""

    def __init__(self, file: WordFile, part: TextPart, kinds: AnswerKinds) -> None:
        self.part = part
        rejected = _number_and_copy(part.root)
        rows = {} if part.label else {row: number for number, row in enumerate(part.root.iter(ROW))}
        accept(part.root)
        self._file = file
        self._kinds = kinds
        self._reader = control_reader(file, part, kinds)
        looks, layouts = Looks(file.styles, file.fonts), Layouts(file.styles, file.levels, part.pictures)
        self.story = Story(part.root, part.label, self._reader.blocks.atoms, looks, layouts, rows)
        self._rejected = {} if rejected is None else self._texts_when_rejected(rejected)
        self._has_changes = rejected is not None

    @property
    def has_typed_fields(self) -> bool:
        """Whether it has fields that hold what people type."""
        return any(is_typed(code.text or "") for code in self.part.root.iter(w("instrText")))

    def _texts_when_rejected(self, root: Element) -> dict[str, str]:
        reject(root)
        reader = control_reader(self._file, replace(self.part, root=root), self._kinds)
        return {
            control.get(_NUMBER): reader.text(control) for control in root.iter(SDT) if answer_id(control)
        }

    def controls(self) -> Iterator[Control]:
        for found in self.story.controls:
            control = found.control
            text = self._reader.text(control)
            yield Control(
                id=answer_id(control),
                text=text,
                rejected=self._rejected.get(control.get(_NUMBER), "") if self._has_changes else text,
                placeholder=self._reader.is_placeholder(control),
                block=control.get(KIND) != VALUE and holds_blocks(control),
                place=found.place,
                refused=self._reader.refused(control),
                invitation=self._reader.invitation(control),
                to_write=self._reader.is_place_to_write(control),
            )

    def tables(self) -> Iterator[AnswerTable]:
        for table in self.story.tables:
            yield from answer_tables(table, self._reader)


def control_reader(file: WordFile, part: TextPart, kinds: AnswerKinds) -> ControlReader:
    """What says what the controls of a part hold."""
    blocks = BlockReader(Atoms(part.links, Fields(part.root)), file.styles, file.levels)
    return ControlReader(blocks, kinds, trusts_marks=not file.is_by_libreoffice)


def _number_and_copy(root: Element) -> Element | None:
    """Numbers the controls, so that each can be found again in the copy; None without tracked changes."""
    for number, control in enumerate(root.iter(SDT)):
        control.set(_NUMBER, str(number))
    return clone(root) if tracked_changes(root) else None


def _without_repeated_headers(readings: list[_Reading]) -> Iterator[_Reading]:
    """LibreOffice gives every section headers and footers of its own, also where they go on unchanged."""
    seen: set[tuple[object, ...]] = set()
    for reading in readings:
        kind = reading.part.label.split(",")[0]
        texts = ((c.id, c.text) for c in reading.controls()) if kind else ()
        says = (kind, *((piece.text, piece.look) for piece in reading.story.pieces), *texts)
        if not kind or says not in seen:
            seen.add(says)
            yield reading


def _pages(root: Element) -> str:
    """The size of the pages, and how many of them, and of their columns, somebody has begun by hand."""
    sections = []
    for section in root.iter(w("sectPr")):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        edges = [_mm(margins, edge) for edge in ("top", "right", "bottom", "left")]
        sections.append(f"{_mm(size, 'w')}×{_mm(size, 'h')} mm, margener {'/'.join(edges)}")
    breaks = Counter(e.get(w("type"), "") for e in root.iter(BREAK))
    pages = breaks["page"] + sum(map(_begins_page, root.iter(w("pageBreakBefore"))))
    return f"sider: {'; '.join(sections)}; {pages} sideskift; {breaks['column']} spalteskift"


def _begins_page(switch: Element) -> bool:
    """Whether a »page break before« is on, and is one of a paragraph itself, not of what it once was."""
    properties = switch.getparent()
    return properties.tag == PPR and properties.getparent().tag == P and is_on(properties, "pageBreakBefore")


def _page_layout(root: Element) -> str:
    """Columns of the pages, the room for headers and footers, and whether there is a contents list."""
    facts = []
    for section in root.iter(w("sectPr")):
        margins, columns = section.find(w("pgMar")), section.find(w("cols"))
        number = "1" if columns is None else columns.get(w("num"), "1")
        facts.append(f"spalter {number}, hoved {_mm(margins, 'header')}, fod {_mm(margins, 'footer')} mm")
    contents = any(is_contents(control) for control in root.iter(SDT))
    return "; ".join([*facts, "indholdsfortegnelse" if contents else "uden indholdsfortegnelse"])


def _lost_its_tag(part: TextPart) -> bool:
    """Whether a control of an answer has no tag: LibreOffice has been there."""
    return any(answer_id(c) and not val(c.find(SDT_PR), "tag") for c in part.root.iter(SDT))


def _mm(element: Element | None, name: str) -> str:
    try:
        return f"{float('0' if element is None else element.get(w(name), '0')) / _TWIPS:.0f}"
    except ValueError:
        return "?"


def _comments(file: WordFile) -> Iterator[str]:
    root = file.related("comments")
    for comment in () if root is None else root.iter(w("comment")):
        accept(comment)
        atoms = Atoms({}, Fields(comment))
        lines = ["".join(atom.shown for atom in atoms.of(p)).strip() for p in comment.iter(P)]
        yield "\n".join(line for line in lines if line)
