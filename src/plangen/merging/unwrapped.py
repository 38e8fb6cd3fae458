"""Answers whose controls are gone while their words still stand there: somebody has removed the control, or
pasted the text without it."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.merging.atoms import MergeAtom
from plangen.ooxml.ns import P


def with_answers(base: Sequence[MergeAtom], theirs: Sequence[MergeAtom]) -> list[MergeAtom]:
    """The atoms of a paragraph of theirs, where the words of an answer that has no control any more are one
    atom, known as the answer. Words that stand there twice are an answer's only where nothing else is
    changed."""
    found = list(theirs)
    known = {atom.key for atom in theirs}
    alike = "".join(atom.shown for atom in base) == "".join(atom.shown for atom in theirs)
    at = 0
    for atom in base:
        if atom.control is not None and atom.key not in known and atom.shown:
            spans = _spans(found, atom.shown)
            exact = [span for span in spans if alike and _length(found[: span.start]) == at]
            span = spans[0] if len(spans) == 1 else next(iter(exact), None)
            if span is not None:
                pieces = [piece for one in found[span.start : span.stop] for piece in one.pieces]
                found[span.start : span.stop] = [MergeAtom(atom.key, atom.shown, pieces)]
        at += len(atom.shown)
    return found


def _spans(atoms: Sequence[MergeAtom], text: str) -> list[range]:
    """Where words stand beside each other that say a text, in the paragraph itself."""
    found = []
    for start in range(len(atoms)):
        said, end = "", start
        while end < len(atoms) and len(said) < len(text) and _is_plain(atoms[end]):
            said += atoms[end].shown
            end += 1
        if said == text:
            found.append(range(start, end))
    return found


def _is_plain(atom: MergeAtom) -> bool:
    """Whether it is words that nothing stands around, as a pending change does or a link."""
    return bool(atom.pieces) and all(piece.element.getparent().getparent().tag == P for piece in atom.pieces)


def _length(atoms: Sequence[MergeAtom]) -> int:
    return sum(len(atom.shown) for atom in atoms)
