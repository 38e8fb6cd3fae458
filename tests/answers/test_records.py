"""Groups, tables and preset rows: what must be in them, and names that do not exist."""

from __future__ import annotations

import pytest

from plangen.catalog import builtin_catalog
from plangen.findings import Severity
from tests.answers.reading import brief, load, only, svar
from tests.support.cases import each

DEPARTMENT = "{afdeling_id: job, navn: Job, leder: L, medarbejdere: 4, medarbejdergrupper: G}"


# --- V02: required fields ----------------------------------------------------------------------------------
MISSING = [
    pytest.param("med: {udvalg: Lokal-MED}", ["V02 2:8 MED og arbejdsmiljø: Status mangler."], id="group"),
    pytest.param(
        "omkostninger:\n  - post: a\n  - engang: 4",
        ["V02 4:7 Omkostninger, række 2: Post mangler."],
        id="row",
    ),
    pytest.param(
        "mening:\n  borgere: {begrundelse: x}\n  medarbejdere: {begrundelse: x}\n  ledere: {eksempel: x}",
        [
            "V02 3:14 Mening for de fire grupper: rækken »Politikerne« mangler.",
            "V02 5:13 Mening for de fire grupper, Lederne: Det giver mening, fordi mangler.",
        ],
        id="preset rows",
    ),
    pytest.param(
        "roller: {projektleder: {enhed: Digitalisering}}",
        ["V02 2:26 Roller, Projektleder: Stilling/rolle mangler."],
        id="given row where rows may be missing",
    ),
    pytest.param("faldgrube_vurdering: {F1.1: {note: x}}", [], id="optional question with preset rows"),
    pytest.param(
        "formaal_primaert: {begrundelse: x}", ["V02 2:21 Vigtigste formål: valg mangler."], id="choice"
    ),
    pytest.param(
        "evaluering_rytme: egen",
        ["V02 2:21 Evalueringsrytme: Uger efter idriftsættelse mangler."],
        id="required by another field",
    ),
    pytest.param("evaluering_rytme: {valg: taet}", [], id="not required by another field"),
    pytest.param("igangsaettelse: {uge: -1}", [], id="only a default"),
    pytest.param("overdragelse: {uge: 16}", [], id="only a default that is not used"),
    pytest.param(
        "opfoelgning: [{omraade: loesning, frekvens_uger: 4, foerste_uge: 4}]", [], id="default row"
    ),
]


@each(("text", "expected"), MISSING)
def test_required_fields(text: str, expected: list[str]) -> None:
    project = svar(text)
    assert brief(project) == expected
    assert all(finding.severity is Severity.ERROR for finding in project.findings)


def test_a_refused_field_is_not_missing_too() -> None:
    assert only(svar("med: {status: ukendt, udvalg: x}")).code == "V05"
    assert only(svar("roller: {projektleder: {rolle: [x], enhed: y}}")).code == "V05"


def test_a_changed_default_row_is_an_answer() -> None:
    project = svar("opfoelgning:\n  - {omraade: loesning, frekvens_uger: 4, foerste_uge: 2}")
    assert sorted(f.code for f in project.findings) == ["V02", "V02", "V02", "V03"]


def test_only_defaults_count_as_unanswered() -> None:
    text = "overdragelse: {uge: 16}\nopfoelgning: [{omraade: loesning, frekvens_uger: 4, foerste_uge: 4}]"
    assert not {"overdragelse", "opfoelgning"} & set(svar(text).base.values)


# --- V03: enough rows --------------------------------------------------------------------------------------
def test_too_few_rows_is_a_warning() -> None:
    row = "{perspektiv: fagligt, potentiale: p, stoettes: s, ansvarlig: a, deadline: 4}"
    finding = only(svar(f"potentialer:\n  - {row}\n  - {row}\n  - perspektiv:\n"))
    assert (finding.code, finding.severity) == ("V03", Severity.WARNING)
    assert finding.message == "Potentialer: mindst 3 rækker."
    assert str(finding.place) == "p.yaml:3:7"


# --- V04: names that do not exist --------------------------------------------------------------------------
UNKNOWN = [
    pytest.param(
        "besvarelse: {mus: x}", "V04 1:1 Ukendt navn »besvarelse«.", "pakke, svar, tekster", id="top"
    ),
    pytest.param("svr: {mus: x}", "V04 1:1 Ukendt navn »svr«; mente du »svar«?", "", id="top slip"),
    pytest.param(
        "svar:\nmus: x",
        "V04 2:1 Ukendt navn »mus«.",
        "»mus« hører til under »svar:«",
        id="question at the top",
    ),
    pytest.param(
        "mus: x\nmed: y",
        "V04 1:1 Linjen »svar:« mangler; »mus« står yderst til venstre (og 1 andet navn).",
        "Skriv »svar:« på linjen over",
        id="all questions at the top",
    ),
    pytest.param("dato: 2027-01-01", "V04 1:1 Ukendt navn »dato«.", "»pakke:«", id="setting at the top"),
    pytest.param("ST-01: x", "V04 1:1 Ukendt navn »ST-01«.", "»tekster:«", id="passage at the top"),
    pytest.param(
        "gevinstejer: x",
        "V04 1:1 Ukendt navn »gevinstejer«.",
        "hører til under »maal«",
        id="column at the top",
    ),
    pytest.param(
        "svar: {kommune: x}", "V04 1:8 Ukendt navn »kommune«; mente du »kommune_navn«?", "", id="label"
    ),
    pytest.param(
        "svar: {idriftsættelsesdato: 2027-01-01}",
        "V04 1:8 Ukendt navn »idriftsættelsesdato«; mente du »idriftsaettelsesdato«?",
        "",
        id="danish letters",
    ),
    pytest.param(
        "svar: {projekt_titl: x}",
        "V04 1:8 Ukendt navn »projekt_titl«; mente du »projekt_titel«?",
        "",
        id="slip",
    ),
    pytest.param(
        "svar: {zzzzzz: x}",
        "V04 1:8 Ukendt navn »zzzzzz«.",
        f"Her kan stå: {', '.join(list(builtin_catalog().questions)[:2])}",
        id="far off",
    ),
    pytest.param(
        "svar: {sagsnummer: x}", "V04 1:8 Ukendt navn »sagsnummer«.", "»pakke:«", id="setting among answers"
    ),
    pytest.param(
        "svar: {gevinstejer: x}", "V04 1:8 Ukendt navn »gevinstejer«.", "»maal«", id="column among answers"
    ),
    pytest.param(
        "svar: {pakke: x}", "V04 1:8 Ukendt navn »pakke«.", "yderst til venstre", id="part among answers"
    ),
    pytest.param(
        "pakke: {problem: x}", "V04 1:9 Ukendt navn »problem«.", "»svar:«", id="question among settings"
    ),
    pytest.param(
        "pakke: {omfng: lille}", "V04 1:9 Ukendt navn »omfng«; mente du »omfang«?", "", id="setting"
    ),
    pytest.param(
        "svar: {omkostninger: [{post: x, aarligt: 4}]}",
        "V04 1:33 Ukendt navn »aarligt«; mente du »aarlig«?",
        "",
        id="column",
    ),
    pytest.param(
        "svar: {omkostninger: [{post: x, mus: y}]}",
        "V04 1:33 Ukendt navn »mus«.",
        "et spørgsmål for sig",
        id="question in a row",
    ),
    pytest.param(
        "svar: {roller: {projektlder: {rolle: x}}}",
        "V04 1:17 Ukendt navn »projektlder«; mente du »projektleder«?",
        "",
        id="preset row",
    ),
    pytest.param(
        "svar: {formaal_typer: {valg: [kvalitet], egne: [x]}}",
        "V04 1:42 Ukendt navn »egne«.",
        "valg",
        id="own items",
    ),
    pytest.param("tekster: {ST-999: x}", "V04 1:11 Ukendt navn »ST-999«.", "ST-01 til ST-", id="passage"),
]


@each(("text", "expected", "hint"), UNKNOWN)
def test_unknown_names(text: str, expected: str, hint: str) -> None:
    project = load(text)
    assert brief(project) == [expected]
    assert hint in project.findings[0].hint
    assert project.findings[0].severity is Severity.ERROR


@each("part", ["pakke", "svar", "tekster"])
def test_a_part_that_is_no_mapping(part: str) -> None:
    assert brief(load(f"{part}: [x]")) == [
        f"V06 1:{len(part) + 3} »{part}:« er en liste; her skal stå navne med kolon."
    ]
    assert not load(f"{part}:").findings


# --- passages ----------------------------------------------------------------------------------------------
@each(
    ("text", "expected", "hint"),
    [
        (
            "tekster: {ST-90: 'For {systemnavn}.'}",
            "V04 1:18 tekster, ST-90: ukendt felt »{systemnavn}«; mente du »{system_navn}«?",
            "",
        ),
        ("tekster: {ST-90: 'For {x}.'}", "V04 1:18 tekster, ST-90: ukendt felt »{x}«.", "{system_navn}"),
        ("tekster: {ST-03: 'For {x}.'}", "V04 1:18 tekster, ST-03: ukendt felt »{x}«.", "ingen felter"),
        ("tekster: {ST-03: [x]}", "V05 1:18 tekster, ST-03: »[x]« er ikke en tekst.", "efter kolonet"),
    ],
)
def test_own_passages_that_are_refused(text: str, expected: str, hint: str) -> None:
    project = load(text)
    assert brief(project) == [expected]
    assert hint in project.findings[0].hint
    assert not project.base.passages


# --- R94 and R92 -------------------------------------------------------------------------------------------
def _arbejdsgange(departments: str) -> str:
    row = f"{{navn: n, beslutning: ny, ansvarlig: a, afdeling: {departments}}}"
    return f"afdelinger: [{DEPARTMENT}]\narbejdsgange: [{row}]"


@each("departments", ["job", "alle", '""', "job; alle", "job;"])
def test_known_departments(departments: str) -> None:
    assert not svar(_arbejdsgange(departments)).findings


def test_an_unknown_department_is_named() -> None:
    finding = svar(_arbejdsgange("job; jop; ung")).findings
    assert [(f.code, f.message) for f in finding] == [
        ("R94", "Ukendt afdelingsnøgle »jop« i Arbejdsgange, række 1, Afdeling."),
        ("R94", "Ukendt afdelingsnøgle »ung« i Arbejdsgange, række 1, Afdeling."),
    ]
    assert finding[0].hint == "Mente du »job«?"
    assert finding[1].hint == "Brug en af nøglerne: job, alle."


def test_departments_are_not_checked_without_any() -> None:
    assert not svar("arbejdsgange: [{navn: n, beslutning: ny, ansvarlig: a, afdeling: job}]").findings


def test_a_refused_department_key_is_reported_once() -> None:
    project = svar(_arbejdsgange("Job Nord").replace("afdeling_id: job", "afdeling_id: Job Nord"))
    assert [f.code for f in project.findings] == ["V05"]


CPR = "010190-1234"


@each(
    ("text", "where"),
    [
        (f"svar: {{problem: Ring til {CPR} i dag og i morgen}}", "Problem i dag"),
        ("svar: {problem: Ring til 0101901234 i dag}", "Problem i dag"),
        (f"svar: {{omkostninger: [{{post: {CPR}}}]}}", "Omkostninger, række 1, Post"),
        (f"svar: {{roller: {{projektleder: {{rolle: {CPR}}}}}}}", "Roller, Projektleder, Stilling/rolle"),
        (f"svar: {{arbejdsgruppe_opgaver: {{egne: [{CPR}]}}}}", "Arbejdsgruppens opgaver, egne, punkt 1"),
        (f"pakke: {{sagsnummer: {CPR}}}", "pakke, Sagsnr."),
        (f"tekster: {{ST-03: Sag {CPR}}}", "tekster, ST-03"),
    ],
)
def test_a_cpr_like_number_is_found_and_not_repeated(text: str, where: str) -> None:
    project = load(text)
    finding = only(project)
    assert (finding.code, finding.severity) == ("R92", Severity.ERROR)
    assert finding.message == f"Svaret ser ud til at indeholde et CPR-nummer ({where})."
    assert "1234" not in str(finding)
    assert "1234" not in str(project.base.values) + str(project.base.package) + str(project.base.passages)


def test_no_message_repeats_a_cpr_like_number() -> None:
    text = f"svar: {{loesningstype: {CPR}, '{CPR}': x, projektstart: {CPR}, maal: [{{'{CPR}': x}}]}}"
    project = load(text)
    assert {f.code for f in project.findings} == {"R92", "V04"}
    assert not [f for f in project.findings if "1234" in f"{f} {f.where}"]


@each(
    "written",
    [
        "010190\u20131234",
        "010190\u20111234",
        "010190\u00a01234",
        "010190 - 1234",
        "010190 \u2013 1234",
        "01.01.90-1234",
        "01-01-90-1234",
        "01/01/90-1234",
        "010190.1234",
        "01 01 90 - 1234",
        "01.01.1990-1234",
        "610190-1234",
        "910190 1234",
        "010190\u200b-\u200b1234",
        "\uff10\uff11\uff10\uff11\uff19\uff10-1234",
        "cpr.nr.0101901234",
        "010190\t1234",
        "010190 -\u20091234",
        "010190 - - 1234",
        "(010190)1234",
        "010190&nbsp;1234",
        "010190\u00b71234",
        "010190/1234",
        "O1O19O-1234",
        "0101l0-1234",
        "010190-12 34",
        "0 1 0 1 9 0 1 2 3 4",
        "CPR: 01 01 90 1234",
        "cpr 0101 9012 34",
        "personnummer 01-01-90 12-34",
        "Fødselsnummer 01 01 1990 1234",
    ],
)
def test_a_cpr_number_is_found_however_it_is_written(written: str) -> None:
    project = svar(f"projekt_titel: 'Sag om {written} i dag'")
    assert [f.code for f in project.findings] == ["R92"]
    assert "1234" not in str(project.findings[0]) and not project.base.text("projekt_titel")


@each(
    "harmless",
    [
        "15.20.00-P20-3-26",
        "320190-1234",
        "tlf. 12 34 56 78",
        "tlf. +45 12 34 56 78",
        "tlf. 0045 12 12 12 12",
        "2027-01-31",
        "01.02.2027 1400",
        "01.02.27 1400",
        "01.01.2027-31.12.2027",
        "EAN 5798001234567",
        "CVR 12345678",
        "1.644.638 kr.",
        "2027-010190",
        "0010190123456",
        "P-nr. 1003456789",
        "konto 1234 0101901234",
        "0101201234 kr.",
        "https://egelund.dk/0101901234",
        "31.12.2026 - 2027",
        "12.05.2027-1400",
        "12.05.27 - 1400 kr.",
        "12.05 1230-1400",
        "CPR-opslag 12.05.2027, 14 steder",
        "CPR-kontoret, tlf. 12 12 12 12",
        "EAN 5798 0012 3456 7",
        "1, 0, 1, 1, 2, 3, 4, 5, 2, 1",
        "12 34 56 78 og 12 12 12 12",
        "uge 10-12, 1200 borgere",
    ],
)
def test_other_numbers_are_no_cpr_numbers(harmless: str) -> None:
    assert not svar(f"projekt_titel: {harmless}").findings


# --- skip logic --------------------------------------------------------------------------------------------
HIDDEN_TABLE = "tildelingskriterier: [{vaegt: mange}]\narbejdsgange: []"


def test_hidden_questions_are_not_checked() -> None:
    assert [f.code for f in svar(f"anskaffelsesform: udbud\n{HIDDEN_TABLE}").findings] == ["V02", "V05"]
    assert not svar(f"anskaffelsesform: anskaffet\n{HIDDEN_TABLE}").findings


def test_names_and_cpr_numbers_are_checked_in_hidden_questions_too() -> None:
    text = f"anskaffelsesform: anskaffet\ntildelingskriterier: [{{vaegt: 4, krit: x, vurderes_paa: {CPR}}}]"
    assert sorted(f.code for f in svar(text).findings) == ["R92", "V04"]
