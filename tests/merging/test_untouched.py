"""What staff have not touched is as in the document of now: a file that nobody has edited comes to read like
it, whatever has moved, come or gone, and what they have written goes along."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from plangen.merging.merge import merge
from plangen.merging.nodes import tree
from plangen.merging.parts import Parts
from plangen.ooxml.memory import memories
from tests.fuzz.package import w
from tests.merging.editions import MANY, editions
from tests.merging.hand import both, in_body, text_of
from tests.support import word_edits as word
from tests.support.word_edits import Element

DOCUMENT = "jobcenter/faelles/05_kommunikationsplan_faelles.docx"
Move = Callable[[Element, random.Random], None]


def read(data: bytes) -> list[str]:
    """Rows, and paragraphs that stand in no table, in order."""
    parts = Parts(data)
    nodes = tree(parts.root(parts.document), parts.styles).walk()
    return [
        node.text
        for node in nodes
        if node.kind == "tr" or (node.kind == "p" and node.text and node.parent and node.parent.kind != "tc")
    ]


def remembered(data: bytes) -> list[str]:
    """The answers that the hidden bookmarks tell of."""
    body = word.stories(data)["word/document.xml"]
    names = [mark.get(w("name"), "") for mark in body.iter(w("bookmarkStart"))]
    return sorted(memory.id for memory in memories(names).values())


def test_an_untouched_file_reads_like_the_one_of_now() -> None:
    made = editions()
    for document in made.documents():
        base, ours = made.read(document, 0), made.read(document, 1)
        merged = merge(base, base, ours)
        assert read(merged.data) == read(ours), document
        assert remembered(merged.data) == remembered(ours), document
        assert (merged.missing, merged.conflicts, merged.kept) == ("", (), ()), document


def _blocks(body: Element, chance: random.Random) -> None:
    """A block to another place."""
    movable = [
        one for one in body if one.tag in (w("p"), w("tbl")) and next(one.iter(w("sectPr")), None) is None
    ]
    one, after = chance.sample(movable, 2)
    after.addnext(one)


def _rows(body: Element, chance: random.Random) -> None:
    """A row to another place in its table or in another one of as many columns."""
    rows = [one for one in body.iter(w("tr")) if next(one.iter(w("vMerge")), None) is None]
    row = chance.choice([one for one in rows if text_of(one).strip()])
    width = len(list(row.iter(w("tc"))))
    alike = [one for one in rows if len(list(one.iter(w("tc")))) == width and one is not row]
    if alike and len(row.getparent().findall(w("tr"))) > 1:
        chance.choice(alike).addnext(row)


def _cells(body: Element, chance: random.Random) -> None:
    """A paragraph from one cell to another."""
    cells = [one for one in body.iter(w("tc")) if one.find(w("p")) is not None]
    full = [one for one in cells if len(one.findall(w("p"))) > 1]
    if full:
        chance.choice(cells).append(chance.choice(full).findall(w("p"))[0])


@pytest.mark.parametrize("seed", range(30 if MANY else 1))
def test_what_the_document_of_now_has_elsewhere_goes_there(seed: int) -> None:
    """With what staff have written in it."""
    base = editions().read(DOCUMENT, 0)
    chance = random.Random(seed)
    moves: list[Move] = [chance.choice((_blocks, _rows, _cells)) for _ in range(chance.randint(1, 5))]
    ours = both(*(in_body(lambda body, move=move: move(body, chance)) for move in moves))(base)
    assert read(merge(base, base, ours).data) == read(ours)
    theirs, typed = _typed_everywhere(base)
    merged = merge(base, theirs, ours)
    assert merged.missing == ""
    said = text_of(word.stories(merged.data)["word/document.xml"])
    assert [one for one in typed if said.count(one) != 1] == []


def _typed_everywhere(data: bytes) -> tuple[bytes, list[str]]:
    """A word of its own at the end of each paragraph that has text."""
    words: list[str] = []

    def edit(body: Element) -> None:
        for paragraph in [one for one in body.iter(w("p")) if text_of(one).strip()]:
            words.append(f"zq{len(words)}ord")
            paragraph.append(word.run(f" {words[-1]}"))

    return in_body(edit)(data), words
