"""Which cards are in the plan, when, and in what order."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.answers.model import Answers
from plangen.catalog import builtin_catalog
from plangen.plan import Plan, compute_plan
from plangen.plan.card import Card
from tests.plan.building import answers_of, at_day
from tests.support.cases import each

START, GO_LIVE = date(2027, 1, 4), date(2027, 9, 6)
DATES = {"projektstart": START, "idriftsaettelsesdato": GO_LIVE}
OWN: dict[str, Any] = {
    "opgave_id": "LOK-01",
    "titel": "Åben hjælp",
    "fase": "implementering",
    "tema": "kommunikation",
    "prioritet": "valgfri",
    "startdato_uger": -30,
    "slutdato_uger": -2,
    "udfoerer": "superbrugere",
}


def plan_of(**svar: Any) -> Plan:
    return compute_plan(answers_of({**DATES, **svar}))


def card_of(plan: Plan, card_id: str) -> Card:
    card = plan.card(card_id)
    assert card is not None
    return card


# --- which ---------------------------------------------------------------------------------------------
def test_skip_logic_decides_which_standard_cards_there_are() -> None:
    bought = {card.id for card in plan_of(anskaffelsesform="anskaffet").cards}
    assert not bought & {"OPG-10", "OPG-12", "OPG-13", "OPG-18", "OPG-19", "OPG-35", "OPG-37"}
    tender = plan_of(
        anskaffelsesform="udbud",
        pilot={"status": "planlagt"},
        arbejdsgange=[{"navn": "Booking", "beslutning": "ny"}],
    )
    assert {card.id for card in tender.cards} >= {"OPG-10", "OPG-12", "OPG-13", "OPG-18", "OPG-19"}
    assert len(tender.cards) == 36  # all but the one for a solution that is used too little
    used_too_little = plan_of(projekttype="bedre_ibrugtagning")
    assert used_too_little.card("OPG-37") is not None


def test_a_card_that_was_chosen_away_is_listed_with_its_reason() -> None:
    plan = plan_of(standardopgaver_fravalg=[{"opgave": "OPG-08", "begrundelse": "Vi er de første"}])
    assert plan.card("OPG-08") is None
    (away,) = plan.opt_outs
    assert (away.card_id, away.title, away.reason.text) == (
        "OPG-08",
        "Hent erfaringer fra andre",
        "Vi er de første",
    )


def test_an_own_task_with_a_standard_id_replaces_that_card() -> None:
    replacing = {**OWN, "opgave_id": "OPG-21", "titel": "Temadag", "fase": "forankring"}
    plan = plan_of(opgaver=[replacing], praesentation={"tidspunkt": -9})
    card = card_of(plan, "OPG-21")
    assert card.title.text == "Temadag"
    assert card.title.source is not None
    assert card.title.source.question == "opgaver"
    # Its own slutdato counts; praesentation.tidspunkt sets that of the standard card only.
    assert card.end.weeks == -2
    assert len([c for c in plan.cards if c.id == "OPG-21"]) == 1


def test_replacing_beats_choosing_away() -> None:
    away = [{"opgave": "OPG-08", "begrundelse": "Vi skriver vores eget"}]
    plan = plan_of(opgaver=[{**OWN, "opgave_id": "OPG-08"}], standardopgaver_fravalg=away)
    assert card_of(plan, "OPG-08").title.text == "Åben hjælp"
    assert plan.opt_outs == ()


def test_an_own_task_is_never_scaled_and_may_lack_a_start() -> None:
    long = card_of(plan_of(opgaver=[OWN]), "LOK-01")
    assert (long.start.weeks, long.end.weeks) == (-30, -2)
    short = card_of(plan_of(opgaver=[{k: v for k, v in OWN.items() if k != "startdato_uger"}]), "LOK-01")
    assert short.start == short.end


def test_own_tasks_without_id_or_phase_are_kept() -> None:
    plan = plan_of(opgaver=[{"titel": "Noget"}, {"titel": "Noget andet"}])
    own = [card for card in plan.cards if card.row]
    assert [card.title.text for card in own] == ["Noget", "Noget andet"]
    assert plan.phases[-1].label == ""
    assert plan.phases[-1].cards == tuple(own)


@each(("profile", "count"), [("let", 16), ("standard", 34), ("fuld", 34)])
def test_the_profile_decides_which_cards_there_are(profile: str, count: int) -> None:
    plan = compute_plan(answers_of(DATES, {"omfang": profile}))
    scopes = {builtin_catalog().cards[card.id].scope for card in plan.cards}
    assert scopes == ({"let"} if profile == "let" else {"let", "standard"})
    assert len(plan.cards) == count


def test_priority_follows_its_condition() -> None:
    small = compute_plan(answers_of(DATES, {"omfang": "let"}))
    assert card_of(small, "OPG-02").priority_label == "Anbefalet"
    assert card_of(plan_of(), "OPG-02").priority_label == "Obligatorisk"


# --- when ----------------------------------------------------------------------------------------------
def test_a_milestone_sets_the_slut_and_moves_the_start_as_many_days() -> None:
    before = card_of(plan_of(), "OPG-13")
    milestone = {"titel": "Underskrift", "tidspunkt": date(2027, 5, 28), "opgave": "OPG-13"}
    after = card_of(plan_of(milepaele=[milestone]), "OPG-13")
    assert before.start.day is not None
    assert before.end.day is not None
    assert after.start.day is not None
    assert after.end.day == date(2027, 5, 28)
    assert after.end_decided_by == "milestone"
    assert after.end.day - before.end.day == after.start.day - before.start.day


def test_a_milestone_beats_the_answer_and_the_latest_milestone_counts() -> None:
    rows = [
        {"titel": "Anden behandling", "tidspunkt": date(2027, 8, 20), "opgave": "OPG-16"},
        {"titel": "Første behandling", "tidspunkt": date(2027, 8, 13), "opgave": "OPG-16"},
    ]
    card = card_of(plan_of(retningslinjer={"godkendes_uge": -6}, milepaele=rows), "OPG-16")
    assert card.end.day == date(2027, 8, 20)


def test_a_milestone_without_a_date_decides_nothing() -> None:
    card = card_of(plan_of(milepaele=[{"titel": "Underskrift", "opgave": "OPG-13"}]), "OPG-13")
    assert card.end_decided_by == "offset"


@each(
    ("card_id", "answer", "end"),
    [
        ("OPG-06", {"med": {"dato": date(2027, 2, 6)}}, date(2027, 2, 6)),  # a Saturday stays
        ("OPG-16", {"retningslinjer": {"godkendes_uge": -24}}, date(2027, 3, 22)),
        ("OPG-21", {"praesentation": {"tidspunkt": -16}}, date(2027, 5, 18)),  # 2. pinsedag, forward
        ("OPG-24", {"support_drift": {"ekstra_til_uge": 27}}, date(2028, 3, 13)),
        ("OPG-30", {"overdragelse": {"uge": 14}}, date(2027, 12, 13)),
    ],
)
def test_an_answer_sets_the_slut(card_id: str, answer: dict[str, Any], end: date) -> None:
    card = card_of(plan_of(**answer), card_id)
    assert card.end.day == end
    assert card.end_decided_by == "answer"
    assert card.start.day is not None
    assert card.start.day <= end


def test_the_default_of_an_answer_counts_where_it_applies() -> None:
    short = compute_plan(answers_of({"projektstart": date(2027, 8, 2), "idriftsaettelsesdato": GO_LIVE}))
    assert card_of(short, "OPG-16").end.weeks == -4  # retningslinjer.godkendes_uge, not the scaled offset
    assert card_of(short, "OPG-21").end_decided_by == "offset"


def test_what_people_begin_attend_or_deliver_is_never_in_the_closed_weeks() -> None:
    plan = plan_of()
    training, presentation = card_of(plan, "OPG-22"), card_of(plan, "OPG-21")
    assert (training.start.nominal, training.start.day) == (date(2027, 7, 26), date(2027, 8, 9))
    assert training.start.moved_from == 30
    # A deadline goes on, too: people are there again on the first day after the closed weeks.
    assert (presentation.end.nominal, presentation.end.day) == (date(2027, 7, 26), date(2027, 8, 9))
    assert card_of(plan, "OPG-17").end.day == date(2027, 8, 9)


def test_a_date_before_go_live_never_reaches_it() -> None:
    """A go-live just after the holidays: what was to be ready in them is ready before them."""
    plan = plan_of(idriftsaettelsesdato=date(2027, 8, 9))
    technique = card_of(plan, "OPG-20").end
    assert (technique.nominal, technique.day, technique.moved_from) == (
        date(2027, 8, 2),
        date(2027, 7, 9),
        31,
    )


def test_a_go_live_in_the_holidays_stays_where_it_is() -> None:
    card = card_of(plan_of(idriftsaettelsesdato=date(2027, 7, 19)), "OPG-23")
    assert (card.end.day, card.end.moved_from) == (date(2027, 7, 19), None)


# --- adjustments ---------------------------------------------------------------------------------------
def test_a_new_slut_beats_a_milestone_and_keeps_the_length_of_the_card() -> None:
    milestone = {"titel": "Underskrift", "tidspunkt": date(2027, 5, 28), "opgave": "OPG-13"}
    change = {"kort": "OPG-13", "slut": date(2027, 5, 21), "udfoerer": "Indkøb", "bemaerkning": "Før ferien"}
    card = card_of(plan_of(milepaele=[milestone], opgave_tilpasning=[change]), "OPG-13")
    assert (card.start.day, card.end.day) == (date(2027, 5, 10), date(2027, 5, 21))  # 7 May is free
    assert card.end_decided_by == "adjustment"
    assert (card.performer.text, card.note.text) == ("Indkøb", "Før ferien")


def test_a_departments_row_comes_before_that_for_all() -> None:
    svar: dict[str, Any] = {
        **DATES,
        "afdelinger": [{"afdeling_id": "a"}, {"afdeling_id": "b"}],
        "opgave_tilpasning": [
            {"kort": "OPG-22", "slut": 4, "status": "i_gang"},
            {"kort": "OPG-22", "slut": 6, "afdeling": "b", "status": "afsluttet"},
        ],
    }
    ends = {key: compute_plan(answers_of(svar, department=key)).card("OPG-22") for key in (None, "a", "b")}
    assert {key: (str(c.end.day), c.status) for key, c in ends.items() if c} == {
        None: ("2027-10-18", "i_gang"),  # to the last department's slut; its status is the project's
        "a": ("2027-10-04", "i_gang"),
        "b": ("2027-10-18", "afsluttet"),
    }


def test_the_working_group_does_nothing_before_it_exists() -> None:
    later = plan_of(opgave_tilpasning=[{"kort": "OPG-05", "slut": date(2027, 4, 30)}])
    cards = [card for card in later.cards if card.performer.key == "arbejdsgruppe"]
    assert cards
    assert all(card.start.day and card.start.day >= date(2027, 4, 30) for card in cards)
    assert all(card.start.day and card.end.day and card.start.day <= card.end.day for card in cards)


def test_the_effects_are_known_when_the_project_is_handed_over() -> None:
    plan = plan_of(overdragelse={"uge": 12})
    assert card_of(plan, "OPG-29").end.day == card_of(plan, "OPG-30").end.day


def test_every_pack_has_the_same_numbers() -> None:
    svar: dict[str, Any] = {
        **DATES,
        "afdelinger": [{"afdeling_id": "a"}, {"afdeling_id": "b", "idriftsaettelse": date(2028, 2, 7)}],
        "opgaver": [OWN],
    }
    common = compute_plan(answers_of(svar))
    own = compute_plan(answers_of(svar, department="b"))
    assert [(c.number, c.id) for c in own.cards] == [(c.number, c.id) for c in common.cards]
    extra = {**svar, "opgaver": [OWN, {**OWN, "opgave_id": "LOK-02", "afdeling": "b"}]}
    with_own = compute_plan(answers_of(extra, department="b"), common)
    assert (with_own.cards[-1].id, with_own.cards[-1].number) == ("LOK-02", f"A{len(common.cards) + 1:02d}")


def test_the_start_never_comes_after_the_slut() -> None:
    for card in plan_of(idriftsaettelsesdato=date(2026, 1, 1)).cards:
        assert card.start.day is not None
        assert card.end.day is not None
        assert card.start.day <= card.end.day


def test_without_the_start_of_the_project_scaled_dates_are_unknown() -> None:
    plan = compute_plan(answers_of({"idriftsaettelsesdato": GO_LIVE, "opgaver": [OWN]}))
    assert plan.lead is None
    assert card_of(plan, "OPG-01").start.day is None
    assert card_of(plan, "OPG-01").end_text == ""
    assert card_of(plan, "OPG-34").start.day == date(2027, 11, 1)
    assert card_of(plan, "LOK-01").end.day == date(2027, 8, 23)


# --- order, number, status -----------------------------------------------------------------------------
def test_numbers_follow_the_phases_then_the_dates() -> None:
    plan = plan_of()
    phases = [phase.id for phase in plan.phases]
    keys = [(phases.index(c.phase), str(c.start.day), str(c.end.day), c.place) for c in plan.cards]
    assert keys == sorted(keys)
    assert [card.number for card in plan.cards] == [f"A{n:02d}" for n in range(1, len(plan.cards) + 1)]


def test_follow_up_stands_last_in_digitale_veje() -> None:
    plan = plan_of(fasemodel="digitale_veje_4", opgaver=[{**OWN, "fase": "drift", "startdato_uger": 1}])
    last = plan.phases[-1]
    assert last.label == "Implementering"
    assert {card.id for card in last.follow_up} == {
        *("OPG-28", "OPG-29", "OPG-30", "OPG-31", "OPG-32", "OPG-33", "OPG-34", "OPG-36", "LOK-01")
    }
    assert plan.cards[-len(last.follow_up) :] == last.follow_up
    assert last.count == len(last.cards) + len(last.follow_up)


@each(
    ("model", "own", "shown"),
    [
        ("proces_4", "beslutning", "beslutning"),
        ("proces_4", "ide", "afklaring"),
        ("digitale_veje_4", "beslutning", "anskaffelse"),
        ("digitale_veje_4", "implementering", "implementering"),
        ("projektmodel_5", "forankring", "drift"),
    ],
)
def test_an_own_phase_is_shown_in_the_chosen_model(model: str, own: str, shown: str) -> None:
    plan = plan_of(fasemodel=model, opgaver=[{**OWN, "fase": own}])
    assert card_of(plan, "LOK-01").phase == shown


@each(
    ("today", "reported", "status"),
    [
        (date(2027, 9, 6), None, "Planlagt"),
        (date(2027, 11, 1), None, "Planlagt"),  # the day of the slut
        (date(2027, 11, 2), None, "Frist passeret – status ikke meldt"),
        (date(2027, 11, 2), "i_gang", "I gang"),
        (date(2027, 1, 4), "afsluttet", "Afsluttet"),
        (None, "i_gang", "I gang"),
        (None, None, ""),
    ],
)
def test_status_is_what_was_reported_and_never_the_calendars(
    today: date | None, reported: str | None, status: str
) -> None:
    rows = [{"kort": "OPG-24", "status": reported}] if reported else []
    plan = compute_plan(at_day(answers_of({**DATES, "opgave_tilpasning": rows}), today))
    assert card_of(plan, "OPG-24").status_label == status


@each(
    ("card_id", "answer", "status"),
    [
        ("OPG-06", {"med": {"status": "droeftet", "dato": date(2027, 9, 30)}}, "afsluttet"),
        ("OPG-16", {"retningslinjer": {"status": "godkendt"}}, "afsluttet"),
        ("OPG-16", {"retningslinjer": {"status": "oplaeg"}}, "planlagt"),
        ("OPG-11", {"compliance": {"dpia": {"status": "faerdig"}}}, "planlagt"),  # the others are missing
        ("OPG-23", {"opgave_tilpasning": [{"kort": "OPG-23", "status": "afsluttet"}]}, "planlagt"),
        (
            "OPG-23",
            {
                "opgave_tilpasning": [{"kort": "OPG-23", "status": "afsluttet"}],
                "igangsaettelse": {"besluttet": "ja"},
            },
            "afsluttet",
        ),
    ],
)
def test_answers_that_report_on_a_card(card_id: str, answer: dict[str, Any], status: str) -> None:
    dated: Answers = answers_of({**DATES, **answer}, {"dato": date(2027, 1, 5)})
    assert card_of(compute_plan(dated), card_id).status == status


def test_assessments_are_finished_when_all_of_them_are() -> None:
    rows = builtin_catalog().questions["compliance"].rows
    done = {key: {"status": "faerdig" if n else "ikke_relevant"} for n, key in enumerate(rows)}
    assert card_of(plan_of(compliance=done), "OPG-11").status == "afsluttet"


def test_what_was_finished_before_the_project_does_not_stretch_a_phase() -> None:
    med = {"status": "droeftet", "dato": date(2026, 11, 18)}
    phase = plan_of(med=med).phases[0]
    assert phase.start == START
    open_still = plan_of(med={**med, "status": "planlagt"}).phases[0]
    assert open_still.start == START  # never before the project


def test_phases_tell_when_and_who() -> None:
    phase = plan_of().phases[0]
    assert phase.label == "Afklaring"
    assert phase.start == min(card.start.day for card in phase.cards if card.start.day)
    assert phase.end == max(card.end.day for card in phase.cards if card.end.day)
    assert phase.owner.text == "Projektejer"  # as many cards as the project manager, but first
