"""The built-in catalog: fresh, complete, and refused with its line when it is broken."""

import shutil
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import pytest

from plangen.answers.expressions import compiled
from plangen.catalog import SCOPES, Catalog, Column, Document, Question, Section, TaskCard
from plangen.catalog.attributes import Key, attributes_of, faults, read_record
from plangen.catalog.generate import DATA, GENERATED, generated_text
from plangen.catalog.guidance import FILES
from plangen.catalog.source import read_source
from plangen.findings import CatalogError
from tests.support.samples import sampled

TEMPLATES = Path(__file__).parents[2] / "templates" / "docx"


def test_the_generated_catalog_is_fresh() -> None:
    assert GENERATED.read_text("utf-8") == generated_text(), "kør: python -m plangen.catalog.generate"


def test_the_profiles_ask_as_many_questions_as_they_say(catalog: Catalog) -> None:
    """Counted as a project is told before it begins: without state, and without what other answers bring."""
    asked = [q for q in catalog.questions.values() if not (q.state or q.shown_if)]
    for number, profile in enumerate(catalog.lists.profiles.values()):
        in_profile = [q for q in asked if SCOPES.index(q.scope) <= number]
        assert (profile.id, len(in_profile)) == (SCOPES[number], profile.questions)
    assert sum(section.minutes for section in catalog.sections) == catalog.lists.profiles["fuld"].minutes


def test_every_question_says_where_its_answer_is_used(catalog: Catalog) -> None:
    assert [id for id, question in catalog.questions.items() if not question.documents] == []


def test_every_required_answer_says_what_follows_when_it_is_missing(catalog: Catalog) -> None:
    needed = [q for q in catalog.questions.values() if q.required in ("ja", "boer", "betinget")]
    assert [question.id for question in needed if not question.consequence] == []


def test_state_is_asked_in_every_profile_and_never_required(catalog: Catalog) -> None:
    state = {id: q for id, q in catalog.questions.items() if q.state}
    assert set(state) == {
        "opgave_tilpasning",
        "maalinger",
        "evalueringsresultater",
        "beslutninger",
        "proevehandling_log",
        "parathed",
        "forbedringer",
        "statusnotat",
    }
    assert {(q.scope, q.required) for q in state.values()} == {("let", "nej")}


def test_a_document_is_made_when_there_is_a_template(catalog: Catalog) -> None:
    """The questionnaire is none of a pack's documents."""
    assert len(catalog.titles) == 17
    templates = {path.stem for path in TEMPLATES.glob("*.docx")} - {"spoergeskema"}
    made = (*catalog.documents.values(), *catalog.sheet_documents.values())
    assert {name for document in made for name in document.template_files} == templates


def test_the_sections_of_a_document_are_those_of_its_template(catalog: Catalog) -> None:
    """In order; a heading of a template may go on with an answer, or be worded in two ways."""
    cards_alone = catalog.documents["D06b"]  # its headings are the titles of the cards
    for document in catalog.documents.values():
        if document == cards_alone:
            continue
        lines = iter((TEMPLATES / f"{document.file}.txt").read_text("utf-8").splitlines())
        for heading, _ in document.sections:
            assert any(heading in line for line in lines if line.startswith("[")), (document.id, heading)
        assert min((scope for _, scope in document.sections), key=SCOPES.index) == document.scope


def test_the_plan_is_mirrored_in_all_there_is(catalog: Catalog) -> None:
    guidance = catalog.guidance
    themes = [one for one in guidance.recommendations.values() if one.is_theme]
    assert (len(themes), len(guidance.recommendations), len(guidance.checklist)) == (4, 10, 32)
    for theme in themes:
        assert len([one for one in guidance.pitfalls.values() if one.theme == theme.id]) == 4
        assert len(list(guidance.insights_of(theme.id))) == 3
    assert all(expression_is_known(one.applies) for one in guidance.pitfalls.values())
    assert all(expression_is_known(one.demand) for one in guidance.checklist.values())


def expression_is_known(expression: str) -> bool:
    return not expression or callable(compiled(expression))


def test_each_profile_has_the_pages_of_its_documents(catalog: Catalog) -> None:
    """A document has pages in the profiles that have it, and in no smaller one; the cards are not counted."""
    for document in catalog.documents.values():
        smallest = SCOPES.index(document.scope)
        if document.id == "D06b":
            assert not any(document.pages)
            continue
        assert [pages > 0 for pages in document.pages] == [n >= smallest for n in range(len(SCOPES))]
    for number, profile in enumerate(SCOPES):
        pages = sum(document.pages[number] for document in catalog.documents.values())
        assert pages <= catalog.lists.profiles[profile].pages


def test_every_code_has_a_danish_label(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        assert all(question.options.values()), question.id
        for column in question.columns:
            assert all(column.options.values()), f"{question.id}.{column.id}"
            if column.type in ("choice", "multi"):
                assert column.options or column.options_from, f"{question.id}.{column.id}"


def test_every_required_question_says_who_can_answer(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        roles = catalog.lists.can_answer
        assert roles.get(question.id, roles.get(question.section)) in catalog.questions["roller"].rows


def test_every_attribute_is_declared_once_with_its_key() -> None:
    for record in (Section, Question, Column, TaskCard, Document, *FILES.values()):
        declared = {attribute.field: attribute.key.name for attribute in attributes_of(record)}
        stands_in_the_file = [item.name for item in fields(record) if item.name != "variant"]
        assert list(declared) == stands_in_the_file
        assert len(set(declared.values())) == len(declared)


@dataclass(frozen=True)
class _Colour:
    shade: Annotated[str, Key("tone", one_of=("lys", "moerk"))]
    shown_if: Annotated[str, Key("vis_hvis", expression=True)] = ""
    strong: Annotated[bool, Key("kraftig")] = True


@dataclass(frozen=True)
class _Palette:
    colours: Annotated[tuple[_Colour, ...], Key("farver", also="flere")] = ()


def test_reading_and_checking_follow_from_the_declaration() -> None:
    entry = {"farver": [{"tone": "lys", "kraftig": "nej"}], "flere": [{"tone": "moerk"}]}
    assert read_record(_Palette, entry) == _Palette((_Colour("lys", "", False), _Colour("moerk")))
    assert list(faults(_Palette, entry, {})) == []
    wrong = {"tone": "bred", "kraftig": "måske", "vis_hvis": "a =", "glans": 1}
    assert [message for _, _, message in faults(_Palette, {"farver": [wrong, {}]}, {})] == [
        "ukendt kolonnefelt »glans«",
        "»bred« er ikke tilladt i feltet »tone«",
        "udtrykket »a =« kan ikke læses",
        "»måske« er ikke tilladt i feltet »kraftig«",
        "kolonnefeltet »tone« mangler",
    ]


BROKEN = [
    pytest.param(
        "spoergsmaal.yaml",
        "  mangler: M\n",
        "  mangler: X\n",
        "»X« er ikke tilladt i feltet »mangler«",
        id="policy",
    ),
    pytest.param(
        "spoergsmaal.yaml", "  type: text\n", "  typ: text\n", "feltet »type« mangler", id="missing key"
    ),
    pytest.param(
        "spoergsmaal.yaml",
        "  omfang: let\n",
        "  omfang: let\n  farve: blå\n",
        "ukendt felt »farve«",
        id="key",
    ),
    pytest.param(
        "spoergsmaal.yaml", "st: ST-22", "st: ST-999", "standardsætningen »st«", id="unknown passage"
    ),
    pytest.param(
        "spoergsmaal.yaml", "faellig: OPG-15", "faellig: OPG-99", "ukendt kort »OPG-99«", id="unknown card"
    ),
    pytest.param(
        "spoergsmaal.yaml", "type: date_or_week", "type: dato", "ukendt kolonnetype »dato«", id="type"
    ),
    pytest.param(
        "opgavekort.yaml",
        "  foelger: faelles",
        "  foelger: alle",
        "skriv faelles, afdeling eller sidste",
        id="card",
    ),
    pytest.param("opgavekort.yaml", "proces_4: afklaring", "proces_4: x", "ukendt fase »x«", id="phase"),
    pytest.param(
        "spoergsmaal.yaml",
        "  ingen: ja\n",
        "  ingen: ok\n",
        "»ok« er ikke tilladt i feltet »ingen«",
        id="flag",
    ),
    pytest.param("opgavekort.yaml", '  metode: "', '  farve: "', "feltet »metode« mangler", id="card field"),
    pytest.param(
        "spoergsmaal.yaml", "  dok: [D00, D01]", "  dok: [D00, D99]", "ukendt dokument »D99«", id="used in"
    ),
    pytest.param(
        "spoergsmaal.yaml", "  tekst_som: samlet", "  tekst_som: alt", "ukendt felt »alt«", id="text as"
    ),
    pytest.param(
        "spoergsmaal.yaml",
        "  mangler: U\n",
        "  mangler: S\n",
        "feltet »st« mangler",
        id="sentence",
    ),
    pytest.param(
        "dokumenter.yaml", "  sider: [1, 2, 3]", "  sider: [1, 2]", "ét sidetal til hver profil", id="pages"
    ),
    pytest.param(
        "dokumenter.yaml", "  til_leverandoerer: ja", "  til: ja", "ukendt felt »til«", id="document"
    ),
    pytest.param("pakke.yaml", "sagsnummer: {", "sagsnummer: {navn: x, ", "ukendt felt »navn«", id="setting"),
    pytest.param("tekster.yaml", "ST-03: ", "ST3: ", "»ST3« er ikke en tekst", id="passage id"),
    pytest.param("dokumenter.yaml", "Formål: let", "Formål: stor", "»stor« er ikke tilladt", id="section"),
    pytest.param("ark.yaml", "ide.uenighed", "ide.enighed", "svaret »ide.enighed« findes ikke", id="field"),
    pytest.param("ark.yaml", "mening.ledere.", "mening.chefer.", "svaret »mening.chefer", id="preset row"),
    pytest.param("ark.yaml", "svar_til: krav", "svar_til: krave", "svaret »krave« findes ikke", id="table"),
    pytest.param("ark.yaml", "{rolle: Hvem", "{navn: Hvem", "har ingen kolonne »navn«", id="its column"),
    pytest.param(
        "ark.yaml",
        'tekst: ""\n          svar_til: input_parkeret\n          kolonner',
        'tekst: ""\n          svar_til: input_parkeret\n          kendt',
        "feltet »kolonner« mangler",
        id="columns",
    ),
    pytest.param("ark.yaml", "papir: [A4, A3]", "papir: [A2]", "»A2« er ikke tilladt", id="paper"),
    pytest.param("ark.yaml", "ARK07:", "ARK7:", "»ARK7« er ikke et ark", id="sheet id"),
    pytest.param(
        "barrierekort.yaml", "art: barriere,", "art: hinder,", "»hinder« er ikke tilladt", id="point"
    ),
    pytest.param("faldgruber.yaml", "[erfaringer_udefra]", "[erfaringer]", "ukendt spørgsmål", id="asks"),
    pytest.param("faldgruber.yaml", "[R34, R114]", "[R34, R999]", "ukendt regel »R999«", id="its rule"),
    pytest.param("faldgruber.yaml", "{D06: [Pilottest]}", "{D99: []}", "ukendt dokument »D99«", id="place"),
    pytest.param(
        "faldgruber.yaml", "[Pilottest]", "[Piloten]", "D06 har ikke afsnittet »Piloten«", id="heading"
    ),
    pytest.param("faldgruber.yaml", "tema: T1", "tema: T9", "ukendt tema »T9«", id="theme"),
    pytest.param("anbefalinger.yaml", 'kilde: "002"', 'kilde: "009"', "ukendt kilde »009«", id="source"),
    pytest.param("indsigter.yaml", "  tekst: ", "  text: ", "feltet »tekst« mangler", id="insight"),
    pytest.param("tjekliste.yaml", "fase: afklaring", "fase: x", "TJ-01: ukendt fase »x«", id="its phase"),
    pytest.param("tjekliste.yaml", "model: proces_4", "model: x", "ukendt fasemodel »x«", id="model"),
    pytest.param("lister.yaml", "ferieuger: [", "ferieuger: [[", "ugyldig YAML", id="syntax"),
    pytest.param(
        "regler.yaml", "niveau_let: nej", "niveau_let: aldrig", "niveauet »aldrig« findes ikke", id="let"
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), sampled(BROKEN, every=6))
def test_a_broken_catalog_is_refused_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(CatalogError) as caught:
        read_source(tmp_path / "data")
    found = str(caught.value)
    assert message in found
    assert found.startswith(f"{file}:")
    assert abs(int(found.split(":")[1]) - line) <= 12, "the line of the entry"
