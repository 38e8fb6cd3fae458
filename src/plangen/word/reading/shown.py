"""What a Word file that was just made shows of each answer, for its memory."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.catalog import Catalog
from plangen.ooxml.ns import SDT
from plangen.word.reading.controls import settle_kinds
from plangen.word.reading.document import control_reader
from plangen.word.reading.question_kinds import AnswerKinds
from plangen.word.reading.recovery import answer_id, recover
from plangen.word.reading.ticks import gather_ticks
from plangen.word.reading.word_file import WordFile


@dataclass(frozen=True)
class Shown:
    """`texts`: id → what its controls say, without those that only invite to write; `edition`: which edition
    the file says it is."""

    texts: dict[str, tuple[str, ...]]
    edition: str


def read_shown(data: bytes, catalog: Catalog) -> Shown:
    """The same as `read_word` says of a file that nobody has edited, for a fifth of the work: its free text,
    its looks and its tables are left alone."""
    file, kinds = WordFile.read(data), AnswerKinds(catalog)
    texts: dict[str, dict[str, None]] = {}
    for part in file.parts():
        recover(part.root)
        gather_ticks(part.root, kinds)
        controls = [control for control in part.root.iter(SDT) if answer_id(control)]
        settle_kinds(controls, kinds)
        reader = control_reader(file, part, kinds)
        for control in controls:
            found = texts.setdefault(answer_id(control), {})
            if not reader.is_placeholder(control):
                found[reader.text(control)] = None
    return Shown({id: tuple(found) for id, found in texts.items()}, file.edition)
