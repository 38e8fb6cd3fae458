"""Answers in their Danish shown forms, and what stands where an answer is missing."""

from __future__ import annotations

from typing import Any

import pytest

from plangen.answers.model import Answers
from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.checks.checked import Checked
from plangen.documents.context import base_context, for_document
from plangen.documents.open_points import MissingAnswer, open_points
from plangen.forms.project import SourceFile, load_project
from plangen.plan import compute_plan
from plangen.texts.values import Answer, Passage


def whole_context(answers: Answers) -> dict[str, Any]:
    return base_context(answers, compute_plan(answers), Checked())


def context_of(yaml: str, department: str | None = None) -> dict[str, Any]:
    """The template context of an answer file given as text."""
    source = SourceFile("svar.yaml", "svar", yaml.encode("utf-8"))
    project = load_project("svar", source, [], builtin_catalog())
    answers = project.departments[department] if department else project.base
    return whole_context(answers)


def test_dates_choices_and_multi_choices_are_shown_in_danish(jobcenter: Project) -> None:
    context = whole_context(jobcenter.base)
    assert context["idriftsaettelsesdato"] == "06.09.2027"
    assert context["idriftsaettelsesdato"].lang == "mandag den 6. september 2027"
    assert context["loesningstype"] == "Borgervendt digital løsning"
    assert context["loesningstype"].raw == "borgervendt"
    assert context["formaal_inddraget"].startswith("Direktion/chefer, nærmeste ledere")
    assert context["formaal_primaert"].valg == "Mere fleksibel adgang til hjælp"
    assert context["arbejdsgruppe_medlemmer"][0].afdeling == "Jobindsats"
    assert context["arbejdsgruppe_medlemmer"][6].afdeling == "Alle afdelinger"
    assert context["kommunikation"][0].interessent == "Rådgivere og konsulenter"


def test_an_answer_knows_its_question(jobcenter: Project) -> None:
    context = whole_context(jobcenter.base)
    assert context["mening"].borgere.begrundelse.id == "mening.borgere.begrundelse"
    assert context["afdelinger"][0].navn.id == "afdelinger[jobindsats].navn"
    assert context["maal"][0].indikator.id == "maal[faerre_aflyste_og_eda948].indikator"
    assert context["idriftsaettelsesdato"].lang.id == "idriftsaettelsesdato"
    ids = [value.id for value in context["st"]["ST-02"] if isinstance(value, Answer)]
    assert ids == ["roller.projektejer.rolle"]


def test_a_missing_required_answer_is_a_falsy_marker() -> None:
    context = context_of("svar: {}")
    assert context["formaal_kort"] == "[Udfyldes: Formål]"
    assert not context["formaal_kort"]
    assert context["afgraensning"].minimal == "[Udfyldes: Afgrænsning, Vi begynder med]"
    assert context["maal"].ellers == "[Udfyldes: Mål og gevinster]"


def test_an_optional_cell_without_content_is_a_dash_and_no_open_point(jobcenter: Project) -> None:
    second = whole_context(jobcenter.base)["maal"][1]
    assert second.forudsaetning == "–"
    assert second.forudsaetning.status == "blank"


def test_standard_sentences_stand_in_for_answers() -> None:
    context = context_of("svar:\n  integrationer: ingen\n  styregruppe: ingen\n")
    assert str(context["integrationer"].ellers) == "Der er ingen integrationer i første trin."
    assert "ikke nedsat en styregruppe" in str(context["styregruppe"].ellers)


def test_a_missing_answer_is_no_statement() -> None:
    """The sentence that a question may print stands for the answer »ingen«; for none only where the
    questionnaire says so (S), and then it says that nothing is told."""
    context = context_of("svar:\n  mus: x\n")
    for question in builtin_catalog().questions.values():
        value = context[question.id]
        assert not isinstance(value, Passage)
        instead = getattr(value, "ellers", None)
        assert question.missing == "S" or not isinstance(instead, Passage), question.id
    assert isinstance(context["andre_forandringer"].ellers, Passage)
    assert context["leverandoer"] == "", "before the choice the name is asked of nobody"
    assert context["plan"].naeste_fire_uger.ellers == "[Udfyldes: Dato]"
    dated = context_of("pakke:\n  dato: 2027-01-04\nsvar:\n  mus: x\n")
    assert dated["plan"].naeste_fire_uger.ellers == "[Udfyldes: Idriftsættelsesdato]"
    priced = context_of("svar:\n  omkostninger:\n    - post: Licens\n")
    assert (priced["plan"].oekonomi.engang, priced["plan"].oekonomi.fireaar) == ("–", "–")


def test_a_bought_solution_needs_its_supplier() -> None:
    assert context_of("svar:\n  anskaffelsesform: anskaffet\n")["leverandoer"] == "[Udfyldes: Leverandør]"


def test_a_hidden_question_prints_nothing() -> None:
    context = context_of("svar:\n  loesningstype: intern_hr\n")
    assert not context["borgere_alternativ"].vises
    assert context["borgere_alternativ"] == ""
    assert not context["effektivisering_konsekvens"].vises


def test_a_role_key_is_explained_at_first_mention() -> None:
    yaml = (
        "svar:\n  roller:\n    projektejer:\n      rolle: Jobcenterchef\n"
        "  feedback:\n    kanal: Teams\n    ansvarlig: projektejer\n"
    )
    responsible = context_of(yaml)["feedback"].ansvarlig
    assert responsible == "Jobcenterchef"
    assert responsible.variants["first"] == "Jobcenterchef (projektejer)"


def test_a_department_sees_its_own_rows_and_name(jobcenter: Project) -> None:
    answers = jobcenter.departments["ungeindsats"]
    context = whole_context(answers)
    assert [row.navn for row in context["afdelinger"]] == ["Ungeindsatsen"]
    assert {row.betegnelse for row in context["superbrugere"]} == {"Ungevejleder (superbruger)"}
    document = for_document(context, answers, builtin_catalog().documents["D01"])["dokument"]
    assert document.fuld_titel == "Formålsbeskrivelse – Ungeindsatsen"


def test_the_current_version_stands_first_in_the_history(jobcenter: Project) -> None:
    history = whole_context(jobcenter.base)["pakke"].revisioner
    assert [str(row.version) for row in history] == ["0.9", "0.5"]


def test_own_wording_replaces_a_passage_and_keeps_the_answers() -> None:
    context = context_of("tekster:\n  ST-02: Spørg {projektejer}.\nsvar: {}\n")
    assert str(context["st"].ST_02) == "Spørg [Udfyldes: Roller, Projektejer: Stilling/rolle]."


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik", "empty_project"])
def test_every_passage_can_be_filled(name: str, request: pytest.FixtureRequest) -> None:
    context = whole_context(request.getfixturevalue(name).base)
    for passage in ("ST-01", "ST-02", "ST-22", "ST-13"):
        assert "{" not in str(context["st"][passage])


def test_open_points_name_section_answerer_and_appear_once(jobcenter: Project) -> None:
    missing = [
        MissingAnswer("persondata", "Personoplysninger", "Krav"),
        MissingAnswer("pakke.version", "Version", ""),
        MissingAnswer("persondata", "Personoplysninger", "Bilag"),
    ]
    points = open_points(missing, jobcenter.base, lambda _question: None)
    assert [(p.afsnit, p.mangler, p.kan_svare, p.senest) for p in points] == [
        (
            "Krav",
            "Personoplysninger",
            "Informationssikkerhedskoordinator (databeskyttelse og informationssikkerhed)",
            "–",
        ),
        ("Om dokumentet", "Version", "Digitaliseringskonsulent (projektleder)", "–"),
    ]


# --- what is not asked --------------------------------------------------------------------------------------
LET = """
pakke: {omfang: let}
svar:
  afdelinger: [{navn: Vej og Park, leder: Driftsleder, medarbejdere: 18}]
  maal: [{maal: Svar samme dag, indikator: Andel, maalvaerdi: 80 pct., maales_uge: 8, gevinstejer: Chef}]
"""


def test_what_the_profile_does_not_ask_has_no_marker() -> None:
    context, fuld = context_of(LET), context_of(LET.replace("let", "fuld"))
    assert fuld["forvaltning"] == "[Udfyldes: Forvaltning/center]"
    assert (context["forvaltning"], context["forvaltning"].vises) == ("", False)
    assert "[Udfyldes: " in fuld["maal"][0].datakilde
    assert "[Udfyldes: " not in context["maal"][0].datakilde
    assert "[Udfyldes: " not in context["afdelinger"][0].medarbejdergrupper
    assert context["problem"] == "[Udfyldes: Problem i dag]"


def test_an_answer_beyond_the_profile_is_printed() -> None:
    assert context_of(LET + "  forvaltning: Teknik og Miljø\n")["forvaltning"] == "Teknik og Miljø"
    added = context_of(LET.replace("let}", "let, dokumenter: [D02]}"))
    assert added["arbejdsgruppe_medlemmer"].ellers == "[Udfyldes: Medlemmer af arbejdsgruppen]"
