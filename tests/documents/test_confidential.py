"""D03 goes to suppliers as it is; what is internal stands in D12 alone (specifikation.md 4.2, 4).

Internal are the costs and the goals about money, experience from others, how the choice is tried out,
status of the assessments and who does them by when, the internal priority of a requirement and who asked
for it; and the notes on earlier versions of the pack, which stand in D00. Where no offer is asked for, so is
all about offers; and before the choice who the supplier is. The tests look in all there is of a file: text,
headers, properties, every part of the Word package, and the text and metadata of the PDF.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.documents.overview import pack_overview
from plangen.rendering.subject import Subject
from plangen.texts.blocks import List, Paragraph, plain_text
from plangen.texts.danish import number, short_date
from plangen.texts.markdown import parse_markdown
from tests.support.cases import each
from tests.support.projection import word_projection
from tests.support.rendering import render
from tests.support.samples import sampled
from tests.support.tools import program
from tests.support.variants import Tree, answers_of, file_of, subject_from

EXAMPLES = sampled(["fortroligt", "sagsoverblik", "jobcenter"], every=2)
PRINTED_EXAMPLES = sampled(["fortroligt", "sagsoverblik", "jobcenter"], every=3)
"""Those whose PDFs are made: the one that has all that is internal."""
OVERVIEW = builtin_catalog().documents["D00"]

# The questions that D03 is made of, and for those of which it prints a part, which columns.
PRINTED: dict[str, tuple[str, ...]] = {
    "kommune_navn": (), "forvaltning": (),
    "projekt_titel": (), "formaal_kort": (), "anskaffelsesform": (), "leverandoer": (),
    "problem": (), "system_beskrivelse": (), "loesning_brugere": (), "borgere_alternativ": (),
    "borgerparathed": (), "anvendelse": (), "minimumsindhold": (), "persondata": (),
    "tildelingskriterier": (), "onboarding_i_kontrakt": (), "support_niveau": (),
    "afdelinger": ("afdeling_id", "navn", "medarbejdere"),
    "afgraensning": ("fravalg",),
    "sammenhaeng": ("andre_systemer",),
    "integrationer": ("system", "data", "metode", "noedvendig"),
    "krav": ("kategori", "tekst", "kravtype", "begrundelse", "dokumentation"),
    "maal": ("maal", "gevinsttype", "indikator", "maalvaerdi"),
    "tilbud": (
        "kontakt", "udsendes", "spoergsmaalsfrist", "tilbudsfrist", "aflevering", "afproevning", "bilag"
    ),
    "afproevning_foer_valg": ("medarbejdere", "borgere"),
}  # fmt: skip
# What decides only whether something is shown, and the dates that weeks are counted from.
DECIDING = ("loesningstype", "projekttype", "projektstart", "idriftsaettelsesdato")


# --- what is internal ---------------------------------------------------------------------------------------


def internal_texts(tree: Tree) -> Iterator[str]:
    """Every internal answer in the form in which a document would show it."""
    yield from notes_on_versions(tree)
    yield from texts_of_the_annex(tree)


def notes_on_versions(tree: Tree) -> Iterator[str]:
    """They stand in the overview (D00), which no supplier gets, and nowhere else."""
    for row in tree["pakke"].get("revisioner", []):
        yield row["aendringer"]


def texts_of_the_annex(tree: Tree) -> Iterator[str]:
    """The internal answers that D12 is for."""
    svar = tree["svar"]
    for row in svar["omkostninger"]:
        yield from shown(row, "post", "finansiering", "engang", "aarlig")
    for row in svar["erfaringer_udefra"]:
        yield from shown(row, "hvor", "erfaring", "opnaaet", "opgaver_faglighed", "konsekvens")
    for row in svar.get("maal", []):
        if row["gevinsttype"] == "oekonomi" or "kr." in row["maalvaerdi"]:
            yield from shown(row, "maal", "indikator", "baseline", "maalvaerdi")
    for row in svar["compliance"].values():
        yield from shown(row, "ansvarlig", "dato", "note")
    for row in svar["krav"]:
        yield from shown(row, "kilde")
    yield from shown(svar.get("afproevning_foer_valg", {}), "beskrivelse")


def shown(row: dict[str, Any], *columns: str) -> Iterator[str]:
    for column in columns:
        value = row.get(column)
        if isinstance(value, date):
            yield short_date(value)
        elif isinstance(value, int | float):
            yield from [number(value)] if value else []
        elif value:
            yield from (text for block in parse_markdown(value) for text in texts_of(block))


def texts_of(block: object) -> Iterator[str]:
    match block:
        case Paragraph(content):
            yield plain_text(content)
        case List(items=items):
            yield from (text for item in items for inner in item for text in texts_of(inner))


def internal_labels(tree: Tree) -> set[str]:
    """The labels of status and internal priority. They are everyday words (»Skal«), so they count as printed
    only when they are a whole cell or paragraph."""
    questions = builtin_catalog().questions
    status = questions["compliance"].column("status").options
    priority = questions["krav"].column("moscow").options
    used = {status[row["status"]] for row in tree["svar"]["compliance"].values()}
    return used | {priority[row["moscow"]] for row in tree["svar"]["krav"] if "moscow" in row}


def legitimate(tree: Tree) -> list[str]:
    """The answers that D03 prints: an internal answer with the same words is no secret (»It-arkitekt«)."""
    return [text for text in strings(only_printed(tree)) if text]


def strings(value: object) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from strings(inner)
        case list():
            for inner in value:
                yield from strings(inner)
        case date():
            yield short_date(value)
        case str():
            yield value


def only_printed(tree: Tree) -> Tree:
    """The answer file with nothing but what D03 is made of."""
    svar = tree["svar"]
    kept = {name: part(svar[name], columns) for name, columns in PRINTED.items() if name in svar}
    kept |= {name: svar[name] for name in DECIDING if name in svar}
    if "maal" in svar:
        kept["maal"] = [
            row for row in kept["maal"] if row["gevinsttype"] != "oekonomi" and "kr." not in row["maalvaerdi"]
        ]
    kept["compliance"] = {
        name: {"status": "ikke_relevant" if row["status"] == "ikke_relevant" else "mangler"}
        for name, row in svar["compliance"].items()
    }
    pakke = {**tree["pakke"]}
    if "revisioner" in pakke:
        pakke["revisioner"] = part(pakke["revisioner"], ("version", "dato", "af"))
    return {"pakke": pakke, "svar": kept}


def part(value: Any, columns: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [part(row, columns) for row in value]
    if not columns or not isinstance(value, dict):
        return value
    return {name: cell for name, cell in value.items() if name in columns}


def says(text: str, words: str) -> bool:
    """Whether the words stand in the text as words of their own."""
    return re.search(rf"(?<!\w){re.escape(clean(words))}(?!\w)", text) is not None


def clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def secrets(tree: Tree) -> list[str]:
    known = [*(clean(text) for text in legitimate(tree)), own_words()]
    return [text for text in internal_texts(tree) if not any(says(other, text) for other in known)]


# --- what a file says ---------------------------------------------------------------------------------------


@cache
def tree_of(name: str) -> Tree:
    return answers_of(name)


@cache
def subject_of_example(name: str, department: str | None = None) -> Subject:
    return subject_from(tree_of(name), department)


@cache
def own_words() -> str:
    """What D03 says to suppliers before anything is answered: »Licens pr. år« in the form for prices."""
    return package_text(file_of(subject_from({"svar": {"anskaffelsesform": "udbud"}}), "D03", "docx"))


@cache
def file(name: str, document: str, format: str) -> bytes:
    return file_of(subject_of_example(name), document, format)


def package_text(data: bytes) -> str:
    """All text of all parts of a Word file, then all parts as they are (attributes, comments)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist()]
        names = " ".join(package.namelist())
    paragraphs = [
        "".join(node.itertext())
        for part in parts
        for node in etree.fromstring(part).iter()
        if node.tag is etree.Comment or etree.QName(node).localname in ("p", "Properties", "coreProperties")
    ]
    raw = [part.decode("utf-8") for part in parts]
    return clean("\n".join([names, *paragraphs, *raw]))


def pdf_lines(data: bytes, folder: Path) -> list[str]:
    """The text of the pages without hyphens at line ends, and the metadata."""
    path = folder / "fil.pdf"
    path.write_bytes(data)
    text = subprocess.run([program("pdftotext"), path, "-"], capture_output=True, check=True).stdout.decode()
    with pikepdf.open(path) as pdf:
        entries = [str(value) for value in pdf.docinfo.values()]
        xmp = str(pdf.Root.Metadata.read_bytes(), "utf-8") if "/Metadata" in pdf.Root else ""
    return [clean(line) for line in [*re.sub(r"(?<=\w)-\n(?=\w)", "", text).splitlines(), *entries, xmp]]


# --- the tests ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_d03_is_made_of_nothing_internal(name: str) -> None:
    """Every byte is the same when all answers that D03 does not print are taken out of the answer file."""
    bare = subject_from(only_printed(tree_of(name)))
    for format in ("docx", "html"):
        assert file_of(bare, "D03", format) == file(name, "D03", format)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_part_of_the_word_file_for_suppliers_holds_an_internal_answer(name: str) -> None:
    text = package_text(file(name, "D03", "docx"))
    found = [secret for secret in secrets(tree_of(name)) if says(text, secret)]
    assert found == []
    items = [text for _, text in word_projection(file(name, "D03", "docx"))]
    assert internal_labels(tree_of(name)).isdisjoint(items)


@pytest.mark.parametrize("name", PRINTED_EXAMPLES)
def test_the_pdf_for_suppliers_holds_no_internal_answer(name: str, tmp_path: Path) -> None:
    lines = pdf_lines(file(name, "D03", "pdf"), tmp_path)
    text, html = clean("\n".join(lines)), clean(file(name, "D03", "html").decode("utf-8"))
    found = [secret for secret in secrets(tree_of(name)) if says(text, secret) or says(html, secret)]
    assert found == []
    assert internal_labels(tree_of(name)).isdisjoint(lines)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_internal_annex_holds_every_internal_answer(name: str) -> None:
    tree = tree_of(name)
    text = clean("\n".join(text for _, text in word_projection(file(name, "D12", "docx"))))
    assert [secret for secret in texts_of_the_annex(tree) if not says(text, secret)] == []
    one = subject_of_example(name)
    told = render(OVERVIEW, one, (), pack_overview(one, {}), "docx")
    overview = clean("\n".join(text for _, text in word_projection(told)))
    assert [note for note in notes_on_versions(tree) if not says(overview, note)] == []
    items = [text for _, text in word_projection(file(name, "D12", "docx"))]
    assert internal_labels(tree) <= set(items)


@pytest.mark.parametrize("name", PRINTED_EXAMPLES)
def test_the_search_would_find_them(name: str, tmp_path: Path) -> None:
    """The same search finds in D12 what it must not find in D03."""
    word = package_text(file(name, "D12", "docx"))
    lines = pdf_lines(file(name, "D12", "pdf"), tmp_path)
    pdf = clean("\n".join(lines))
    notes = list(notes_on_versions(tree_of(name)))
    found = [secret for secret in secrets(tree_of(name)) if secret not in notes]
    assert len(found) > 8
    assert [secret for secret in found if not says(word, secret)] == []
    assert [secret for secret in found if not says(pdf, secret)] == []
    assert internal_labels(tree_of(name)) <= set(lines)


def test_the_name_of_the_system_is_not_in_the_properties_for_suppliers() -> None:
    """A product's name in the file of a tender could look as if the choice had been made."""
    assert not says(package_text(file("jobcenter", "D03", "docx")), "JobVejen")
    assert says(package_text(file("jobcenter", "D12", "docx")), "JobVejen")


def changed(name: str, **svar: Any) -> Tree:
    tree = deepcopy(tree_of(name))
    tree["svar"] |= svar
    return tree


@pytest.mark.parametrize("form", ["udbud", "uafklaret"])
def test_no_supplier_is_named_where_none_may_be_preferred(form: str) -> None:
    """Not even when the contract is reported done: what was sent out stays as it was."""
    done = [{"kort": "OPG-13", "status": "afsluttet"}]
    subject = subject_from(
        changed("fortroligt", anskaffelsesform=form, leverandoer="Yndlings ApS", opgave_tilpasning=done)
    )
    assert not says(package_text(file_of(subject, "D03", "docx")), "Yndlings ApS")
    assert "Yndlings ApS" not in file_of(subject, "D03", "html").decode("utf-8")
    assert says(package_text(file_of(subject, "D12", "docx")), "Yndlings ApS")


@pytest.mark.parametrize("form", ["faelleskommunal", "anskaffet", "uafklaret"])
def test_where_no_offer_is_asked_for_nothing_is_said_of_offers(form: str) -> None:
    offers = ("tilbud", "tildelingskriterier")
    tree = changed("fortroligt", anskaffelsesform=form)
    bare = deepcopy(tree)
    for question in (*offers, "afproevning_foer_valg"):
        del bare["svar"][question]
    with_offers, without = subject_from(tree), subject_from(bare)
    for format in ("docx", "html"):
        assert file_of(with_offers, "D03", format) == file_of(without, "D03", format)
    text = package_text(file_of(with_offers, "D03", "docx"))
    for question in offers:
        internal = [words for words in strings(tree["svar"][question]) if len(words) > len("Pris")]
        assert internal
        assert [words for words in internal if says(text, words)] == []


def test_of_those_who_try_the_solution_only_the_number_is_told() -> None:
    trial = {"beskrivelse": "Favoritten prøves først.", "medarbejdere": 12, "borgere": 5}
    other = subject_from(changed("fortroligt", afproevning_foer_valg=trial))
    for format in ("docx", "html"):
        assert file_of(other, "D03", format) == file("fortroligt", "D03", format)
    assert says(package_text(file("fortroligt", "D03", "docx")), "testadgang til rådighed for 17 personer")


# --- what a reader does not see -----------------------------------------------------------------------------
_SETTINGS_SHOWN = {"sagsnummer", "version", "status", "dato", "udarbejdet_af", "godkendt_af"}
_NAMED = "compliance"
"""D03 lists which assessments there are, so it may ask for the whole question; the rest is in D12."""
_OF_VERSIONS: set[tuple[str, str]] = set()  # D03 tells of its own version alone
_MARKER = re.compile(r"\[Udfyldes: ([^\]]*)\]")


def named_answers(data: bytes) -> set[str]:
    """The ids of all controls, by their titles and tags."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    pattern = re.compile(r'<w:(?:tag|alias) w:val="([^"]*)"')
    return {id for part in parts for id in pattern.findall(part.decode("utf-8"))}


def may_be_named(id: str) -> bool:
    """Whether D03 is made of an answer, or of this column of it."""
    head, _, rest = id.partition("[")
    question, *path = [*head.split("."), *([rest.rpartition("].")[2]] if rest else [])]
    if question == "pakke":
        return path[0] in _SETTINGS_SHOWN or tuple(path) in _OF_VERSIONS
    columns = PRINTED.get(question)
    if columns is None:
        return id == _NAMED
    categories = builtin_catalog().questions["krav"].column("kategori").options
    return not columns or not path or path[-1] in columns or (question == "krav" and path[-1] in categories)


@each("name", [*EXAMPLES, "tom"])
def test_no_control_for_suppliers_names_an_internal_answer(name: str) -> None:
    ids = named_answers(file(name, "D03", "docx"))
    assert len(ids) > 8
    assert {id for id in ids if not may_be_named(id)} == set()
    assert {id for id in named_answers(file("jobcenter", "D12", "docx")) if not may_be_named(id)}


@each("name", [*EXAMPLES, "tom"])
def test_no_marker_for_suppliers_asks_for_an_internal_answer(name: str) -> None:
    questions = builtin_catalog().questions
    internal = {
        label
        for id, question in questions.items()
        for column, label in [("", question.short), *((one.id, one.label) for one in question.columns)]
        if id not in PRINTED or (PRINTED[id] and column and column not in PRINTED[id])
    }
    shown = {questions[id].short for id in (*PRINTED, _NAMED)}
    shown |= {setting.short for setting in builtin_catalog().package.values()}
    asked = set(_MARKER.findall(package_text(file(name, "D03", "docx"))))
    assert (asked & internal) - shown == set()


@pytest.mark.parametrize("name", PRINTED_EXAMPLES)
def test_nothing_inside_the_pdf_for_suppliers_holds_an_internal_answer(name: str) -> None:
    """Alternative texts, bookmarks, tags and attachments: every text in the file that is no page."""
    with pikepdf.open(io.BytesIO(file(name, "D03", "pdf"))) as pdf:
        assert not list(pdf.attachments)
        texts = [str(text) for one in pdf.objects for text in _texts_of(one)]
    assert texts
    found = [secret for secret in secrets(tree_of(name)) if any(says(clean(text), secret) for text in texts)]
    assert found == []


def _texts_of(value: object, depth: int = 0) -> Iterator[pikepdf.String]:
    if isinstance(value, pikepdf.String):
        yield value
    elif isinstance(value, pikepdf.Array) and depth < 4:
        yield from (text for one in value for text in _texts_of(one, depth + 1))
    elif isinstance(value, pikepdf.Dictionary) and depth < 4:
        yield from (text for key in value for text in _texts_of(value[key], depth + 1))
