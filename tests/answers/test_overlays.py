"""What a department's own file changes, adds and leaves out of a shared table."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from plangen.answers.project import Project
from plangen.findings import Severity
from tests.answers.reading import load
from tests.support.cases import each

BASE = """\
svar:
  afdelinger:
    - {afdeling_id: nord, navn: Nord, leder: L, medarbejdere: 4, medarbejdergrupper: G}
    - {afdeling_id: syd, navn: Syd, leder: L, medarbejdere: 4, medarbejdergrupper: G}
  omkostninger:
    - {post: Licenser, engang: 100, aarlig: 10}
    - {post: Kurser, engang: 200}
    -
    - post: En meget lang post, som ingen gider skrive helt ud i afdelingens egen fil
      engang: 300
  kommunikation:
    - {interessent: ansatte, budskab: Velkommen, kanal: Mail}
    - {interessent: ansatte, budskab: Husk kurset, kanal: Mail}
  mening:
    borgere: {begrundelse: Borgeren får svar.}
    ledere: {begrundelse: Ledelsen får overblik.}
  afgraensning: {minimal: m, fravalg: f, udvidelse: u}
  evalueringsresultater:
    - {dato: 2027-03-01, gik_godt: Alt}
"""
LONG = "En meget lang post, som ingen gider skrive helt ud i afdelingens egen fil"


def nord(own: str) -> Project:
    """The project with an own file of »nord«; its lines stand under `svar:`."""
    lines = own.strip("\n").splitlines()
    return load(BASE, {"nord": "\n".join(["svar:", *(f"  {line}" for line in lines)])})


def clean(own: str) -> Project:
    """As `nord`, where nothing may be found that is not found without the own file."""
    project = nord(own)
    assert set(project.findings) == set(load(BASE).findings)
    return project


def found(project: Project) -> list[str]:
    """What is found because of the own file: »severity line:column message«."""
    known = set(load(BASE).findings)
    return [
        f"{f.severity} {f.place.line}:{f.place.column} {f.message}"
        for f in project.findings
        if f not in known
    ]


def costs(project: Project, department: str = "nord") -> list[tuple[str, object]]:
    return [
        (row.text("post"), row.get("engang")) for row in project.answers_of(department).rows("omkostninger")
    ]


SHARED = [("Licenser", 100), ("Kurser", 200), (LONG, 300)]


def test_a_changed_cell_keeps_the_rest_of_its_row_and_table() -> None:
    project = clean("omkostninger: {aendr: [{raekke: Kurser, engang: 250}]}")
    assert costs(project) == [("Licenser", 100), ("Kurser", 250), (LONG, 300)]
    assert costs(project, "syd") == SHARED
    rows = project.departments["nord"].rows("omkostninger")
    assert [row.key for row in rows] == [row.key for row in project.base.rows("omkostninger")]
    assert [row.number for row in rows] == [1, 2, 3]
    places = [str(cell.place) for cell in rows[1].cells.values()]
    assert places == ["p.yaml:7:14", "p/nord.yaml:2:51"], "each cell knows the file where it stands"


@each("name", ["Kurser", "kurser", " KURSER ", '"Kurser"'])
def test_names_of_rows(name: str) -> None:
    assert costs(clean(f"omkostninger: {{udelad: [{name}]}}")) == [SHARED[0], SHARED[2]]


@each("name", [LONG, "En meget lang post …", "en meget lang ...", "en_meget_lang_pos_47ab5d"])
def test_names_of_a_row_with_a_long_text(name: str) -> None:
    key = load(BASE).base.rows("omkostninger")[2].key
    name = key if name.startswith("en_") else name
    assert costs(clean(f'omkostninger: {{udelad: ["{name}"]}}')) == SHARED[:2]


def test_rows_that_begin_alike_are_told_apart_by_another_field() -> None:
    project = clean(
        "kommunikation: {aendr: [{raekke: {interessent: ansatte, budskab: husk kurset}, kanal: Møde}]}"
    )
    assert [row.text("kanal") for row in project.departments["nord"].rows("kommunikation")] == [
        "Mail",
        "Møde",
    ]


@pytest.mark.parametrize("name", ["ansatte", "ansatte_2"])
def test_a_name_that_fits_several_rows_is_refused(name: str) -> None:
    project = nord(f"kommunikation: {{aendr: [{{raekke: {name}, kanal: Møde}}]}}")
    assert found(project) == [
        "fejl 2:36 Kommunikationsaktiviteter, aendr, række 1: "
        f"»{name}« passer på flere rækker (række 1 og 2), så ændringen er ikke med."
    ]
    assert {row.text("kanal") for row in project.departments["nord"].rows("kommunikation")} == {"Mail"}


def test_a_row_that_is_gone_from_the_shared_table_is_said_with_its_line() -> None:
    project = load(
        BASE.replace("post: Kurser", "post: Kursus"),
        {
            "nord": """\
svar:
  omkostninger:
    aendr:
      - raekke: Kurser
        engang: 1
    udelad: [Porto]
    tilfoej:
      - {post: Rejser, efter: Ukendt}
    raekkefoelge: [Intet]
"""
        },
    )
    own = [f for f in project.findings_of("nord") if f.place and f.place.file == "p/nord.yaml"]
    assert [(f.code, f.severity, f.place and f.place.line) for f in own] == [
        ("V04", Severity.ERROR, 4),
        ("V04", Severity.ERROR, 6),
        ("V04", Severity.WARNING, 8),
        ("V04", Severity.WARNING, 9),
    ]
    assert own[0].message == (
        "Omkostninger, aendr, række 1: rækken »Kurser« findes ikke i det fælles svar i p.yaml, "
        "så ændringen er ikke med."
    )
    assert own[0].hint.startswith("Mente du »Kursus«?")
    assert [post for post, _ in costs(project)] == ["Licenser", "Kursus", LONG, "Rejser"]


def test_rows_are_added_where_they_say() -> None:
    project = clean("""\
omkostninger:
  tilføj:
    - {post: Sidst}
    - {post: A, efter: Licenser}
    - {post: B, efter: Licenser}
    - {post: Først, foran: Licenser}
    - {post: C, efter: B}
""")
    posts = [post for post, _ in costs(project)]
    assert posts == ["Først", "Licenser", "A", "B", "C", "Kurser", LONG, "Sidst"]
    row = project.departments["nord"].rows("omkostninger")[2]
    assert str(row.cells["post"].place) == "p/nord.yaml:5:16"


def test_later_shared_rows_reach_the_department() -> None:
    own = "svar: {omkostninger: {aendr: [{raekke: Kurser, engang: 250}]}}"
    project = load(
        BASE.replace("    - {post: Kurser", "    - {post: Ny}\n    - {post: Kurser"), {"nord": own}
    )
    assert costs(project) == [("Licenser", 100), ("Ny", None), ("Kurser", 250), (LONG, 300)]


def test_an_order_of_its_own() -> None:
    project = clean(f'omkostninger: {{raekkefoelge: ["{LONG}", Licenser]}}')
    assert costs(project) == [SHARED[2], SHARED[1], SHARED[0]]


def test_an_empty_field_empties_the_cell() -> None:
    project = clean("omkostninger:\n  aendr:\n    - raekke: Licenser\n      aarlig:")
    assert project.departments["nord"].rows("omkostninger")[0].get("aarlig") is None
    assert project.base.rows("omkostninger")[0].get("aarlig") == 10


def test_a_required_field_that_is_emptied_is_missing_in_the_own_file() -> None:
    project = nord("omkostninger:\n  aendr:\n    - raekke: Licenser\n      post:")
    assert found(project) == ["fejl 4:9 Omkostninger, række 1: Post mangler."]


@each(
    ("own", "expected"),
    [
        ("{andr: [{raekke: Kurser, engang: 1}]}", "fejl 2:18 Ukendt navn »andr«; mente du »aendr«?"),
        ("{post: Ny}", "fejl 2:18 Ukendt navn »post«."),
        ("{aendr: [{raekke: Kurser, egnang: 1}]}", "fejl 2:43 Ukendt navn »egnang«; mente du »engang«?"),
        (
            "{aendr: [{raekke: Kurser, engang: dyrt}]}",
            "fejl 2:51 Omkostninger, række 2, Engangsbeløb: »dyrt« er ikke et tal.",
        ),
        (
            "{tilfoej: [{post: Ny, engang: dyrt}]}",
            "fejl 2:47 Omkostninger, tilføjet række 1, Engangsbeløb: »dyrt« er ikke et tal.",
        ),
        ("{tilfoej: [{engang: 5}]}", "fejl 2:28 Omkostninger, tilføjet række 1: Post mangler."),
        ("{tilfoej: Ny}", "fejl 2:27 Omkostninger, tilfoej: »Ny« er ikke en liste."),
        ("{udelad: Kurser}", "fejl 2:26 Omkostninger, udelad: »Kurser« er ikke en liste."),
        (
            "{aendr: {Kurser: {engang: 1}}}",
            "fejl 2:25 Omkostninger, aendr: et svar med underfelter er ikke en liste.",
        ),
        (
            "{aendr: [{engang: 1}]}",
            "fejl 2:26 Omkostninger, aendr, række 1: det står ikke, hvilken række der skal ændres.",
        ),
        (
            "{aendr: [{raekke: Kurser}]}",
            "advarsel 2:26 Omkostninger, aendr, række 1: der står ingen felter, så rækken er ikke ændret.",
        ),
        (
            "{aendr: [{raekke: Kurser, engang: 1}, {raekke: kurser, aarlig: 2}]}",
            "fejl 2:55 Omkostninger, aendr, række 2: rækken er også ændret i linje 2. "
            "Kun den første ændring er læst.",
        ),
        (
            "{aendr: [{raekke: Kurser, engang: 1}], udelad: [Kurser]}",
            "fejl 2:26 Omkostninger, aendr, række 1: rækken er både ændret og udeladt. "
            "Den er udeladt; behold kun det ene (aendr, udelad).",
        ),
        (
            "{udelad: [Kurser], ændr: [], aendr: [{raekke: Licenser, engang: 1}]}",
            "fejl 2:46 »aendr« er det samme som »ændr«, der står ovenfor.",
        ),
    ],
)
def test_slips(own: str, expected: str) -> None:
    assert found(nord(f"omkostninger: {own}")) == [expected]


def test_a_row_for_another_department_is_named() -> None:
    own = """\
superbrugere:
  tilfoej:
    - {betegnelse: Ny, art: superbruger, afdeling: syd}
    - {betegnelse: Nyere, art: superbruger, afdeling: sdy}
"""
    assert found(nord(own))[0] == (
        "advarsel 4:9 Superbrugere og ambassadører, tilføjet række 1: "
        "rækken gælder »syd« og kommer derfor ikke med her."
    )
    assert found(nord(own))[-1].startswith(
        "fejl 5:57 Ukendt afdelingsnøgle »sdy« i Superbrugere og ambassadører, tilføjet række 2"
    )


def test_preset_rows() -> None:
    project = nord("""\
mening:
  aendr:
    - {raekke: borgere, begrundelse: Anderledes i nord.}
    - {raekke: medarbejdere, begrundelse: Ny her.}
  udelad: [ledere]
""")
    rows = project.departments["nord"].rows("mening")
    assert [(row.key, row.text("begrundelse")) for row in rows] == [
        ("borgere", "Anderledes i nord."),
        ("medarbejdere", "Ny her."),
    ]
    assert [row.key for row in project.departments["syd"].rows("mening")] == ["borgere", "ledere"]
    assert found(project) == ["fejl 6:14 Mening for de fire grupper: rækken »Lederne« mangler."]


def test_groups() -> None:
    project = clean("afgraensning: {aendr: {fravalg: andet, udvidelse: }}")
    group = project.departments["nord"].group("afgraensning")
    assert [group.text(name) for name in ("minimal", "fravalg", "udvidelse")] == ["m", "andet", ""]


def test_state_rows_are_added_to_the_shared_ones() -> None:
    project = clean("""\
evalueringsresultater:
  - {dato: 2027-03-01, gik_godt: Alt}
  - {dato: 2027-04-01, gik_godt: Lidt}
""")
    rows = project.departments["nord"].rows("evalueringsresultater")
    assert [row.text("gik_godt") for row in rows] == ["Alt", "Lidt"], "a copy of a shared row counts once"
    assert len(project.base.rows("evalueringsresultater")) == 1


def test_a_plain_list_replaces_the_table_as_before() -> None:
    assert costs(clean("omkostninger: [{post: Kun denne}]")) == [("Kun denne", None)]


def test_parts_in_the_project_s_own_file_are_named() -> None:
    project = load("svar:\n  omkostninger: {aendr: [{raekke: x, engang: 1}]}\n  mening: {aendr: [{x: y}]}")
    hints = {f.hint for f in project.findings if f.code in ("V04", "V05") and f.place and f.place.line > 1}
    assert len(hints) == 2
    assert all(hint.startswith("»aendr« bruges kun i en afdelings egen svarfil.") for hint in hints)


# --- whatever stands there ----------------------------------------------------------------------------------

_NAMES = ("aendr", "tilfoej", "udelad", "raekkefoelge", "raekke", "efter", "foran", "ændr", "række")
_FIELDS = ("post", "engang", "borgere", "begrundelse", "minimal", "interessent", "dato", "afdeling", "<<")
_TEXTS = ("Licenser", "Kurser", "borgere", "ansatte", "ingen", "", "…", "syd", "x" * 3000, "‹felt›", "100,5")


def anything(random: Random, depth: int) -> Any:
    """Any nesting of the names that mean something here."""
    kind = random.random()
    if not depth or kind < 0.35:
        return random.choice((*_TEXTS, None, 5, -1))
    if kind < 0.7:
        names = random.choices((*_NAMES, *_FIELDS), k=random.randint(0, 4))
        return {name: anything(random, depth - 1) for name in names}
    return [anything(random, depth - 1) for _ in range(random.randint(0, 4))]


@each("seed", range(60))
def test_any_answer_by_rows_is_read_or_found_fault_with(seed: int) -> None:
    random = Random(seed)
    tables = ("omkostninger", "kommunikation", "mening", "afgraensning", "evalueringsresultater")
    own = {"svar": {table: anything(random, 4) for table in random.sample(tables, 3)}}
    project = load(BASE, {"nord": json.dumps(own, ensure_ascii=False)})
    assert all(str(finding) for finding in project.findings)
    for value in project.departments["nord"].values.values():
        if isinstance(value, tuple):
            assert len({row.key for row in value}) == len(value)


def test_what_names_a_row_that_is_left_out_goes_with_it() -> None:
    """A measurement of a shared goal is no slip of the department that does not have the goal."""
    shared = """  maal: [{maal: Hurtigere svar, gevinsttype: borger}, {maal: Færre fejl, gevinsttype: borger}]
  maalinger: [{maal: hurtigere  svar, vaerdi: "3"}, {maal: Færre fejl, vaerdi: "4"}]
"""
    own = "svar:\n  maal: {udelad: [Hurtigere svar]}"
    project = load(BASE + shared, {"nord": own})
    assert [row.text("maal") for row in project.answers_of("nord").rows("maalinger")] == ["Færre fejl"]
    assert len(project.answers_of("syd").rows("maalinger")) == 2
    own += "\n  maalinger: {tilfoej: [{maal: Hurtigere svar, vaerdi: x}]}"
    rows = load(BASE + shared, {"nord": own}).answers_of("nord").rows("maalinger")
    assert [row.text("vaerdi") for row in rows] == ["4", "x"]
