"""What YAML would drop, change or run together without a word is understood, or named with its place."""

# ruff: noqa: E501
from __future__ import annotations

import unicodedata

from plangen.findings import Severity
from tests.answers.reading import answers, brief, load, only, svar
from tests.support.cases import each


# --- after a # ----------------------------------------------------------------------------------------------
@each(
    ("text", "place", "lost", "severity"),
    [
        ("projekt_titel: Sag #12 om adgang # nu", "2:22", "#12 om adgang # nu", Severity.WARNING),
        ("problem: Der er mange # sager", "2:25", "# sager", Severity.INFO),
        ("roller: {projektleder: {rolle: Chef #2\n      }}", "2:39", "#2", Severity.WARNING),
        ("arbejdsgruppe_opgaver:\n  egne:\n    - Sag #7", "4:13", "#7", Severity.WARNING),
        ("projekt_titel: #12 om adgang", "2:18", "#12 om adgang", Severity.WARNING),
    ],
)
def test_text_after_a_hash_is_named(text: str, place: str, lost: str, severity: Severity) -> None:
    finding = only(svar(text))
    assert brief(svar(text))[0].startswith(f"V06 {place} ")
    assert f"»{lost}«" in finding.message and finding.severity is severity


def test_a_passage_after_a_hash_is_named() -> None:
    assert "»#3«" in only(load("tekster:\n  ST-03: Se punkt #3\n")).message


@each(
    "text",
    [
        "projekt_titel: Adgang#12",
        'projekt_titel: "Sag #12"',
        "problem: >-\n  Sag #12\n  og #13",
        "projekttype: ny_anskaffelse # valgt i maj",
        "projekt_titel:  # Projektets navn",
        "superbrugere: [{betegnelse: A, art: superbruger, afdeling: alle}] # foreløbig",
        "roller:\n  projektleder:\n    rolle: Chef  # Stilling/rolle, skal udfyldes",
    ],
)
def test_a_comment_that_takes_nothing_away_is_no_trouble(text: str) -> None:
    assert not svar(text).findings, brief(svar(text))


# --- folded texts -------------------------------------------------------------------------------------------
FOLDED = {
    "points": ("problem: >-\n  Der er:\n  - et\n  - to", "Der er:\n- et\n- to"),
    "points without a sign": ("problem:\n  Der er\n  - et\n  - to", "Der er\n- et\n- to"),
    "one point after a colon": ("problem: >-\n  Der er:\n  - et", "Der er:\n- et"),
    "points in points": ("problem: >-\n  A:\n  - et\n    - ind\n  - to", "A:\n- et\n  - ind\n- to"),
    "long points": ("problem: >-\n  - et\n    mere\n  - to", "- et\n  mere\n- to"),
    "numbers": ("problem: >-\n  Trin\n  1. et\n  2. to", "Trin\n1. et\n2. to"),
    "a date": ("problem: >-\n  Det er\n  12. marts", "Det er 12. marts"),
    "a dash": ("problem: >-\n  Det er\n  - tror jeg -\n  sent", "Det er - tror jeg - sent"),
    "paragraphs": ("problem: >-\n  Et\n  og to\n\n  Tre", "Et og to\n\nTre"),
    "running text": ("problem: >-\n  Et\n  to", "Et to"),
    "plain text": ("problem: Et\n  to", "Et to"),
}


@each(("text", "read"), FOLDED.values(), ids=FOLDED)
def test_points_and_paragraphs_do_not_run_together(text: str, read: str) -> None:
    assert answers(text).text("problem") == read


def test_a_one_line_answer_stays_one_line() -> None:
    assert answers("projekt_titel: >-\n  Et\n\n  to").text("projekt_titel") == "Et to"


# --- quotes -------------------------------------------------------------------------------------------------
@each("text", ["\u201cJob\u201d", "\u201dJob\u201d", "\u00bbJob\u00ab", "\u2018Job\u2019", 'Job"'])
def test_quotes_that_would_be_printed_are_named(text: str) -> None:
    finding = only(svar(f"forvaltning: {text}"))
    assert (finding.code, finding.severity) == ("V06", Severity.WARNING)
    assert brief(svar(f"forvaltning: {text}"))[0].startswith("V06 2:16 ")


@each(
    "text",
    [
        "Vi siger \u00bbja\u00ab nu",
        "\u00bbA\u00ab og \u00bbB\u00ab",
        'Han sagde "ja"',
        "'\u201cJob\u201d'",
        "Chefens",
    ],
)
def test_quotes_inside_a_text_are_no_trouble(text: str) -> None:
    assert not svar(f"forvaltning: {text}").findings


def test_curly_quotes_around_a_code_or_a_date_are_not_part_of_it() -> None:
    read = answers("projekttype: \u201cny_anskaffelse\u201d\nprojektstart: \u00bb2027-01-31\u00ab")
    assert (
        read.raw("projekttype") == "ny_anskaffelse" and read.date("projektstart").isoformat() == "2027-01-31"
    )


# --- values that YAML would turn into others ----------------------------------------------------------------
@each("text", ["ja", "nej", "on", "yes", "012", "1:30", "2027-01-31", "1e3", "0x1F", "12_000", ".5"])
def test_a_text_is_what_was_written(text: str) -> None:
    assert answers(f"projekt_titel: {text}").text("projekt_titel") == text


# --- signs that look like others ----------------------------------------------------------------------------
@each(
    "name",
    [
        "kommune_navn\u00a0",
        "kommune\u200b_navn",
        "kommune\u00ad_navn",
        "\ufeffkommune_navn",
        "k\u043emmune_navn",
        "kommune_n\u0430vn",
        "\uff4bommune_navn",
    ],
)
def test_a_name_with_signs_that_look_like_others_is_that_name(name: str) -> None:
    assert answers(f"{name}: Egelund").text("kommune_navn") == "Egelund"


def test_the_same_name_in_two_disguises_stands_twice() -> None:
    assert "står to gange" in only(svar("kommune_navn: A\nkommune\u200b_navn: B")).message


@each(
    "written",
    [
        "2027\u201101\u201131",
        "2027\u201301\u201331",
        "\uff12\uff10\uff12\uff17-01-31",
        "2027-01-31\u00a0",
        "20\u200b27-01-31",
    ],
)
def test_a_date_with_signs_that_look_like_others_is_that_date(written: str) -> None:
    assert answers(f"projektstart: {written}").date("projektstart").isoformat() == "2027-01-31"


def test_numbers_codes_and_keys_with_signs_that_look_like_others() -> None:
    read = answers(
        "projekttype: ny\u200b_anskaffelse\n"
        "afdelinger: [{afdeling_id: j\u043eb, navn: Job, leder: L, medarbejdere: \uff11\uff12, medarbejdergrupper: S}]\n"
        "arbejdsgange: [{navn: n, beslutning: ny, ansvarlig: a, afdeling: \u00a0job\u200b}]\n"
        "formaal_typer: [kval\u00aditet]"
    )
    assert read.raw("projekttype") == "ny_anskaffelse" and read.chosen("formaal_typer") == ("kvalitet",)
    assert read.department_keys() == ("job",) and read.rows("afdelinger")[0].get("medarbejdere") == 12
    assert read.rows("arbejdsgange")[0].departments() == ("job",)


def test_decomposed_letters_are_the_letters() -> None:
    text = unicodedata.normalize("NFD", "projekt_titel: Bl\u00e5 \u00f8")
    assert answers(text).text("projekt_titel") == "Bl\u00e5 \u00f8"


def test_a_sign_that_makes_a_value_unreadable_is_named_with_its_place() -> None:
    finding = only(svar("projektstart: kl.\u00a031.01.2027"))
    assert "Tegn 4 er et hårdt mellemrum (U+00A0)." in finding.hint
    assert "Tegn 1 er en særlig streg (U+2013)." in only(svar("formaal_typer:\n  \u2013 ro og kvalitet")).hint


# --- advice that works --------------------------------------------------------------------------------------
def test_no_name_is_suggested_that_is_answered_already_or_may_not_stand_there() -> None:
    finding = only(svar("kommune_navn: A\nkomune_navn: B"))
    assert "mente du" not in finding.message
    project = load(
        "svar:\n  afdelinger: [{afdeling_id: a, navn: A, leder: L, medarbejdere: 1, medarbejdergrupper: S}]\n",
        {"a": "svar:\n  afdelingr: x\n"},
    )
    assert "afdelinger" not in only(project).message


def test_no_department_is_suggested_whose_key_was_refused() -> None:
    project = svar(
        "afdelinger: [{afdeling_id: Nord afd!, navn: N, leder: L, medarbejdere: 1, medarbejdergrupper: S},"
        " {afdeling_id: syd, navn: S, leder: L, medarbejdere: 1, medarbejdergrupper: S}]\n"
        "arbejdsgange: [{navn: n, beslutning: ny, ansvarlig: a, afdeling: nord_afd}]"
    )
    assert "Nord afd" not in next(f for f in project.findings if f.code == "R94").hint.partition(":")[0]
    assert "Mente du" not in next(f for f in project.findings if f.code == "R94").hint
