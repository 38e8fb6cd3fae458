"""One slip: one finding, where the slip is, and all other answers are read."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from plangen.catalog.address import Address
from plangen.findings import Severity
from tests.answers.reading import brief, load
from tests.support.cases import each
from tests.support.cli import run
from tests.support.edited_packs import SMALL

INPUTS = Path(__file__).parents[3] / "inputs"
JOBCENTER = (INPUTS / "jobcenter.yaml").read_text("utf-8")

# What stands between the first and the last answer → where the finding stands, what it says, what is unread.
SLIPS = {
    "quote not closed": ('forvaltning: "Job', "3:16 anførselstegnet bliver ikke lukket", "forvaltning"),
    "quote closed by the next one": (
        'forvaltning: "Job\n  leverandoer: "Firma"',
        "3:16 anførselstegnet bliver ikke lukket",
        "forvaltning",
    ),
    "quote that swallows answers": (
        'forvaltning: "Job\n  leverandoer: Firma\n  system_navn: Fagsystem"',
        "3:16 anførselstegnet bliver ikke lukket",
        "forvaltning",
    ),
    "apostrophe not closed": ("forvaltning: 'Job", "3:16 anførselstegnet bliver ikke lukket", "forvaltning"),
    "quotes in a quoted text": (
        'forvaltning: "Den "nye" afdeling"',
        "3:22 tekst efter det afsluttende anførselstegn",
        "forvaltning",
    ),
    "apostrophe in a text": (
        "forvaltning: 'Det's job'",
        "3:21 tekst efter det afsluttende anførselstegn",
        "forvaltning",
    ),
    "quote in a row": (
        'maal:\n    - maal: "Færre\n      indikator: "Antal"\n    - maal: "Flere"',
        "4:13 anførselstegnet bliver ikke lukket",
        "maal",
    ),
    "no space after the colon": (
        "forvaltning:Job",
        "3:15 mangler et mellemrum efter kolonet",
        "forvaltning",
    ),
    "no colon": ("forvaltning Job", "3:14 mangler et kolon efter navnet »forvaltning«", "forvaltning"),
    "semicolon": ("forvaltning; Job", "3:14 står ; og ikke et kolon", "forvaltning"),
    "wide colon": ("forvaltning\uff1a Job", "3:14 står \uff1a og ikke et kolon", "forvaltning"),
    "colon in a text": ("forvaltning: Fase 1: job", "3:22 kolon inde i teksten", "forvaltning"),
    "tab": ("mus: x\n\tforvaltning: Job", "4:1 tabulator", "forvaltning"),
    "too far in": ("mus: x\n   forvaltning: Job", "4:4 længere ind end linje 3", "mus"),
    "not far enough in": ("mus: x\n forvaltning: Job", "4:2 indrykningen passer ikke", "forvaltning"),
    "at the left": ("mus: x\nforvaltning: Job", "4:1 »forvaltning« står helt til venstre", "forvaltning"),
    "field of a row too far in": (
        "maal:\n    - maal: Færre\n       indikator: Antal",
        "5:8 længere ind end linje 4",
        "maal",
    ),
    "a # in a text of several lines": (
        "problem: Det er sådan\n    i sag #12 og\n    mange andre",
        "4:11 teksten efter # er en bemærkning",
        "problem",
    ),
    "a line with # in a text": (
        "problem: Det er sådan\n    # i dag\n    og altid",
        "4:5 teksten efter # er en bemærkning",
        "problem",
    ),
    "text that goes on at the left": (
        "problem: Det er\n  sådan i dag",
        "4:3 intet navn med kolon",
        "problem",
    ),
    "block text that goes on at the left": (
        "problem: >-\n    Det er\n  sådan i dag",
        "5:3 intet navn med kolon",
        "problem",
    ),
    "text beside the block sign": ("problem: > Det er\n    sådan", "3:14 efter > eller |", "problem"),
    "points without a block sign": ("problem: - et\n    - to", "3:12 sin egen linje", "problem"),
    "bold at the start": ("problem: **Vigtigt** at", "3:12 begynder med tegnet *", "problem"),
    "link at the start": ("problem: [her](https://x.dk) er", "3:12 begynder med tegnet [", "problem"),
    "percent at the start": ("problem: %-satsen er", "3:12 begynder med tegnet %", "problem"),
    "list not closed": ("formaal_typer: [kvalitet, politik", "3:18 er ikke afsluttet", "formaal_typer"),
    "row with a dash from Word": (
        "maal:\n    \u2013 maal: Færre\n      indikator: Antal",
        "4:5 begynder med \u2013 og ikke med en bindestreg",
        "maal",
    ),
    "backslash": ('forvaltning: "c:\\plan"', "3:20 omvendt skråstreg", "forvaltning"),
}


@each(("text", "told", "unread"), SLIPS.values(), ids=SLIPS)
def test_one_slip_is_one_finding_and_the_rest_is_read(text: str, told: str, unread: str) -> None:
    project = load(f"svar:\n  kommune_navn: Egelund\n  {text}\n  projekt_titel: Titel\n")
    place, _, message = told.partition(" ")
    assert len([f for f in project.findings if f.severity is Severity.ERROR]) == 1, brief(project)
    assert message in project.findings[0].message
    assert brief(project)[0].startswith(f"V06 {place} ")
    assert project.base.text("kommune_navn") == "Egelund"
    assert project.base.text("projekt_titel") == "Titel"
    assert Address(unread) in project.base.invalid and not project.complete
    assert project.readable()


def test_the_answers_after_a_swallowing_quote_are_read() -> None:
    project = load('svar:\n  forvaltning: "Job\n  leverandoer: Firma\n  mus: "x"\n')
    assert project.base.text("leverandoer") == "Firma" and project.base.text("mus") == "x"


def test_several_slips_are_told_in_one_run() -> None:
    project = load('svar:\n  forvaltning: "Job\n  leverandoer:Firma\n  problem: Fase 1: x\n  mus: y\n')
    assert [line.partition(" Filen")[0] for line in brief(project)] == ["V06 2:16", "V06 3:15", "V06 4:18"]
    assert project.base.text("mus") == "y"


@each(
    "text",
    [
        "svar:\n  kommune_navn: x\n\u00a0\u00a0forvaltning: y\n",
        "svar:\n  kommune_navn:\u00a0x\n \u00a0forvaltning\u202f: y\n",
        "svar:\n  kommune_navn: x\n  forvaltning: y\n  formaal_typer:\n    -\u00a0kvalitet\n",
    ],
)
def test_hard_spaces_around_names_are_as_good_as_spaces(text: str) -> None:
    project = load(text)
    assert not project.findings, brief(project)
    assert (project.base.text("kommune_navn"), project.base.text("forvaltning")) == ("x", "y")


def test_a_hard_space_inside_a_text_stays() -> None:
    assert load("svar:\n  problem: 12\u00a0kr. a:\u00a0b\n").base.text("problem") == "12\u00a0kr. a:\u00a0b"


# --- files that are no answer files -------------------------------------------------------------------------
FOREIGN = {
    "Word": (b"PK\x03\x04....word/document.xml", "en Word-fil"),
    "Excel": (b"PK\x03\x04....xl/workbook.xml", "en Excel-fil"),
    "old or labelled Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "beskyttet Office-fil"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "en PDF-fil"),
    "RTF": (b"{\\rtf1\\ansi svar: x}", "RTF"),
    "web page": (b"<!DOCTYPE html>\n<p>svar: x</p>", "en hjemmeside"),
    "picture": (b"\x89PNG\r\n\x1a\n", "et billede"),
    "UTF-16": ("svar:\n  mus: x\n".encode("utf-16"), "UTF-16"),
    "table": (b"kommune_navn;Egelund\nmus;x\n", "en enkelt tekst"),
    "list": (b"- kommune_navn: Egelund\n", "en liste"),
    "answers as a list": (b"svar:\n  - kommune_navn: Egelund\n", "»svar:« er en liste"),
    "wrong name of the part": (b"Svar:\n  kommune_navn: Egelund\n", "mente du »svar«"),
    "no part": (b"kommune_navn: Egelund\nmus: x\n", "Linjen »svar:« mangler"),
}


@pytest.mark.parametrize(("data", "message"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_answer_file_gives_one_finding(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "svar.yaml"
    path.write_bytes(data)
    result = run("check", path)
    assert result.code == 1
    assert result.out.count("fejl:") == 1 and message in result.out
    assert "er ikke besvaret" not in result.out
    built = run("build", path, "--out", tmp_path / "out")
    assert built.code == 1 and not list((tmp_path / "out").rglob("*.docx"))


def test_check_names_the_line_of_a_missing_quote_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "jobcenter.yaml"
    lines = JOBCENTER.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("  forvaltning:"))
    lines[at] = '  forvaltning: "Social og Job'
    before = run("check", INPUTS / "jobcenter.yaml")
    path.write_text("\n".join(lines), "utf-8")
    result = run("check", path)
    assert result.code == 1 and f"jobcenter.yaml:{at + 1}:16: fejl: Filen kan ikke læses her" in result.out
    assert result.out.count("fejl:") == before.out.count("fejl:") + 1


def test_own_files_are_not_called_strays_while_the_departments_are_unread() -> None:
    text = 'svar:\n  afdelinger:\n    - afdeling_id: "nord\n      navn: "Nord"\n  mus: x\n'
    project = load(text, {"nord": "svar:\n  problem: y\n"})
    assert [line.partition(" Filen")[0] for line in brief(project)] == ["V06 3:20"]


def test_a_departments_own_file_given_by_itself_is_named_as_such(tmp_path: Path) -> None:
    main, own = tmp_path / "proeve.yaml", tmp_path / "proeve" / "nord.yaml"
    own.parent.mkdir()
    main.write_text("svar:\n  afdelinger:\n    - {afdeling_id: nord, navn: Nord}\n", "utf-8")
    own.write_text("svar:\n  problem: y\n", "utf-8")
    result = run("check", own)
    assert result.code == 2
    assert f"{own} er en afdelings egne svar og hører til {main}." in result.err
    assert result.err.count("fejl:") == 1


@pytest.mark.parametrize(
    ("slip", "place"),
    [
        ("svar:\n  - kommune_navn: x\n", "2:3"),
        ('svar:\n  afdelinger:\n    - afdeling_id: "nord\n      navn: "Nord"\n', "3:20"),
    ],
)
def test_a_build_of_one_department_names_the_slip_that_hides_it(
    tmp_path: Path, slip: str, place: str
) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(slip, "utf-8")
    built = run("build", path, "--out", tmp_path / "out", "--department", "nord")
    assert built.code == 1 and f"svar.yaml:{place}: fejl:" in built.err
    assert "findes ikke" not in built.err and "er ikke dannet, fordi" in built.err


# --- anywhere in a whole file -------------------------------------------------------------------------------
ANYWHERE = {
    "open quote": '{head}: "{value}',
    "open apostrophe": "{head}: '{value}",
    "quotes inside": '{head}: "Den "nye" {value}"',
    "no space": "{head}:{value}",
    "no colon": "{head} {value}",
    "colon in text": "{head}: {value}: mere",
    "too far in": " {head}: {value}",
    "tab": "\t{bare}: {value}",
    "star": "{head}: *{value}* ord",
    "open list": "{head}: [{value}",
}
LINE = re.compile(r"(?P<head> +(?:- )?(?P<bare>[a-z_]+)): (?P<value>[A-Za-z][^#:]*)")


@pytest.mark.parametrize("kind", ANYWHERE)
def test_a_slip_in_any_line_of_a_whole_file_is_one_finding_on_that_line(kind: str) -> None:
    lines = SMALL.read_text("utf-8").split("\n")
    usable = [number for number, line in enumerate(lines) if LINE.fullmatch(line)]
    at = random.Random(kind).choice(usable[20:])
    match = LINE.fullmatch(lines[at])
    assert match
    lines[at] = ANYWHERE[kind].format(**match.groupdict())
    found = [f for f in load("\n".join(lines)).findings if f.severity is Severity.ERROR]
    assert [f.place.line for f in found if f.place] == [at + 1], [str(f) for f in found]
