"""Edits of answers on their way back, as plain data: the rules, case by case."""

from __future__ import annotations

from plangen.pulling.wishes import Choices
from tests.pulling.making import ANSWERS, Case, Pulled, content, control, project_of, row
from tests.support.cases import each

SHORT = "formaal_kort"
WAS = "Borgerne skal hurtigere have hjælp."
FIRST = {"indikator": "Dage", "baseline": "14", "maales_uge": "26"}
SECOND = {"indikator": "Timer", "baseline": "ukendt", "maales_uge": "26"}
THIRD = {"indikator": "Fejl", "baseline": "–", "maales_uge": "52"}
KEYS = ("kortere_ventetid", "mere_tid", "faerre_fejl")
ROWS = [row(key, cells) for key, cells in zip(KEYS, (FIRST, SECOND, THIRD), strict=True)]


def scalar(id: str, was: str, now: str, **more: str) -> Pulled:
    """One answer edited in the pack of all."""
    return Case().edited(content([control(id, was)]), content([control(id, now, **more)])).pull()


def table(*rows: object, base: object = ROWS, **more: int) -> Pulled:
    now = content(tables={"maal": rows}, **more)  # type: ignore[dict-item,arg-type]
    return Case().edited(content(tables={"maal": base}), now).pull()  # type: ignore[dict-item]


# --- one answer ---------------------------------------------------------------------------------------------


def test_no_edit() -> None:
    pulled = scalar(SHORT, WAS, WAS)
    assert (pulled.texts, pulled.troubles, pulled.pull.done) == ({}, [], 0)


def test_changed_scalar() -> None:
    assert scalar(SHORT, WAS, "Borgerne får svar.").changed_lines() == ["Borgerne får svar."]


def test_changed_in_one_of_two_places() -> None:
    base = content([control(SHORT, WAS), control(SHORT, WAS)])
    now = content([control(SHORT, WAS), control(SHORT, "Nyt.")])
    assert Case().edited(base, now).pull().changed_lines() == ["Nyt."]


def test_two_different_edits_are_a_conflict() -> None:
    base = content([control(SHORT, WAS), control(SHORT, WAS)])
    now = content([control(SHORT, "Et."), control(SHORT, "To.")])
    pulled = Case().edited(base, now).pull()
    assert (pulled.texts, pulled.troubles) == ({}, ["konflikt"])
    assert "»Et.« (D01, Afsnit); »To.« (D01, Afsnit)" in pulled.pull.troubles[0].message


def test_two_documents_with_the_same_edit_give_one_step() -> None:
    base, now = content([control(SHORT, WAS)]), content([control(SHORT, "Nyt.")])
    pulled = Case().edited(base, now).edited(base, now, name="D06").pull()
    assert [str(place) for place in pulled.pull.steps[0].wish.where] == ["D01, Afsnit", "D06, Afsnit"]


def test_answer_file_changed_in_between_is_a_conflict() -> None:
    case = Case().edited(content([control(SHORT, WAS)]), content([control(SHORT, "Fra Word.")]))
    pulled = case.pull(text=ANSWERS.replace(WAS, "Fra svarfilen."))
    assert (pulled.texts, pulled.troubles) == ({}, ["konflikt"])
    assert "svaret er rettet til »Fra svarfilen.« i svarfilen" in pulled.pull.troubles[0].message


def test_both_changed_to_the_same_is_nothing_to_do() -> None:
    case = Case().edited(content([control(SHORT, WAS)]), content([control(SHORT, "Ens.")]))
    pulled = case.pull(text=ANSWERS.replace(WAS, "Ens."))
    assert (pulled.texts, pulled.troubles, pulled.pull.done) == ({}, [], 1)


def test_another_answer_changed_in_between_is_kept() -> None:
    case = Case().edited(content([control(SHORT, WAS)]), content([control(SHORT, "Fra Word.")]))
    later = ANSWERS.replace("Egelund Kommune", "Nyby Kommune")
    assert case.pull(text=later).changed_lines(later) == ["Fra Word."]


@each(
    "written",
    [
        "5. oktober 2027",
        "tirsdag den 5. oktober 2027",
        "05.10.2027",
        "5/10-2027",
        "2027-10-05",
        "5. okt. 2027",
    ],
)
def test_date_typed_in_danish(written: str) -> None:
    pulled = scalar("idriftsaettelsesdato", "06.09.2027", written)
    assert pulled.changed_lines() == ["idriftsaettelsesdato: 2027-10-05"]


@each("written", ["snart", "32.10.2027", "mandag den 5. oktober 2027", "10/2027"])
def test_date_typed_wrong(written: str) -> None:
    pulled = scalar("idriftsaettelsesdato", "06.09.2027", written)
    assert (pulled.texts, pulled.troubles) == ({}, ["ulæselig"])
    assert "er ikke en dato" in pulled.pull.troubles[0].message


def test_the_same_date_in_another_form_is_no_edit() -> None:
    assert scalar("idriftsaettelsesdato", "06.09.2027", "mandag den 6. september 2027").texts == {}


def test_choice_changed() -> None:
    pulled = scalar("loesningstype", "Fagsystem", "velfærdsteknologi")
    assert pulled.changed_lines() == ["loesningstype: velfaerdsteknologi"]


def test_choice_that_is_none() -> None:
    pulled = scalar("loesningstype", "Fagsystem", "Et fagsystm")
    assert pulled.troubles == ["ulæselig"]
    assert "Mente I »Fagsystem«?" in pulled.pull.troubles[0].hint


def test_choice_written_bare_keeps_its_form() -> None:
    pulled = scalar("formaal_primaert", "Bedre kvalitet", "Mere fleksibel adgang til hjælp")
    assert len(pulled.changed_lines()) == 1
    assert pulled.changed_lines()[0].startswith("formaal_primaert: fleksibilitet")


def test_multi_choice_keeps_what_stays() -> None:
    pulled = scalar(
        "formaal_typer", "(som før)", "bedre kvalitet for borgere eller virksomheder og styrket faglighed"
    )
    assert pulled.changed_lines() == ["- faglighed"]


def test_markdown_paragraph_and_nested_bullet() -> None:
    was = "- Telefonen ringer mindre.\n- Skabeloner er samlet."
    now = "Straks:\n\n- Telefonen ringer mindre.\n  - især mandag\n- Skabeloner er samlet."
    assert scalar("her_og_nu_fordele", was, now).changed_lines() == ["Straks:", "", "- især mandag"]


def test_control_emptied() -> None:
    pulled = scalar(SHORT, WAS, "", place="")
    assert pulled.changed_lines() == ["formaal_kort:"]


def test_placeholder_filled_in() -> None:
    base = content([control("forvaltning", "[Udfyldes: Forvaltning/center]", empty=True)])
    pulled = Case().edited(base, content([control("forvaltning", "Social")])).pull()
    assert pulled.changed_lines() == ["forvaltning: Social"]
    assert "  kommune_navn: Egelund Kommune\n  forvaltning: Social\n  # de to" in pulled.base


def test_placeholder_that_lost_its_mark_is_no_edit() -> None:
    base = content([control("forvaltning", "[Udfyldes: Forvaltning/center]", empty=True)])
    assert (
        Case().edited(base, content([control("forvaltning", "[Udfyldes: Forvaltning/center]")])).pull().texts
        == {}
    )


def test_placeholder_half_filled_in() -> None:
    assert scalar("forvaltning", "[Udfyldes: x]", "Social [Udfyldes: x]").troubles == ["ulæselig"]


def test_fields_of_a_choice_a_group_and_a_preset_row() -> None:
    ids = ("formaal_primaert.begrundelse", "sammenhaeng.digital_strategi", "mening.ledere.begrundelse")
    base = content([control(id, "[Udfyldes]", empty=True) for id in ids[::2]])
    now = content([control(id, "Fordi.") for id in ids[::2]])
    pulled = Case().edited(base, now).pull()
    assert "  formaal_primaert:\n    valg: kvalitet\n    begrundelse: Fordi.\n" in pulled.base
    assert "    ledere:\n      begrundelse: Fordi.\n" in pulled.base


def test_header_value_edited() -> None:
    pulled = scalar("pakke.version", "0.9", "1.0")
    assert pulled.changed_lines() == ['version: "1.0"   # udkast']


def test_setting_filled_in() -> None:
    base = content([control("pakke.sagsnummer", "[Udfyldes: Sagsnr.]", empty=True)])
    pulled = Case().edited(base, content([control("pakke.sagsnummer", "15.20.00")])).pull()
    assert 'pakke:\n  sagsnummer: "15.20.00"\n  version:' in pulled.base


def test_role_keeps_its_key_until_it_gets_another_title() -> None:
    id = "maal[kortere_ventetid].gevinstejer"
    assert scalar(id, "Jobcenterchef", "Jobcenterchef (projektejer)").texts == {}
    assert scalar(id, "Jobcenterchef (projektejer)", "Borgmester (projektejer)").changed_lines() == [
        "gevinstejer: Borgmester"
    ]


def test_names_become_keys() -> None:
    assert scalar(
        "superbrugere[superbruger_i_nord].afdeling", "Nord", "Nord; Børn og Unge"
    ).changed_lines() == ["afdeling: nord; syd"]
    assert scalar("superbrugere[superbruger_i_nord].afdeling", "Nord", "Vest").troubles == ["ulæselig"]
    assert scalar("kommunikation[ansatte].interessent", "De ansatte", "Alle").troubles == ["ulæselig"]


def test_weeks_from_go_live() -> None:
    pulled = scalar("kommunikation[ansatte].tidspunkt", "12 uger før idriftsættelsesdato", "to uger efter")
    assert pulled.changed_lines() == ["tidspunkt: 2"]


def test_numbers() -> None:
    id = "superbrugere[superbruger_i_nord].timer_uge"
    assert scalar(id, "3", "3,5 timer").changed_lines() == ["timer_uge: 3.5"]
    assert scalar(id, "3", "mange").troubles == ["ulæselig"]


# --- tracked changes, lost controls -------------------------------------------------------------------------


def tracked(choice: str) -> Pulled:
    base = content([control(SHORT, WAS)])
    now = content([control(SHORT, "Nyt.", rejected=WAS)], tracked=2)
    return Case().edited(base, now).pull(Choices(tracked=choice))


def test_tracked_change_inside_a_control() -> None:
    assert (tracked("").texts, tracked("").troubles) == ({}, ["afventer"])
    assert tracked("accept").changed_lines() == ["Nyt."]
    assert (tracked("ignore").texts, tracked("ignore").troubles) == ({}, [])


def test_control_deleted_and_retyped_is_a_proposal() -> None:
    base = content([control(SHORT, WAS)], free=["Indledning.", "Formål: \ufffc Det er alt."])
    now = content([], free=["Indledning.", "Formål: Noget nyt. Det er alt."])
    case = Case().edited(base, now)
    assert (case.pull().texts, case.pull().troubles) == ({}, ["forslag"])
    assert case.pull(Choices(proposals=True)).changed_lines() == ["Noget nyt."]


def test_control_deleted_without_a_trace_changes_nothing() -> None:
    base = content([control(SHORT, WAS)], free=["Formål: \ufffc"])
    pulled = Case().edited(base, content([], free=[])).pull()
    assert (pulled.texts, pulled.troubles) == ({}, ["note"])


# --- rows ---------------------------------------------------------------------------------------------------


def test_cell_edited() -> None:
    changed = row(KEYS[1], {**SECOND, "baseline": "4 timer"})
    assert table(ROWS[0], changed, ROWS[2]).changed_lines() == ["baseline: 4 timer"]


def test_row_deleted() -> None:
    pulled = table(ROWS[0], ROWS[2])
    assert "Mere tid" not in pulled.base
    assert "# den anden" in pulled.base
    assert len(pulled.base.splitlines()) == len(ANSWERS.splitlines()) - 7


def test_deleted_versus_changed_is_a_conflict() -> None:
    changed = row(KEYS[1], {**SECOND, "baseline": "4"})
    case = Case().edited(content(tables={"maal": ROWS}), content(tables={"maal": [ROWS[0], ROWS[2]]}))
    case.edited(
        content(tables={"maal": ROWS}), content(tables={"maal": [ROWS[0], changed, ROWS[2]]}), name="D10"
    )
    pulled = case.pull()
    assert pulled.texts == {}
    assert pulled.troubles == ["konflikt", "konflikt"]


def test_deleted_in_word_and_changed_in_the_file_is_a_conflict() -> None:
    case = Case().edited(content(tables={"maal": ROWS}), content(tables={"maal": [ROWS[0], ROWS[2]]}))
    assert case.pull(text=ANSWERS.replace("ukendt", "5")).troubles == ["konflikt"]


def test_a_whole_table_deleted_changes_nothing() -> None:
    case = Case().edited(content(tables={"maal": ROWS}), content())
    assert (case.pull().texts, set(case.pull().troubles)) == ({}, {"note"})


def test_row_inserted_by_hand() -> None:
    new = row("", {"indikator": "Klager", "baseline": "", "maales_uge": "12 uger"})
    pulled = table(ROWS[0], new, ROWS[1], ROWS[2])
    assert (
        "gevinstejer: projektejer\n    - indikator: Klager\n      maales_uge: 12\n    # den anden"
        in pulled.base
    )


def test_a_row_typed_into_two_documents_is_one_row() -> None:
    """The documents show different columns."""
    names = [{"maal": f"Mål {number}", **cells} for number, cells in enumerate((FIRST, SECOND, THIRD))]
    base = [row(key, cells) for key, cells in zip(KEYS, names, strict=True)]
    short = [row(key, {"maal": cells["maal"]}) for key, cells in zip(KEYS, names, strict=True)]
    case = Case()
    case.edited(
        content(tables={"maal": base}),
        content(tables={"maal": [*base, row("", {"maal": "Nyt mål", "indikator": "Antal"})]}),
    )
    case.edited(
        content(tables={"maal": short}),
        content(tables={"maal": [*short, row("", {"maal": "Nyt mål"}), row("", {"maal": "Andet mål"})]}),
        name="D12",
    )
    pulled = case.pull()
    assert pulled.changed_lines() == ["- maal: Nyt mål", "indikator: Antal", "- maal: Andet mål"]
    assert [len(step.wish.where) for step in pulled.pull.steps] == [2, 1]


def test_row_inserted_with_a_value_that_cannot_be_read() -> None:
    new = row("", {"indikator": "Klager", "maales_uge": "snart"})
    pulled = table(*ROWS, new)
    assert (pulled.texts, pulled.troubles) == ({}, ["ulæselig"])


def test_row_copied_and_changed() -> None:
    new = row("", {**FIRST, "indikator": "Timer i kø"}, copied_from=KEYS[0])
    pulled = table(ROWS[0], new, ROWS[1], ROWS[2])
    assert pulled.changed_lines() == ["indikator: Timer i kø"]
    assert pulled.base.count("maal: Kortere ventetid") == 2
    assert pulled.base.count("gevinstejer: projektejer") == 2


def test_a_row_from_another_document_is_a_new_row() -> None:
    new = row("fra_et_andet_dokument", {"indikator": "Klager", "baseline": "", "maales_uge": "12"})
    pulled = table(ROWS[0], new, ROWS[1], ROWS[2])
    assert pulled.changed_lines() == ["- indikator: Klager", "maales_uge: 12"]
    assert pulled.troubles == []


def test_an_answer_from_another_document_is_no_edit_of_it() -> None:
    base = content([control("problem", "Ventetid.")])
    pulled = Case().edited(base, content([control("problem", "Ventetid."), control(SHORT, "Andet.")])).pull()
    assert (pulled.texts, pulled.troubles) == ({}, ["note"])
    assert "sat ind fra et andet sted" in pulled.pull.troubles[0].message


def test_rows_moved_in_word() -> None:
    pulled = table(ROWS[2], ROWS[0], ROWS[1])
    order = [line.strip() for line in pulled.base.splitlines() if "- maal:" in line]
    assert order == ["- maal: Færre fejl", "- maal: Kortere ventetid", "- maal: Mere tid"]


def test_rows_reordered_in_the_answer_file_take_edits_along() -> None:
    changed = row(KEYS[0], {**FIRST, "baseline": "15"})
    start = ANSWERS.index("    - maal: Færre fejl")
    end = ANSWERS.index("  superbrugere:")
    last = ANSWERS[start:end]
    reordered = (ANSWERS[:start] + ANSWERS[end:]).replace("  maal:\n", f"  maal:\n{last}")
    now = content(tables={"maal": [changed, ROWS[1], ROWS[2]]})
    pulled = Case().edited(content(tables={"maal": ROWS}), now).pull(text=reordered)
    assert pulled.changed_lines(reordered) == ['baseline: "15"']


def test_rows_moved_in_a_table_that_sorts_itself() -> None:
    base = [ROWS[1], ROWS[0], ROWS[2]]
    assert table(ROWS[2], ROWS[1], ROWS[0], base=base).troubles == ["note"]


def test_a_row_deleted_from_an_overview_of_some_rows_changes_nothing() -> None:
    pulled = table(ROWS[0], base=ROWS[:2])
    assert (pulled.texts, set(pulled.troubles)) == ({}, {"note"})


def test_a_copied_control_is_not_the_answer() -> None:
    base = content([control(SHORT, WAS)])
    pulled = Case().edited(base, content([control(SHORT, WAS), control(SHORT, "En kopi.")])).pull()
    assert (pulled.texts, pulled.troubles) == ({}, ["note"])


def test_departments_come_and_go_in_the_answer_file_only() -> None:
    rows = [row("nord", {"navn": "Nord"}), row("syd", {"navn": "Børn og Unge"})]
    base = content(tables={"afdelinger": rows})
    for now in (rows[:1], [*rows, row("", {"navn": "Vest"})], rows[::-1]):
        pulled = Case().edited(base, content(tables={"afdelinger": now})).pull()
        assert (pulled.texts, set(pulled.troubles)) == ({}, {"note"})


def test_rows_put_into_an_empty_table() -> None:
    base = content([control("barrierer", "[Udfyldes: Barrierer]", empty=True)], {"barrierer": []})
    new = row("", {"Barriere": "Tiden", "Hvordan afbødes/løses den": "Vikarer", "Nr.": "1"})
    pulled = Case().edited(base, content(tables={"barrierer": [new]})).pull()
    assert "\n  barrierer:\n    - barriere: Tiden\n      afboedes: Vikarer\n" in pulled.base


def test_a_new_row_gets_the_id_that_its_table_needs() -> None:
    text = ANSWERS.replace("# slut\n", "  opgaver:\n    - opgave_id: egen_1\n      titel: Fest\n# slut\n")
    known = row("egen_1", {"titel": "Fest"}, question="opgaver")
    new = row("", {"titel": "Få flere stole"}, question="opgaver")
    base = content(tables={"opgaver": [known]})
    pulled = Case(text).edited(base, content(tables={"opgaver": [known, new]})).pull()
    assert "    - opgave_id: faa_flere_stole\n      titel: Få flere stole\n" in pulled.base


def test_rows_wait_while_changes_are_tracked() -> None:
    assert table(ROWS[0], ROWS[2], tracked=1).troubles == ["afventer"]


def test_a_table_without_rows_gets_the_answer_none() -> None:
    base = content([control("styregruppe", "[Udfyldes: Styregruppe]", empty=True)])
    case = Case().edited(base, content([control("styregruppe", "Ingen")]))
    assert case.pull().changed_lines() == ["styregruppe: ingen"]
    other = Case().edited(base, content([control("styregruppe", "Direktionen")]))
    assert other.pull().troubles == ["ulæselig"]


# --- departments --------------------------------------------------------------------------------------------

BASE = content([control(SHORT, WAS)])


def new(text: str) -> object:
    return content([control(SHORT, text)])


def departments(shared: str, north: str, south: str, choices: Choices | None = None, **own: str) -> Pulled:
    case = Case(own=own)
    for department, text in ((None, shared), ("nord", north), ("syd", south)):
        case.edited(BASE, new(text), department, name=department or "faelles")  # type: ignore[arg-type]
    return case.pull(choices)


def test_an_edit_in_faelles_goes_to_the_projects_file() -> None:
    pulled = departments("Nyt.", WAS, WAS)
    assert list(pulled.texts) == [None]


def test_an_edit_in_a_department_goes_to_its_own_file() -> None:
    pulled = departments(WAS, "Nyt i nord.", WAS)
    assert pulled.texts == {
        "nord": "# Egne svar for Nord. Kun det, der er anderledes end i projektets svarfil.\n\n"
        "svar:\n  formaal_kort: Nyt i nord.\n"
    }


def test_an_edit_in_every_department_goes_to_the_projects_file() -> None:
    pulled = departments(WAS, "Ens.", "Ens.")
    assert list(pulled.texts) == [None]


def test_the_same_edit_in_faelles_and_a_department_goes_to_the_projects_file() -> None:
    assert list(departments("Ens.", "Ens.", WAS).texts) == [None]


def test_different_edits_in_faelles_and_a_department_go_their_own_ways() -> None:
    pulled = departments("Fælles.", "Nord.", WAS)
    assert "Fælles." in pulled.base
    assert "Nord." in pulled.texts["nord"]


def test_til_faelles() -> None:
    pulled = departments(WAS, "Nord.", WAS, Choices(to_shared=True))
    assert list(pulled.texts) == [None]
    assert departments(WAS, "Nord.", "Syd.", Choices(to_shared=True)).troubles == ["konflikt"]


def test_a_department_with_an_answer_of_its_own_keeps_it_there() -> None:
    case = Case(own={"nord": "svar:\n  formaal_kort: Kun i nord.   # eget\n"})
    base, now = content([control(SHORT, "Kun i nord.")]), content([control(SHORT, "Nyt.")])
    pulled = case.edited(base, now, "nord").pull(Choices(to_shared=True))
    assert pulled.texts == {"nord": "svar:\n  formaal_kort: Nyt.   # eget\n"}


def test_settings_and_departments_are_shared() -> None:
    ids = [("pakke.version", "0.9", "1.0"), ("afdelinger[nord].leder", "Leder i Nord", "Ny leder")]
    case = Case()
    for id, was, now in ids:
        case.edited(content([control(id, was)]), content([control(id, now)]), "nord")
    pulled = case.pull()
    assert pulled.changed_lines() == ['version: "1.0"   # udkast', "leder: Ny leder"]


def test_a_row_that_only_one_department_shows_is_changed_in_the_projects_file() -> None:
    id = "superbrugere[superbruger_i_nord].timer_uge"
    case = Case().edited(content([control(id, "3")]), content([control(id, "5")]), "nord")
    assert case.pull().changed_lines() == ["timer_uge: 5"]


def test_a_new_row_in_a_department_says_whose_it_is() -> None:
    known = row("superbruger_i_nord", {"betegnelse": "Superbruger i Nord"})
    new_row = row("", {"betegnelse": "Ambassadør"})
    base = content(tables={"superbrugere": [known]})
    case = Case().edited(base, content(tables={"superbrugere": [known, new_row]}), "nord")
    own, shared = case.pull().texts["nord"], case.pull(Choices(to_shared=True)).base
    assert own.endswith(
        "  superbrugere:\n    tilfoej:\n      - betegnelse: Ambassadør\n        afdeling: nord\n"
    )
    assert "    - betegnelse: Ambassadør\n      afdeling: nord\n" in shared


def test_a_shared_answer_cannot_be_emptied_for_one_department() -> None:
    pulled = departments(WAS, "", WAS)
    assert (pulled.texts, pulled.troubles) == ({}, ["ulæselig"])


def test_a_shared_and_an_own_edit_of_one_table() -> None:
    shared, own = "maal[mere_tid].baseline", "maal[mere_tid].indikator"
    case = Case().edited(content([control(shared, "ukendt")]), content([control(shared, "9")]))
    case.edited(content([control(own, "Timer")]), content([control(own, "Minutter")]), "nord")
    pulled = case.pull()
    assert pulled.changed_lines() == ['baseline: "9"']
    assert pulled.texts["nord"].endswith(
        "    aendr:\n      - raekke: Mere tid\n        indikator: Minutter\n"
    )


# --- what is written ----------------------------------------------------------------------------------------


def test_cpr_numbers_are_kept_out_and_never_repeated() -> None:
    pulled = scalar(SHORT, WAS, "Spørg 010203-1234")
    assert (pulled.texts, pulled.troubles) == ({}, ["ulæselig"])
    assert "1234" not in pulled.pull.troubles[0].message


def test_symbols_without_meaning_are_kept_out() -> None:
    assert scalar(SHORT, WAS, "Punkt \uf0b7").troubles == ["ulæselig"]


def test_an_answer_file_with_anchors_is_left_alone() -> None:
    text = ANSWERS.replace("formaal_kort: >-\n    " + WAS, f"formaal_kort: &k {WAS}\n  problem: *k")
    case = Case(text=text).edited(BASE, content([control(SHORT, "Nyt.")]))
    pulled = case.pull()
    assert (pulled.texts, pulled.troubles) == ({}, ["ulæselig"])


def test_after_the_pull_nothing_is_left_to_do() -> None:
    case = Case().edited(content(tables={"maal": ROWS}), content(tables={"maal": [ROWS[2], ROWS[0]]}))
    case.edited(BASE, content([control(SHORT, "Nyt.")]), name="D06")
    after = case.pull().base
    again = case.pull(text=after)
    assert (again.texts, again.troubles) == ({}, [])
    assert again.pull.done == 3


def test_two_new_rows_at_the_top_keep_their_order() -> None:
    new_rows = [row("", {"maal": text, "indikator": "Antal"}) for text in ("Først", "Dernæst")]
    result = table(*new_rows, *ROWS).base
    assert (
        result.index("maal: Først") < result.index("maal: Dernæst") < result.index("maal: Kortere ventetid")
    )


def test_a_row_that_counts_without_an_answer_is_written_before_it_changes() -> None:
    text = ANSWERS[: ANSWERS.index("  interessenter:")]
    id = "interessenter[ledere].navn"
    result = (
        Case(text)
        .edited(content([control(id, "Nærmeste ledere")]), content([control(id, "Teamlederne")]))
        .pull()
    )
    assert result.troubles == []
    names = [row.text("navn") for row in project_of(result.base)[1].base.rows("interessenter")]
    assert "Teamlederne" in names and "Nærmeste ledere" not in names
    assert len(names) == len(project_of(text)[1].base.rows("interessenter"))
