"""Typed values: what is read from each kind of answer, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from plangen.answers.model import Multi, NoneAnswer, Row, Value
from plangen.findings import Severity
from tests.answers.reading import answers, brief, load, only, svar
from tests.support.cases import each


@each(
    ("text", "question", "raw"),
    [
        ("projekt_titel: 0.90", "projekt_titel", "0.90"),
        ("projekt_titel: 2027-01-01", "projekt_titel", "2027-01-01"),
        ("projekt_titel: nej", "projekt_titel", "nej"),
        ('projekt_titel: "null"', "projekt_titel", "null"),
        ("projekt_titel: >\n  To\n  linjer\n", "projekt_titel", "To linjer"),
        ("projekt_titel: |\n  To\n  linjer\n", "projekt_titel", "To linjer"),
        ("mus: |\n  - a\n  - b\n", "mus", "- a\n- b"),
        ("projektstart: 2027-01-31", "projektstart", date(2027, 1, 31)),
        ('projektstart: "2027-01-31"', "projektstart", date(2027, 1, 31)),
        ("loesningstype: andet", "loesningstype", "andet"),
        ("formaal_primaert: kvalitet", "formaal_primaert", "kvalitet"),
        ("formaal_primaert: {valg: kvalitet}", "formaal_primaert", "kvalitet"),
        ("formaal_typer: [kvalitet, politik, kvalitet]", "formaal_typer", Multi(("kvalitet", "politik"))),
        ("formaal_typer: {valg: [kvalitet]}", "formaal_typer", Multi(("kvalitet",))),
        ("arbejdsgruppe_opgaver: [formidle]", "arbejdsgruppe_opgaver", Multi(("formidle",))),
        (
            "arbejdsgruppe_opgaver: {valg: [formidle], egne: [Følge op, 24]}",
            "arbejdsgruppe_opgaver",
            Multi(("formidle",), ("Følge op", "24")),
        ),
        ("arbejdsgruppe_opgaver: {egne: [Følge op]}", "arbejdsgruppe_opgaver", Multi((), ("Følge op",))),
    ],
)
def test_scalar_answers(text: str, question: str, raw: object) -> None:
    assert answers(text).raw(question) == raw


@each(
    ("cell", "raw"),
    [
        ("deadline: -4", -4),
        ("deadline: –4", -4),
        ("deadline: +4", 4),
        ("deadline: 2027-01-31", date(2027, 1, 31)),
    ],
)
def test_date_or_week(cell: str, raw: object) -> None:
    row = _row("potentialer", f"{cell}, perspektiv: fagligt, potentiale: p, stoettes: s, ansvarlig: a")
    assert row.get("deadline") == raw


@each(
    ("written", "raw"), [("12", 12), ("12.5", 12.5), ("12,5", 12.5), ('"12"', 12), ("0,500", 0.5), ("0", 0)]
)
def test_numbers(written: str, raw: float) -> None:
    quoted = written if written.startswith('"') else f'"{written}"'
    for value in (written, quoted) if "," not in written else (quoted,):
        assert _row("omkostninger", f"post: x, engang: {value}").get("engang") == raw


def _row(question: str, cells: str) -> Row:
    project = svar(f"{question}: [{{{cells}}}]")
    assert not [f for f in project.findings if f.severity is Severity.ERROR], brief(project)
    return project.base.rows(question)[0]


@each("empty", ["", "~", "null", '""', "'  '", "[]", "{}"])
@each("question", ["mus", "projektstart", "loesningstype", "formaal_typer", "maal", "med", "mening"])
def test_empty_values_are_unanswered(question: str, empty: str) -> None:
    project = svar(f"{question}: {empty}")
    assert not project.findings
    assert question not in project.base.values


def test_ingen_is_an_answer_where_the_question_allows_it() -> None:
    assert isinstance(answers("integrationer: ingen").values["integrationer"], NoneAnswer)
    assert isinstance(answers("integrationer: Ingen").values["integrationer"], NoneAnswer)


WRONG = [
    pytest.param(
        "projektstart: 32-01-2027",
        "2:17",
        "Projektstart: »32-01-2027« er ikke en dato.",
        "ÅÅÅÅ-MM-DD, fx 2027-01-31",
        id="danish date",
    ),
    pytest.param(
        "projektstart: 2027-02-30", "2:17", "er ikke en dato, der findes", "ÅÅÅÅ-MM-DD", id="no such day"
    ),
    pytest.param("projektstart: 0027-01-31", "2:17", "»0027-01-31« er ikke en dato", "årstallet", id="year"),
    pytest.param(
        "projektstart: [2027-01-31]",
        "2:17",
        "»[2027-01-31]« er ikke en dato",
        "ÅÅÅÅ-MM-DD",
        id="list as date",
    ),
    pytest.param(
        "loesningstype: borger",
        "2:18",
        "Løsningstype: »borger« er ikke en af valgmulighederne",
        "Mente du »borgervendt«",
        id="option",
    ),
    pytest.param(
        "loesningstype: qqqq", "2:18", "er ikke en af", "Vælg mellem: borgervendt, fagsystem", id="far off"
    ),
    pytest.param(
        "formaal_typer: kvalitet og ro",
        "2:18",
        "Formål i spil: »kvalitet og ro« er ikke en liste",
        "med - foran",
        id="no list",
    ),
    pytest.param(
        "formaal_typer: [kvalitet, tid]",
        "2:29",
        "Formål i spil, punkt 2: »tid« er ikke en af",
        "Vælg mellem",
        id="item",
    ),
    pytest.param(
        "formaal_typer: [[kvalitet]]", "2:19", "punkt 1: »[kvalitet]« er ikke en tekst", "", id="nested item"
    ),
    pytest.param("mus:\n  - a\n  - b", "3:5", "MUS: »[a, b]« er ikke en tekst.", "|-", id="items for a text"),
    pytest.param(
        "projekt_titel: {a: b}",
        "2:18",
        "et svar med underfelter er ikke en tekst",
        "én linje",
        id="fields for a text",
    ),
    pytest.param(
        "maal: ingen", "2:9", "»ingen« er ikke en liste af rækker", "kan ikke bruges her", id="ingen"
    ),
    pytest.param(
        "integrationer: {system: x}", "2:18", "ikke en liste af rækker", "skriv »ingen«", id="row without -"
    ),
    pytest.param(
        "integrationer: [x]",
        "2:19",
        "Integrationer, række 1: »x« er ikke felter",
        "system, data",
        id="row without fields",
    ),
    pytest.param(
        "med: planlagt", "2:8", "»planlagt« er ikke felter med hver sit navn", "status, udvalg", id="group"
    ),
    pytest.param(
        "mening: [x]", "2:11", "»[x]« er ikke rækker med hver sit navn", "borgere, medarbejdere", id="fixed"
    ),
    pytest.param(
        "udskiftning: {lukkes: snart}",
        "2:25",
        "Udskiftning af gammelt system, Lukkes: »snart« er ikke en dato",
        "",
        id="cell",
    ),
    pytest.param(
        "evaluering_rytme: {valg: egen, egne_uger: [4, 2]}",
        "2:45",
        "Uger efter idriftsættelse: »[4, 2]« er ikke en stigende liste",
        "[2, 4",
        id="weeks fall",
    ),
    pytest.param(
        "evaluering_rytme: {valg: egen, egne_uger: [0, 2]}",
        "2:45",
        "stigende liste af hele tal over 0",
        "",
        id="week zero",
    ),
    pytest.param(
        "evaluering_rytme: {valg: egen, egne_uger: hver anden}",
        "2:45",
        "»hver anden« er ikke en stigende liste",
        "",
        id="weeks no list",
    ),
    pytest.param(
        "retningslinjer: {indhold: Skriv altid en aftale., status: oplaeg, godkendes_uge: 1.5}",
        "2:84",
        "»1.5« er ikke et helt antal uger",
        "fx 4",
        id="half week",
    ),
    pytest.param(
        "retningslinjer: {indhold: Skriv altid en aftale., status: oplaeg, godkendes_uge: 9999}",
        "2:84",
        "ikke et muligt antal uger",
        "520",
        id="far week",
    ),
    pytest.param(
        "omkostninger: [{post: x, engang: ti}]",
        "2:36",
        "Omkostninger, række 1, Engangsbeløb: »ti« er ikke et tal",
        "kun tallet",
        id="number",
    ),
    pytest.param(
        "omkostninger: [{post: x, engang: 99999999999999999999}]",
        "2:36",
        "er ikke et muligt tal her",
        "",
        id="endless number",
    ),
]


@each(("text", "place", "message", "hint"), WRONG)
def test_a_refused_value_is_said_once_and_counts_as_missing(
    text: str, place: str, message: str, hint: str
) -> None:
    finding = only(svar(text))
    assert (finding.code, finding.severity) == ("V05", Severity.ERROR)
    assert f"{finding.place.line}:{finding.place.column}" == place
    assert message in finding.message
    assert hint in finding.hint
    assert finding.question == text.partition(":")[0]


def test_the_path_of_a_refused_value_is_kept() -> None:
    project = svar(
        "projektstart: x\nomkostninger: [{post: p}, {post: q, engang: x}]\nformaal_typer: [x, kvalitet]"
    )
    assert set(map(str, project.base.invalid)) == {
        "projektstart",
        "omkostninger[2].engang",
        "formaal_typer[1]",
    }
    assert project.base.chosen("formaal_typer") == ("kvalitet",)


@each(
    ("cell", "message"),
    [
        ("gentages: hver 4. uge", ""),
        ("gentages: Hver 12. uge", ""),
        ("gentages: hver uge", ""),
        ("gentages: hver fjerde uge", ""),
        ("gentages: hver måned", "Gentages: »hver måned« er ikke skrevet som »hver n. uge«"),
        ("gentages: hver 0. uge", "»hver 0. uge«"),
        ("gentages: hver 100. uge", "»hver 100. uge«"),
        ("tidspunkt: snart", "Tidspunkt: »snart« er ikke en dato eller et antal uger"),
    ],
)
def test_cells_of_the_communication_plan(cell: str, message: str) -> None:
    key = cell.partition(":")[0]
    cells = {
        "interessent": "x", "budskab": "b", "kanal": "k", "form": "dialog", "afsender": "a", "tidspunkt": "4",
        "ansvarlig": "a", "effekt": "e",
    }  # fmt: skip
    row = "".join(f"\n    {name}: {value}" for name, value in cells.items() if name != key)
    project = svar(f"kommunikation:\n  - {cell}{row}")
    found = [f.message for f in project.findings if f.code == "V05"]
    assert (len(found) == 1 and message in found[0]) if message else not found


@each("key", ["jobindsats", "a", "a1_2", "x" * 30])
def test_department_keys(key: str) -> None:
    assert _department(key).base.department_keys() == (key,)


@each("key", ["../../x", "1a", "å", "a b", "x" * 31, "alle", "faelles", "CON", "lpt1", "a/b", "ſ"])
def test_department_keys_that_are_refused(key: str) -> None:
    finding = only(_department(f'"{key}"'))
    assert (finding.code, finding.where) == ("V05", "Afdelinger, række 1, Nøgle")
    assert _department(f'"{key}"').base.department_keys() == ()


def _department(key: str):
    return svar(
        f"afdelinger:\n  - {{afdeling_id: {key}, navn: N, leder: L, medarbejdere: 1, medarbejdergrupper: G}}"
    )


def test_a_key_used_twice_is_refused_the_second_time() -> None:
    project = svar("""
        afdelinger:
          - {afdeling_id: job, navn: A, leder: L, medarbejdere: 1, medarbejdergrupper: G}
          - {afdeling_id: Job, navn: B, leder: L, medarbejdere: 1, medarbejdergrupper: G}
    """)
    finding = only(project)
    assert finding.message == "Afdelinger, række 2, Nøgle: »Job« står også i række 1."
    assert str(finding.place) == "p.yaml:4:21"
    assert project.base.department_keys() == ("job",)


def test_phases_of_every_model_are_accepted() -> None:
    cells = "opgave_id: L1, titel: t, tema: kommunikation, prioritet: valgfri, slutdato_uger: 2"
    cells += ", maal: m, resultat: r, udfoerer: u"
    for phase in ("afklaring", "ide", "drift"):
        assert _row("opgaver", f"{cells}, fase: {phase}").get("fase") == phase
    assert "Mente du »drift«" in only(svar(f"opgaver: [{{{cells}, fase: drif}}]")).hint


def test_a_card_of_the_project_may_be_named() -> None:
    assert _row("standardopgaver_fravalg", "opgave: LOK-09, begrundelse: b").get("opgave") == "LOK-09"


def test_row_keys() -> None:
    project = svar("""
        interessenter:
          - {interessent_id: borgere, navn: Borgere}
          - {navn: Borgere, gruppe: borgere}
        krav:
          - {kategori: faglig, tekst: Færre klik, kravtype: option}
          - {kategori: faglig, tekst: Færre klik!, kravtype: option}
        opgaver:
          - {opgave_id: LOK-1, titel: t}
        standardopgaver_fravalg:
          - {opgave: OPG-19, begrundelse: b}
        evalueringsresultater:
          - {dato: 2027-01-31}
        roller:
          projektleder: {rolle: Konsulent}
    """).base
    keys = {name: [row.key for row in project.rows(name)] for name in project.values if project.rows(name)}
    assert keys == {
        "interessenter": ["borgere", "borgere_2"],
        "krav": ["faerre_klik", "faerre_klik_2"],
        "opgaver": ["LOK-1"],
        "standardopgaver_fravalg": ["opg_19"],
        "evalueringsresultater": ["2027_01_31"],
        "roller": ["projektleder"],
    }


def test_rows_keep_their_number_and_empty_ones_are_left_out() -> None:
    rows = svar("omkostninger:\n  - post:\n  - post: x\n  -\n  - post: y").base.rows("omkostninger")
    assert [(row.number, row.text("post"), str(row.place)) for row in rows] == [
        (2, "x", "p.yaml:4:7"),
        (4, "y", "p.yaml:6:7"),
    ]


def test_values_know_their_place() -> None:
    project = answers("projekt_titel: Titel\nafgraensning:\n  minimal: m\n  fravalg: f")
    assert str(project.values["projekt_titel"].place) == "p.yaml:2:18"
    assert str(project.group("afgraensning").cells["fravalg"].place) == "p.yaml:5:14"
    assert (str(project.start), project.file) == ("p.yaml:1:1", "p.yaml")


def test_defaults_that_apply_have_no_place() -> None:
    project = load("").base
    assert project.values["fasemodel"] == Value("proces_4")
    assert project.values["evaluering_rytme"] == Row({"valg": Value("standard")})
    assert project.group("arbejdsgruppe_moeder").cells == {"til_uge": Value(12)}
    assert project.group("retningslinjer").cells == {"godkendes_uge": Value(-4)}
    assert project.group("igangsaettelse").cells == {"uge": Value(-1)}
    assert project.group("overdragelse").cells == {}, "this default is only written into the starter file"


def test_a_default_fills_in_for_a_missing_or_refused_cell() -> None:
    text = "arbejdsgruppe_moeder: {frekvens: Hver uge, til_uge: snart}\nevaluering_rytme: {valg: ofte}"
    project = svar(text).base
    assert project.group("arbejdsgruppe_moeder").get("til_uge") == 12
    assert project.raw("evaluering_rytme") == "standard"


def test_settings() -> None:
    project = load("""
        pakke:
          version: 0.9
          status: godkendt
          dato: 2026-12-11
          revisioner:
            - {version: 0.5, dato: 2026-11-27, af: Konsulent, aendringer: Udkast}
    """)
    assert not project.findings
    assert project.base.setting("version") == "0.9"
    assert project.base.today == date(2026, 12, 11)
    assert [row.get("dato") for row in project.base.package["revisioner"]] == [date(2026, 11, 27)]


def test_own_wording_of_a_passage() -> None:
    project = load("tekster:\n  ST-90: >-\n    Pakken for {system_navn}\n    er ny.\n  ST-02:\n")
    assert not project.findings
    assert project.base.passages == {"ST-90": "Pakken for {system_navn} er ny."}


# --- ranges and lengths -------------------------------------------------------------------------------------
OUT_OF_RANGE = {
    "negative people": ("afdelinger: [{afdeling_id: a, navn: A, leder: L, medarbejdere: -5}]", "fra 0 til"),
    "half a person": (
        'afdelinger: [{afdeling_id: a, navn: A, leder: L, medarbejdere: "2,5"}]',
        "uden decimaler",
    ),
    "negative hours": ("oplaering: [{timer: -2}]", "fra 0 til 1.000"),
    "more hours than a week has": ("superbrugere: [{timer_uge: 200}]", "fra 0 til 168"),
    "negative money": ("omkostninger: [{post: Licens, engang: -100}]", "fra 0 til"),
    "weight over 100": (
        "anskaffelsesform: udbud\ntildelingskriterier: [{kriterium: Pris, vaegt: 140}]",
        "fra 0 til 100",
    ),
    "probability 9 of 5": ("risici: [{risiko: r, sandsynlighed: 9}]", "fra 1 til 5"),
    "probability between": ('risici: [{risiko: r, sandsynlighed: "2,5"}]', "uden decimaler"),
    "impact 0 of 5": ("risici: [{risiko: r, konsekvens: 0}]", "fra 1 til 5"),
    "more than anybody has": ("afdelinger: [{navn: A, medarbejdere: 1000000000000000}]", "fra 0 til"),
    "a rhythm of no weeks": ("opfoelgning: [{frekvens_uger: 0}]", "fra 1 til 104"),
    "week 9999": ("maal: [{maal: m, maales_uge: 9999}]", "højst 520 uger"),
    "measured before": ("maal: [{maal: m, maales_uge: -3}]", "mindst 0"),
    "the year 1027": ("projektstart: 1027-01-31", "årstallet"),
    "the year 2207": ("idriftsaettelsesdato: 2207-01-31", "årstallet"),
    "a title too long": (f"projekt_titel: {'ord ' * 60}", "Kort det ned"),
    "a text too long": (f"mus: {'ord ' * 6000}", "Kort det ned"),
}


@each(("text", "hint"), OUT_OF_RANGE.values(), ids=OUT_OF_RANGE)
def test_what_no_answer_can_be_is_refused(text: str, hint: str) -> None:
    refused = [f for f in svar(text).findings if f.code in ("V05", "V06")]
    assert len(refused) == 1
    assert hint in refused[0].hint


@each("text", ["risici: [{sandsynlighed: 5}]", "risici: [{konsekvens: 1}]", "projektstart: 2099-12-31"])
def test_the_ends_of_a_range_belong_to_it(text: str) -> None:
    assert "V05" not in {f.code for f in svar(text).findings}
