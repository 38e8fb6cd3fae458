"""Danish dates, numbers, lists and ids."""

from __future__ import annotations

from datetime import date

from plangen.texts import danish
from tests.support.cases import each


def test_dates() -> None:
    day = date(2027, 9, 6)
    assert danish.short_date(day) == "06.09.2027"
    assert danish.long_date(day) == "mandag den 6. september 2027"
    assert danish.week_name(day) == "uge 36"


def test_numbers() -> None:
    assert danish.kroner(1644638) == "1.644.638 kr."
    assert danish.number(12.5) == "12,5"
    assert danish.counted(1, "uge", "uger") == "1 uge"
    assert danish.counted(1200, "uge", "uger") == "1.200 uger"


@each(
    ("weeks", "text"),
    [
        (0, "ved idriftsættelsen"),
        (1, "1 uge efter idriftsættelsen"),
        (5, "5 uger efter idriftsættelsen"),
        (-1, "1 uge før idriftsættelsen"),
        (-12, "12 uger før idriftsættelsen"),
    ],
)
def test_relative_weeks(weeks: int, text: str) -> None:
    assert danish.relative_weeks(weeks) == text


@each(("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")])
def test_lists(items: list[str], text: str) -> None:
    assert danish.joined(items) == text


@each(
    ("items", "text"),
    [
        (["Jobindsats"], "Jobindsats"),
        (["Jobindsats", "Ungeindsatsen"], "Jobindsats og Ungeindsatsen"),
        (["Jobindsats", "Integration og sprog"], "Jobindsats; Integration og sprog"),
        (["Syge, unge", "Ydelse"], "Syge, unge; Ydelse"),
        (["Integration og sprog"], "Integration og sprog"),
    ],
)
def test_names_that_hold_and_are_told_apart(items: list[str], text: str) -> None:
    assert danish.names(items) == text


@each(
    ("text", "expected"),
    [
        ("mandag den 6. september 2027", "mandag den 6._september_2027"),
        ("den 6. marts og i uge 20", "den 6._marts og i uge_20"),
        ("12 uger, 90 minutter og 88.000 kr.", "12_uger, 90_minutter og 88.000_kr."),
        ("fra 14 pct. til højst 9 pct.", "fra 14_pct. til højst 9_pct."),
        ("2027 medarbejdere, den 6. gruppe", "2027 medarbejdere, den 6. gruppe"),
        ("4 t-shirts og 3 år", "4 t-shirts og 3_år"),
    ],
)
def test_no_line_ends_inside_a_date_or_before_a_unit(text: str, expected: str) -> None:
    assert danish.unbroken(text) == expected.replace("_", "\u00a0")


def test_a_date_with_its_weekday() -> None:
    assert danish.weekday_date(date(2027, 9, 6)) == "mandag 06.09.2027"


@each(
    ("text", "slug"),
    [
        ("Færre aflyste samtaler", "faerre_aflyste_samtaler"),
        ("Ålø – Ø!", "aaloe_oe"),
        ("Ét hold à 3", "et_hold_a_3"),
        ("🙂", "x"),
        ("", "x"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert danish.slug(text) == slug
