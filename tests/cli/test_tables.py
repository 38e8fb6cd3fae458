"""Cells of the tables that status and pull print."""

from __future__ import annotations

from plangen.cli.tables import contrasted, shortened


def test_short_texts_stand_in_full() -> None:
    assert contrasted("højst 9 pct.", "højst 8 pct.") == ("højst 9 pct.", "højst 8 pct.")


def test_long_texts_are_shown_where_they_differ() -> None:
    start = "Ord " * 100
    was, now = contrasted(
        f"{start}I 2025 blev 14 procent flyttet.", f"{start}I 2025 blev 15 procent flyttet."
    )
    assert "14 procent" in was
    assert "15 procent" in now
    assert was.startswith("… Ord")
    assert len(was) < 170


def test_a_removed_text_is_empty() -> None:
    assert contrasted("x" * 300, "")[1] == ""


def test_shortened() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
