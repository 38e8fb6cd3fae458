"""The hidden bookmarks of an answer under another number: they say the same, in names that Word takes."""

from __future__ import annotations

from plangen.ooxml.memory import (
    BLOCK,
    VALUE,
    ControlMemory,
    Kind,
    memories,
    names_for,
    number_of,
    renumbered,
    rest_name,
)
from tests.support.cases import each

IDS = [f"tabel[{'a' * length}].kolonne_æ" for length in range(0, 90, 3)]


@each(("was", "now"), [(1, 36), (35, 1296), (1296, 1), (7, 7)])
@each("kind", [BLOCK, VALUE])
def test_an_id_of_any_length_stays_whole(was: int, now: int, kind: Kind) -> None:
    for id in IDS:
        memory = ControlMemory(id, kind, "b")
        names = names_for(memory, was)
        names += [rest_name(names[0])] if kind == BLOCK else []
        found, more = renumbered(names, now)
        new = [name for name in found.values() if name] + more
        assert set(memories(new).values()) == {memory}
        assert {number_of(name) for name in new} == {now}
        assert max(map(len, new)) <= 40


def test_what_says_nothing_by_itself_goes() -> None:
    names = names_for(ControlMemory(IDS[-1], VALUE), 1)[1:]
    assert renumbered(names, 2) == (dict.fromkeys(names, ""), [])


def test_other_bookmarks_have_no_number() -> None:
    assert number_of("_Toc123") is None
