"""D00 Overblik, the project's form and the departments' »Jeres del« (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from pathlib import PurePosixPath

import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.catalog.rules import NOT_IN_LET
from plangen.documents.overview import pack_overview
from plangen.findings import Severity
from plangen.pictures.raster import png_from_svg
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import Subject
from tests.support.cases import each
from tests.support.drawn import words
from tests.support.packs import context_id, made, overview, rendered, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.rendering import render
from tests.support.variants import Tree, answers_of, headings, section, subject_from

D00 = builtin_catalog().documents["D00"]
PASSAGES = builtin_catalog().passages
LET = [
    "Projektet på én side",
    "De næste fire uger",
    "Pakkens dokumenter",
    "Om dokumentet",
]
FULD = [
    "Projektet på én side",
    "De næste fire uger",
    "Sådan går det",
    "Pakkens dokumenter",
    "Kvalitetstjek",
    "Milepæle",
    "Om dokumentet",
]
NOTHING_TOLD = [
    "Projektet på én side",
    "De næste fire uger",
    "Pakkens dokumenter",
    "Kvalitetstjek",
    "Åbne punkter",
    "Milepæle",
    "Om dokumentet",
]
OF_DEPARTMENT = [
    "Jeres datoer",
    "De næste fire uger",
    "Jeres opgaver",
    "Hvem spørger I",
    "Det, der er åbent hos jer",
    "Pakkens dokumenter",
    "Om dokumentet",
]
PACKS = [
    ("jobcenter", None, FULD),
    ("sagsoverblik", None, FULD),
    ("koerebog", None, LET),
    ("tom", None, NOTHING_TOLD),
    ("jobcenter", "ungeindsats", OF_DEPARTMENT),
    ("sagsoverblik", "borgerservice", OF_DEPARTMENT),
]
SOON = ["Dato", "Hvad, og status når den er en anden end planlagt", "Hvem"]


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D00, "docx"))


def under(name: str, heading: str, department: str | None = None) -> list[str]:
    return section(items(name, department), heading)


def rows(found: list[str], head: list[str]) -> list[list[str]]:
    """The rows below the head of a table."""
    at = next(n for n in range(len(found)) if found[n : n + len(head)] == head)
    cells = found[at + len(head) :]
    return [cells[n : n + len(head)] for n in range(0, len(cells) - len(head) + 1, len(head))]


def changed(svar: Tree, pakke: Tree | None = None, name: str = "jobcenter") -> Tree:
    tree = answers_of(name)
    tree["svar"].update(svar)
    tree["pakke"].update(pakke or {})
    return tree


def items_of(one: Subject) -> list[Item]:
    points = find_open_points(D00, one, pack_overview(one, {}))
    document = D00.for_department() if one.answers.department else D00
    return word_projection(render(document, one, points, pack_overview(one, {"D00": points}), "docx"))


# --- both forms ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "department", "outline"), PACKS, ids=context_id)
def test_its_headings_are_those_of_form_and_profile_in_both_formats(
    name: str, department: str | None, outline: list[str]
) -> None:
    page = html_projection(rendered(name, department, D00, "html").decode("utf-8"))
    assert headings(items(name, department)) == headings(page) == outline
    title = next(text for kind, text in items(name, department) if kind == "titel")
    assert title == (f"Jeres del – {subject(name, department).name}" if department else "Overblik")


@each(("name", "department", "outline"), PACKS, ids=context_id)
def test_no_bracket_is_empty_and_none_says_that_all_are_meant(
    name: str, department: str | None, outline: list[str]
) -> None:
    texts = [text for _, text in items(name, department)]
    assert not [text for text in texts if "()" in text or "(Alle afdelinger)" in text]


def test_the_next_four_weeks_have_date_what_who_and_what_was_reported() -> None:
    found = under("jobcenter", "De næste fire uger")
    listed = rows(found, SOON)
    assert listed[0] == [
        "15.12.2026",
        "Projektet begynder: Hvorfor vi gør det, hvem der sidder i gruppen, og hvad der sker nu · "
        "Til: Rådgivere og konsulenter",
        "Digitaliseringskonsulent",
    ]
    assert ["04.01.2027", "Frist: A01 Formulér formål og problem · I gang", "Jobcenterchef"] in listed
    assert under("tom", "De næste fire uger")[-1] == "[Udfyldes: Dato]"
    quiet = items_of(subject_from(changed({"opfoelgning": []}, {"dato": date(2031, 1, 6)})))
    assert section(quiet, "De næste fire uger")[-1] == PASSAGES["ST-55"]


@pytest.mark.usefixtures("sharp")
@pytest.mark.parametrize("department", [None, "ungeindsats"])
def test_the_drawing_stands_in_both_formats_with_the_same_alt_text(department: str | None) -> None:
    drawing = subject("jobcenter", department).context["figur"].F1
    with zipfile.ZipFile(io.BytesIO(made("jobcenter", department, D00, "docx"))) as package:
        files = {PurePosixPath(f).suffix: package.read(f) for f in package.namelist() if "media" in f}
        document = etree.fromstring(package.read("word/document.xml"))
    assert files[".png"] == png_from_svg(drawing.svg.decode(), drawing.width_mm)
    assert files[".svg"] == drawing.svg
    page = etree.fromstring(rendered("jobcenter", department, D00, "html"), etree.HTMLParser())
    assert [image.get("alt") for image in page.iter("img")] == [drawing.alt]
    assert drawing.alt in [element.get("descr") for element in document.iter("{*}docPr")]


# --- the project --------------------------------------------------------------------------------------------
def test_it_begins_with_the_facts_and_every_go_live() -> None:
    assert under("jobcenter", "Projektet på én side")[:4] == [
        "Løsning: JobVejen (Borgervendt digital løsning)",
        "Udgangspunkt: Ny løsning (anskaffes nu eller er lige anskaffet)",
        "Projektejer: Jobcenterchef · Projektleder: Digitaliseringskonsulent",
        "Projektstart: 07.12.2026 · "
        "Idriftsættelse: 06.09.2027 (Jobindsats; Sygedagpenge og jobfastholdelse) · "
        "04.10.2027 (Ungeindsatsen; Integration og sprog)",
    ]
    told = under("tom", "Projektet på én side")[-1]
    assert told.endswith("Idriftsættelse: [Udfyldes: Idriftsættelsesdato]")


def test_the_next_steps_stand_right_below_the_drawing() -> None:
    assert "De næste skridt" not in under("jobcenter", "Projektet på én side"), "said once"
    said = headings(items("jobcenter"))
    assert said[1] == "De næste fire uger"
    assert rows(under("jobcenter", "De næste fire uger"), SOON)[1] == [
        "21.12.2026",
        "Begynder: A03 Fastlæg mål, udgangspunkt og gevinstejere",
        "Afdelingsleder for Jobcenter",
    ]


def test_how_it_goes_is_told_from_what_was_reported() -> None:
    found = under("sagsoverblik", "Sådan går det")
    assert found == [
        "Opgaver",
        "12 af 33 opgaver er meldt afsluttet, og 7 har passeret fristen uden status.",
        "Målinger",
        "Rettidig behandling af adviser: 68 pct. (16.04.2027); før 61 pct. (oktober 2026), mål 90 pct.",
        "Beslutninger",
        "Frist 20.04.2027: Ret de to manglende rettigheder (Myndighed Voksne) – Rettighedsadministrator "
        "Frist 26.04.2027: Advisfordeling begynder først, når rettighederne er rettet (Myndighed Voksne) – "
        "Myndighedsleder",
        "Evaluering",
        "Resultatet mangler fra 19.04.2027 (Børn og Unge – Myndighed; Borgerservice)",
    ]
    assert "Sådan går det" not in headings(items("koerebog")), "nothing is reported, no deadline has passed"


def test_every_document_of_the_pack_has_its_purpose_and_owner_and_says_what_it_lacks() -> None:
    found = under("tom", "Pakkens dokumenter")
    one = subject("tom", None)
    others = [document for document in one.documents if document.id != "D00"]
    told = overview("tom", None)
    lacking = {document.id: len(find_open_points(document, one, told)) for document in others}
    assert found[:2] == ["Ejer", "Dokument, og hvad det er til"]
    owned = dict(zip(found[2::2], found[3::2], strict=True))
    for row, document in zip(told.dokumenter, others, strict=True):
        lacks = f" – {lacking[document.id]} svar mangler" if lacking[document.id] else ""
        assert f"{document.title}: {document.purpose}{lacks}" in owned[row.ejer]
    assert list(owned)[:2] == ["Projektejer", "Kommunikationsansvarlig"], "in the order of the pack"
    assert max(lacking.values()) > 20
    assert not [text for text in under("sagsoverblik", "Pakkens dokumenter") if "Godkendt" in text]


def test_quality_tells_how_many_rules_were_run_and_what_they_found() -> None:
    found = under("sagsoverblik", "Kvalitetstjek")
    made = len(subject("sagsoverblik", None).checks)
    built = sum(rule.built for rule in builtin_catalog().rules.values())
    assert found[1] == (
        f"{made} af {built} kontroller er udført; {built - made} gælder ikke for jeres projekt. "
        f"{PASSAGES['ST-61']} {PASSAGES['ST-56']}"
    )
    assert found[2] == "Advarsler" and "Fejl" not in found
    assert found[3].startswith("Formålsbeskrivelse (1), Kommissorium for arbejdsgruppen (3), ")
    assert " Pilottest: Piloten har kun én runde. " in found[3]
    empty = under("tom", "Kvalitetstjek")
    assert empty[2] == "Fejl" and empty[3].startswith("Svarfilen (")
    first = "Kommune er ikke besvaret. Navnet står i sidehoved og titel i alle dokumenter."
    assert empty[3].partition(") ")[2].startswith(first)
    assert empty[4] == "Advarsler" and empty[5].endswith(")"), "none among the five that matter most"


def test_that_all_is_well_is_said_only_when_every_rule_of_the_profile_was_run() -> None:
    rules = builtin_catalog().rules.values()
    waiting = {rule.code: rule.in_let for rule in rules if not rule.built}
    assert PASSAGES["ST-57"] in " ".join(under("koerebog", "Pakkens dokumenter"))
    assert set(waiting.values()) <= {NOT_IN_LET}
    told = " ".join(text for _, text in items("jobcenter"))
    assert (PASSAGES["ST-57"] in told) is (not waiting and not counted("jobcenter"))


def counted(name: str) -> int:
    return len([f for f in subject(name, None).findings if f.severity is not Severity.INFO])


def test_without_a_rule_that_was_run_nothing_is_said_of_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Subject, "checks", frozenset())
    assert [str(text) for text in pack_overview(subject("koerebog", None), {}).kontrol] == [PASSAGES["ST-59"]]


def test_every_open_point_of_the_pack_stands_once_and_only_here() -> None:
    found = under("tom", "Åbne punkter")
    assert found[0] == PASSAGES["ST-62"]
    listed = rows(found, ["Mangler", "Hvem kan svare", "Dokument"])
    assert len({(row[0], row[2]) for row in listed}) == len(listed) > 70
    assert ["Dato", "Projektleder", "Overblik og 1 andet"] in listed
    assert headings(items("tom")).count("Åbne punkter") == 1
    assert under("jobcenter", "Kvalitetstjek")[1].endswith(PASSAGES["ST-56"]), "no section for nothing"
    printed = {text for _, text in items("tom") if text.startswith("[Udfyldes: ") and text.endswith("]")}
    assert {text.removeprefix("[Udfyldes: ").removesuffix("]") for text in printed} <= {r[0] for r in listed}


def test_cards_that_were_chosen_away_are_listed_with_their_reason_in_fuld() -> None:
    gone = [{"opgave": "OPG-19", "begrundelse": "Løsningen er afprøvet andetsteds."}]
    listed = items_of(subject_from(changed({"standardopgaver_fravalg": gone})))
    title = builtin_catalog().cards["OPG-19"].title
    told = section(listed, "Fravalgte standardopgaver")
    assert told == ["Opgave", "Begrundelse", title, "Løsningen er afprøvet andetsteds."]
    smaller = items_of(subject_from(changed({"standardopgaver_fravalg": gone}, {"omfang": "standard"})))
    assert [h for h in FULD if h not in headings(smaller)] == ["Milepæle"]
    assert "Videre læsning:" in under("jobcenter", "Om dokumentet")[-1]
    assert "Videre læsning:" not in section(smaller, "Om dokumentet")[-1]
    assert "Fravalgte standardopgaver" not in headings(smaller)


def test_milestones_have_a_date_for_each_go_live() -> None:
    found = under("jobcenter", "Milepæle")
    departments = ["Jobindsats; Sygedagpenge og jobfastholdelse", "Ungeindsatsen; Integration og sprog"]
    assert found[:4] == [*departments, "Milepæl", "Ansvarlig"]
    assert found[4:7] == ["07.12.2026", "Projektstart", "Jobcenterchef"], "the project's own across both"
    at = found.index("Idriftsættelse")
    assert found[at - 2 : at] == ["06.09.2027", "04.10.2027"]
    assert found.count("Præsentation for medarbejderne") == 1
    assert under("sagsoverblik", "Milepæle")[:3] == ["Dato", "Milepæl", "Ansvarlig"], "one go-live date"


def test_without_dates_milestones_stand_in_the_order_of_the_work() -> None:
    found = under("tom", "Milepæle")
    assert found[:2] == ["Milepæl", "Ansvarlig"], "no column of »–« alone"
    assert "Retningslinjer godkendt – 4 uger før idriftsættelsen" in found
    assert found.index("Projektstart") < found.index("Kommissorium godkendt")
    assert "Sidste evaluering efter 52 uger – 52 uger efter idriftsættelsen" in found


def test_the_milestones_of_the_table_are_named_in_the_drawing() -> None:
    context = subject("jobcenter", None).context
    drawn = " ".join(words(context["figur"].F1))
    own = [row for row in context["plan"].milepaele_tabel.raekker if len(row.datoer) == 1]
    assert len(own) > 8
    assert [str(row.titel) for row in own if str(row.titel) not in drawn] == []


# --- let ----------------------------------------------------------------------------------------------------
def test_in_let_it_is_short() -> None:
    assert under("koerebog", "Projektet på én side")[-1].endswith("· Idriftsættelse: 12.04.2027")
    documents, quality = under("koerebog", "Pakkens dokumenter")
    names = ["Formålsbeskrivelse", "Kommunikationsplan", "Implementeringsplan", "Planen på én side"]
    assert documents == " · ".join(name for name in [*names, "Evalueringsvinduer"])
    assert "kontroller er udført" in quality


def test_in_let_ten_open_points_are_listed_and_the_others_counted() -> None:
    one = subject_from({"pakke": {"omfang": "let"}, "svar": {}})
    empty = pack_overview(one, {})
    points = {document.id: find_open_points(document, one, empty) for document in one.documents}
    told = pack_overview(one, points)
    found = section(word_projection(render(D00, one, (), told, "docx")), "Åbne punkter")
    assert len(rows(found[:-1], ["Mangler", "Hvem kan svare", "Dokument"])) == 10 < len(told.aabne_punkter)
    assert found[-1] == f"{len(told.aabne_punkter) - 10} mere står i de andre dokumenter."


# --- a department -------------------------------------------------------------------------------------------
def test_a_department_sees_its_own_dates_and_none_of_the_purchase() -> None:
    found = under("jobcenter", "Jeres datoer", "ungeindsats")
    assert found[0] == "Det begynder hos jer mandag den 4. oktober 2027."
    assert rows(found, ["Dato", "Hvad"]) == [
        ["05.07.2027", "Retningslinjer godkendt"],
        ["06.09.2027", "Præsentation for medarbejderne"],
        ["27.09.2027", "Beslutning om idriftsættelse"],
        ["04.10.2027", "Idriftsættelse"],
        ["11.10.2027", "Oplæring afsluttet"],
        ["25.10.2027", "Evalueringsvindue – flyttet fra uge 42 pga. ferie"],
        ["01.11.2027", "Evalueringsvindue"],
        ["29.11.2027", "Ekstra støtte til og med denne dag"],
        ["29.11.2027", "Evalueringsvindue"],
    ]
    drawn = " ".join(words(subject("jobcenter", "ungeindsats").context["figur"].F1))
    assert "Beslutning om idriftsættelse" in drawn and "Tilbudsfrist" not in drawn


def test_the_other_departments_are_named_only_when_they_begin_on_another_day() -> None:
    assert under("sagsoverblik", "Jeres datoer", "borgerservice")[0] == (
        "Det begynder hos jer mandag den 12. april 2027."
    )


def test_only_the_go_live_is_bold_among_the_dates() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("jobcenter", "ungeindsats", D00, "docx"))) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    table = next(t for t in document.iter("{*}tbl") if "Retningslinjer godkendt" in "".join(t.itertext()))
    rows = list(table.iter("{*}tr"))[1:]
    bold = [row for row in rows if row.find(".//{*}rStyle") is not None]
    assert ["".join(row.itertext()) for row in bold] == ["04.10.2027Idriftsættelse"]


def test_its_tasks_are_those_that_each_department_carries_out_by_deadline() -> None:
    found = under("jobcenter", "Jeres opgaver", "ungeindsats")
    listed = rows(found, ["Nr.", "Opgave", "Frist", "Hvem", "Status"])
    days = [tuple(reversed(row[2].split("."))) for row in listed]
    assert days == sorted(days)
    assert ["A25", "Idriftsæt løsningen", "04.10.2027", "Digitaliseringskonsulent", "Planlagt"] in listed
    moved = "Udpeg superbrugere, og klæd dem på – flyttet fra uge 30 pga. ferie"
    assert ["A13", moved, "09.08.2027", "Nærmeste ledere", "Planlagt"] in listed
    common = {"Nedsæt arbejdsgruppen", "Overdrag til drift og luk projektet", "Lav foreløbig effektvurdering"}
    assert common.isdisjoint(row[1] for row in listed)


def test_whom_to_ask_is_the_departments_own() -> None:
    assert under("jobcenter", "Hvem spørger I", "ungeindsats") == [
        "Superbruger: Ungevejleder (superbruger)",
        "Leder: Teamleder i Ungeindsatsen",
        "Arbejdsgruppen: Arbejdsgruppens side på intranettet med rolle og lokalnummer",
    ]


def test_what_is_open_there_says_what_it_is_who_and_when() -> None:
    found = under("jobcenter", "Det, der er åbent hos jer", "ungeindsats")
    only = [
        "Beslutning: Borgerpanelet får tilbudt dækning af transport",
        "Digitaliseringskonsulent",
        "22.01.2027",
        "Åben",
    ]
    assert found[:8] == ["Hvad", "Ansvarlig", "Frist", "Status", *only]
    kinds = [text.split(":")[0] for text in found[4:-1:4]]
    assert kinds == sorted(kinds, key=["Beslutning", "Potentiale", "Barriere"].index)
    assert len(set(kinds)) == 3
    windows = under("sagsoverblik", "Det, der er åbent hos jer", "borgerservice")[-1]
    assert windows == "Evalueringsvinduer uden resultat: 19.04.2027"
    settled = changed({"beslutninger": [], "potentialer": [], "barrierer": []})
    quiet = items_of(subject_from(settled, "ungeindsats"))
    assert "Det, der er åbent hos jer" not in headings(quiet)


def test_what_a_department_lacks_is_listed() -> None:
    one = subject_from(changed({"kommunikation_ramme": {}}), "ungeindsats")
    empty = pack_overview(one, {})
    points = {document.id: find_open_points(document, one, empty) for document in one.documents}
    file = render(D00.for_department(), one, (), pack_overview(one, points), "docx")
    found = section(word_projection(file), "Åbne punkter")
    assert found[0] == PASSAGES["ST-62"]
    listed = rows(found, ["Mangler", "Hvem kan svare", "Senest", "Dokument"])
    missing = ("Kernebudskab og kontakt, Kernebudskab", "Kommunikationsplan")
    assert missing in [(row[0], row[-1]) for row in listed]


def test_checks_of_the_project_are_not_repeated_in_a_department() -> None:
    assert not [text for _, text in items("jobcenter", "ungeindsats") if "kontroller" in text]


def test_the_overview_of_the_packs_knows_its_own_points_too() -> None:
    assert "Overblik" in {row.dokument.split(" og ")[0] for row in overview("tom", None).aabne_punkter}
