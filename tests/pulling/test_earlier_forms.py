"""Edits pulled into files of an earlier questionnaire: an answer is written where it stands."""

from __future__ import annotations

from tests.pulling.making import ANSWERS, Case, Pulled, content, control, project_of, row

OLD = ANSWERS.replace(
    "# slut\n",
    """\
  faglighed_paavirkning: >-  # fra sidste år
    Mere tid til samtalen.
  implementeringsressourcer: Fire timer om ugen
  proevehandlinger:
    - titel: To skærme
      hvad: Sagen og samtalen side om side
      start_uge: 2   # efter påske
      evaluer_uge: 6
    - titel: Korte møder
      hvad: Et kvarter
      start: 3
      evaluer_uge: 8
# slut
""",
)
TRIALS = {"to_skaerme": "To skærme", "korte_moeder": "Korte møder"}


def pulled(*edits: tuple[str, str, str], text: str = OLD, own: dict[str, str] | None = None) -> Pulled:
    """The pull of a document where answers (id, as printed, as edited) were changed."""
    base = content([control(id, was) for id, was, _ in edits])
    now = content([control(id, edited) for id, _, edited in edits])
    return Case(text, own or {}).edited(base, now, "nord" if own else None).pull()


def test_an_answer_read_from_an_old_name_is_written_under_it() -> None:
    result = pulled(
        ("proevehandlinger[to_skaerme].start", "2 uger efter", "3 uger efter"),
        ("proevehandlinger[to_skaerme].evalueres", "6 uger efter", "7 uger efter"),
        ("proevehandlinger[korte_moeder].start", "3 uger efter", "4 uger efter"),
    )
    assert result.troubles == []
    assert result.changed_lines(OLD) == ["start_uge: 3   # efter påske", "evaluer_uge: 7", "start: 4"]


def test_a_bare_text_stays_one_while_only_its_field_changes() -> None:
    result = pulled(("faglighed_paavirkning.samlet", "Mere tid til samtalen.", "Mindre tid til papir."))
    assert result.changed_lines(OLD) == ["Mindre tid til papir."]
    assert "  faglighed_paavirkning: >-  # fra sidste år\n    Mindre tid til papir.\n" in result.base


def test_a_bare_text_can_be_emptied() -> None:
    result = pulled(("implementeringsressourcer.beskrivelse", "Fire timer om ugen", ""))
    assert "\n  implementeringsressourcer:\n" in result.base
    assert not project_of(result.base)[1].base.group("implementeringsressourcer").cells


def test_another_field_beside_a_bare_text_makes_it_a_field() -> None:
    result = pulled(
        ("faglighed_paavirkning.samlet", "Mere tid til samtalen.", "Mere tid."),
        ("faglighed_paavirkning.bivirkninger", "–", "Skærmen kan stå i vejen."),
        ("implementeringsressourcer.nedprioriteres", "–", "Kampagnen i maj."),
    )
    assert result.troubles == []
    base = project_of(result.base)[1].base
    assert base.group("faglighed_paavirkning").text("samlet") == "Mere tid."
    assert base.group("faglighed_paavirkning").text("bivirkninger") == "Skærmen kan stå i vejen."
    assert base.group("implementeringsressourcer").text("beskrivelse") == "Fire timer om ugen"
    assert base.group("implementeringsressourcer").text("nedprioriteres") == "Kampagnen i maj."
    assert "# fra sidste år" in result.base


def test_rows_that_come_and_go_leave_the_old_names_of_the_others() -> None:
    rows = [row(key, {"titel": title}, question="proevehandlinger") for key, title in TRIALS.items()]
    new = row(
        "", {"titel": "Makker", "hvad": "To og to", "start": "4 uger efter"}, question="proevehandlinger"
    )
    before = content(tables={"proevehandlinger": rows})
    after = content(tables={"proevehandlinger": [new, rows[0]]})
    result = Case(OLD).edited(before, after).pull()
    assert result.troubles == []
    trials = project_of(result.base)[1].base.rows("proevehandlinger")
    assert [(r.text("titel"), r.get("start"), r.get("evalueres")) for r in trials] == [
        ("Makker", 4, None),
        ("To skærme", 2, 6),
    ]
    assert "start_uge: 2   # efter påske" in result.base


def test_a_departments_own_file_keeps_its_old_names() -> None:
    own = {
        "nord": "svar:\n  proevehandlinger:\n    aendr:\n      - raekke: To skærme\n        evaluer_uge: 9\n"
    }
    result = pulled(("proevehandlinger[to_skaerme].evalueres", "9 uger efter", "10 uger efter"), own=own)
    assert result.troubles == []
    assert result.texts == {"nord": own["nord"].replace("evaluer_uge: 9", "evaluer_uge: 10")}


def test_a_departments_edit_that_is_as_the_project_again_takes_the_old_name_away() -> None:
    own = {
        "nord": "svar:\n  proevehandlinger:\n    aendr:\n      - raekke: To skærme\n        evaluer_uge: 9\n"
    }
    result = pulled(("proevehandlinger[to_skaerme].evalueres", "9 uger efter", "6 uger efter"), own=own)
    assert "evaluer_uge" not in result.texts["nord"]


def test_an_old_option_gives_way_to_one_of_today() -> None:
    text = OLD.replace("# slut\n", "  faldgrube_vurdering:\n    F1.1: {status: aaben}  # drøftet\n# slut\n")
    result = pulled(("faldgrube_vurdering.F1.1.status", "Skal drøftes", "Vurderet håndteret"), text=text)
    assert result.changed_lines(text) == ["F1.1: {status: haandteret}  # drøftet"]
