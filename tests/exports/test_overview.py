"""The page and the workbook with all departments: what they say against the plan, and how the page works."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from plangen.answers.asking import progress
from plangen.exports.overview import (
    EditedWordFile,
    OpenAnswer,
    PackChange,
    PackFile,
    PackFinding,
    PackOverview,
    Soon,
    pack_of,
)
from plangen.exports.overview_book import overview_book
from plangen.exports.overview_page import OverviewTitle, overview_page
from plangen.exports.overview_tables import overview_tables
from plangen.findings import Severity
from plangen.ooxml.properties import CoreProperties
from plangen.projects.shipped import shipped_library
from plangen.texts.danish import short_date
from tests.support.browser import after_axe, axe_violations, driven, opened
from tests.support.packs import departments, subject
from tests.support.validators import word_errors

TITLE = OverviewTitle("Prøve", "Egelund Kommune")
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def pack(name: str, department: str | None) -> PackOverview:
    one = subject(name, department)
    return pack_of(one.key, one.name, one.answers, one.plan, one.findings, one.documents)


@cache
def packs(name: str = "jobcenter") -> tuple[PackOverview, ...]:
    return tuple(pack(name, department) for department in departments(name))


def with_files(told: Sequence[PackOverview]) -> list[PackOverview]:
    """The same with something in every table."""
    open_points = {"D05": (OpenAnswer("a", "Mangler dét", "Chefen", "2027-01-04", "Kommunikationsplan"),)}
    word = EditedWordFile(
        "Kommunikationsplan", "05_plan.docx", "andet end svar er rettet", "viser ikke rettelserne"
    )
    change = PackChange("Flyttet", "A12, slut", "01.02.2027 → 08.02.2027", "version 0.1", "Opgavekort")
    files = (PackFile("Kommunikationsplan", "05_plan.docx"), PackFile("Kalender", "kalender.ics"))
    return [
        replace(one, open=open_points, words=(word,), files=files, changes=(change,), conflicts=1)
        for one in told
    ]


def page(told: Sequence[PackOverview]) -> str:
    return overview_page(TITLE, told, shipped_library().templates)


def tables(text: str) -> dict[str, list[list[str]]]:
    """The lines of each table of a page, by the id of its heading."""
    return {
        region.get("aria-labelledby"): [
            [" ".join(cell.text_content().split()) for cell in row] for row in region.iterfind(".//tbody/tr")
        ]
        for region in html.fromstring(text).iterfind(".//div[@role='region']")
    }


def test_departments_say_their_dates_answers_and_findings() -> None:
    lines = tables(page(packs()))["afdelinger"]
    assert [line[0] for line in lines] == [subject("jobcenter", one).name for one in departments("jobcenter")]
    for line, department in zip(lines, departments("jobcenter"), strict=True):
        one = subject("jobcenter", department)
        assert one.go_live is not None
        assert line[1:3] == [short_date(one.go_live), "{} af {}".format(*progress(one.answers))]
        levels = [finding.severity for finding in one.findings]
        assert line[3:5] == [str(levels.count(level)) for level in (Severity.ERROR, Severity.WARNING)]


def test_the_next_four_weeks_decisions_and_goals_are_those_of_the_plans() -> None:
    said = tables(page(packs()))
    plans = [subject("jobcenter", one).plan for one in departments("jobcenter")]
    soon = {
        (short_date(one.when.day), one.kind, one.status or "–")
        for plan in plans
        for one in plan.upcoming or ()
        if one.when.day
    }
    assert {(line[0], line[1], line[4]) for line in said["fire-uger"]} == soon
    decisions = {(str(one.what), one.status_label) for plan in plans for one in plan.decisions}
    assert {(line[0], line[3]) for line in said["beslutninger"]} == decisions
    goals = {
        (str(one.goal), short_date(one.measured_on.day), one.status)
        for plan in plans
        for one in plan.goals
        if one.measured_on.day
    }
    assert {(line[0], line[4], line[5]) for line in said["maalinger"]} == goals
    owners = {(str(one.goal), str(one.owner)) for one in plans[0].goals}
    assert {(line[0], line[1]) for line in said["maalinger"]} == owners, "also of goals measured elsewhere"


def test_what_several_packs_say_is_one_line_with_their_names() -> None:
    base = PackOverview("faelles", "Alle afdelinger", "", "", 0, 0)
    mine = Soon("2027-01-04", "Evaluering", "Evalueringsvindue", "Lederen", "", "")
    told = [
        replace(base, soon=(replace_whose(mine, "Nord\nVest"),)),
        replace(base, key="nord", name="Nord", soon=(mine,)),
        replace(base, key="syd", name="Syd", soon=(mine._replace(day="2027-01-11"),)),
        replace(base, key="vest", name="Vest", soon=(mine,)),
    ]
    soon = next(table for table in overview_tables(told) if table.id == "fire-uger")
    assert [(line.cells[0].text, line.cells[-1].text, line.packs) for line in soon.lines] == [
        ("2027-01-04", "Nord og Vest", ("faelles", "nord", "vest")),
        ("2027-01-11", "Syd", ("syd",)),
    ]


def replace_whose(soon: Soon, whose: str) -> Soon:
    return soon._replace(whose=whose)


def test_a_finding_stands_once_with_the_documents_that_any_pack_names() -> None:
    base = PackOverview("faelles", "Alle afdelinger", "", "", 0, 0)
    finding = PackFinding("advarsel", "Ingen fra Nord.", "Spørg en.", "Kommissorium")
    told = [
        replace(base, findings=(finding,)),
        replace(base, key="nord", name="Nord", findings=(finding._replace(documents="Svarfilen"),)),
    ]
    assert tables(page(told))["fund"] == [
        ["Kommissorium", "Advarsel", "Ingen fra Nord.", "Spørg en.", "Alle"]
    ]


def test_empty_tables_say_so() -> None:
    text = page([PackOverview("faelles", "Alle", "", "", 3, 0)])
    assert "Ingen mål er beskrevet." in text
    assert "Pakken har ingen dato (pakke: dato)." in text
    assert tables(text)["afdelinger"] == [["Alle", "–", "0 af 3", *["0"] * 7, "–"]]


def test_only_the_page_s_own_style_and_script_may_run() -> None:
    text = page([replace(one, name=HOSTILE) for one in with_files(packs())])
    assert HOSTILE not in text
    (style,), (script,) = (
        re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script")
    )
    policy = html.fromstring(text).xpath("string(//meta[@http-equiv]/@content)")
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    addresses = html.fromstring(text).xpath("//@href | //@src")
    assert all(re.match(r"#|[a-z]+/|oversigt\.xlsx$", address) for address in addresses), addresses
    assert "@import" not in style and "url(" not in style


def test_tables_and_landmarks_are_marked() -> None:
    read = html.fromstring(page(with_files(packs())))
    assert read.get("lang") == "da"
    assert [len(read.findall(f".//{tag}")) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    assert {head.get("scope") for head in read.iterfind(".//thead//th")} == {"col"}
    assert {row[0].get("scope") for row in read.iterfind(".//tbody/tr")} == {"row"}
    assert all(link.get("href")[1:] in read.xpath("//@id") for link in read.iterfind(".//nav//a"))


def test_the_same_packs_give_the_same_bytes_and_a_sound_workbook(tmp_path: Path) -> None:
    told = with_files(packs())
    properties = CoreProperties("Oversigt – Prøve", "Prøve")
    assert page(told) == page(told)
    assert overview_book(properties, told) == overview_book(properties, told)
    path = tmp_path / "oversigt.xlsx"
    path.write_bytes(overview_book(properties, told))
    assert word_errors(path) == []


@pytest.mark.heavy
def test_the_script_sorts_and_filters_under_the_policy(tmp_path: Path) -> None:
    text = page(with_files(packs()))
    path = tmp_path / "oversigt.html"
    path.write_text(text, "utf-8")
    assert '<th scope="col" class="tekst"><button type="button">' in opened(path), "the policy lets it run"
    click = """
      const table = document.querySelector("#fire-uger ~ .tabel table");
      const seen = () => [...table.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[0].dataset.v);
      const heads = table.tHead.rows[0].cells;
      const before = seen();
      heads[0].querySelector("button").click();
      const up = [seen(), heads[0].getAttribute("aria-sort")];
      heads[0].querySelector("button").click();
      const down = [seen(), heads[0].getAttribute("aria-sort")];
      const word = document.getElementById("ord");
      word.value = "nedsæt ARBEJDSGRUPPEN";
      word.dispatchEvent(new Event("input", { bubbles: true }));
      dispatchEvent(new Event("beforeprint"));
      const printed = heads[0].innerHTML;
      dispatchEvent(new Event("afterprint"));
      const after = heads[0].innerHTML;
      const said = document.getElementById("svar").textContent;
      return { before, up, down, printed, after, found: seen(), said };
    """
    told, violations = driven(text, after_axe(click), tmp_path)
    assert violations == []
    assert told["up"] == [sorted(told["before"]), "ascending"]
    assert told["down"] == [sorted(told["before"], reverse=True), "descending"]
    assert (told["printed"], told["after"]) == ("Dato", '<button type="button">Dato</button>')
    assert told["found"] == ["2027-01-04"]
    assert told["said"].endswith("vises.")


@pytest.mark.heavy
def test_axe_finds_nothing(tmp_path: Path) -> None:
    """On a narrow screen; on a wide one it is asked before the script is tried."""
    assert axe_violations(page(with_files(packs())), tmp_path, 500) == []
