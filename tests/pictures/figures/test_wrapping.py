"""Lines of text that fit their room."""

from __future__ import annotations

from plangen.pictures.figures.house import width, wrapped
from tests.support.cases import each


@each(
    ("text", "room", "lines"),
    [
        ("Kommissorium godkendt", 60, ["Kommissorium godkendt"]),
        ("Kommissorium godkendt", 25, ["Kommissorium", "godkendt"]),
        ("Informationssikkerhedskoordinator", 43, ["Informationssikkerheds-", "koordinator"]),
        ("Ledelses/medarbejderudvalg", 30, ["Ledelses/", "medarbejderudvalg"]),
        ("Sygedagpenge- og jobteam", 22, ["Sygedagpenge-", "og jobteam"]),
        ("", 20, [""]),
    ],
)
def test_words_are_parted_between_the_parts_of_a_compound(text: str, room: float, lines: list[str]) -> None:
    assert wrapped(text, room) == lines


def test_a_word_that_nobody_knows_is_parted_where_the_room_ends() -> None:
    lines = wrapped("X" * 60, 30)
    assert "".join(line.rstrip("-") for line in lines) == "X" * 60
    assert all(width(line) <= 30 for line in lines)


def test_what_is_left_over_is_an_ellipsis() -> None:
    lines = wrapped("Et to tre fire fem seks syv otte ni ti", 20, most=2)
    assert len(lines) == 2
    assert lines[1].endswith(" …")
    assert width(lines[1]) <= 20
