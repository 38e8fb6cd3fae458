"""Two people's changes of one answer: both are in the result, whoever saves last."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.spelling.tree import NONE_WORD
from plangen.forms.page.answer import fields_of, has_fields, mark
from plangen.forms.page.three_way import ORDER, MergedAnswer, Mine, merged
from tests.forms.test_page import QUESTIONS, answers

MAAL = QUESTIONS["maal"]
NAMES = tuple(fields_of(MAAL))


def mine_of(answer: Any) -> Mine:
    """An answer that keeps the rows that it began with."""
    return Mine(answer, tuple(range(len(answer))) if isinstance(answer, list) else ())


def both(base: Any, mine: Mine, theirs: Any, question: Any = MAAL, prefer: bool = False) -> MergedAnswer:
    return merged(question, base, mine, theirs, prefer_mine=prefer)


def goal(name: str, **fields: str) -> dict[str, Any]:
    return dict.fromkeys(NAMES, "") | {"maal": name} | fields


ONE, TWO, THREE = (
    goal(name, indikator=f"tæller {name}", maalvaerdi="10") for name in ("Første", "Andet", "Tredje")
)


@given(st.data())
def test_what_only_one_has_changed_is_as_that_one_made_it(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(list(QUESTIONS.values())))
    base, other = data.draw(answers(question)), data.draw(answers(question))
    untouched = both(base, mine_of(base), other, question)
    assert mark(untouched.answer) == mark(other) and not untouched.disputes
    if question.type != "table":
        assert mark(both(base, mine_of(other), base, question).answer) == mark(other)
        assert not both(base, mine_of(other), other, question).disputes


@given(st.data())
def test_different_fields_are_both_kept_and_the_same_is_a_dispute(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([one for one in QUESTIONS.values() if has_fields(one)]))
    base, mine, theirs = (data.draw(answers(question)) for _ in range(3))
    found, other = (both(base, mine_of(mine), theirs, question, prefer) for prefer in (False, True))
    disputed = {one.field for one in found.disputes}
    for name in fields_of(question):
        changed = [one[name] for one in (mine, theirs) if one[name] != base[name]]
        if name in disputed:
            assert len(changed) == 2 and (found.answer[name], other.answer[name]) == (
                theirs[name],
                mine[name],
            )
        else:
            assert found.answer[name] == other.answer[name] == (changed[0] if changed else base[name])


@given(st.data())
def test_rows_that_different_people_add_edit_and_take_away(data: st.DataObject) -> None:
    """Of rows with names of their own, each changed by one person at most: nothing is asked, nothing lost."""
    names = [f"Mål {number}" for number in range(6)]
    base = [goal(name, indikator="før", maalvaerdi=name) for name in names]
    whose = data.draw(st.lists(st.sampled_from(["ingen", "mig", "dem"]), min_size=6, max_size=6))
    what = data.draw(st.lists(st.sampled_from(["ret", "slet"]), min_size=6, max_size=6))

    def changed_by(who: str) -> tuple[list[Any], list[int | None]]:
        rows, origins = list[Any](), list[int | None]()
        for number, row in enumerate(base):
            is_theirs = whose[number] == who
            if not (is_theirs and what[number] == "slet"):
                rows.append({**row, "indikator": who} if is_theirs else row)
                origins.append(number)
        at = data.draw(st.integers(0, len(rows)))
        rows.insert(at, goal(f"Nyt fra {who}"))
        origins.insert(at, None)
        return rows, origins

    (mine, origins), (theirs, _) = changed_by("mig"), changed_by("dem")
    found = both(base, Mine(mine, tuple(origins)), theirs)
    assert not found.disputes
    expected = {"Nyt fra mig": "", "Nyt fra dem": ""}
    for number, name in enumerate(names):
        if whose[number] == "ingen" or what[number] == "ret":
            expected[name] = "før" if whose[number] == "ingen" else whose[number]
    assert {row["maal"]: row["indikator"] for row in found.answer} == expected
    assert [row["maal"] for row in found.answer if row["maal"] in names] == [
        n for n in names if n in expected
    ]
    for row, origin in zip(found.answer, found.origins, strict=True):
        assert (origin is None) == (row["maal"] == "Nyt fra mig")
        assert origin is None or theirs[origin]["maal"] == row["maal"]


def test_a_row_that_one_edits_and_the_other_takes_away() -> None:
    edited = {**TWO, "indikator": "Ny"}
    for base, mine, theirs in (
        ([ONE, TWO], Mine([ONE], (0,)), [ONE, edited]),
        ([ONE, TWO], Mine([ONE, edited], (0, 1)), [ONE]),
    ):
        theirs_kept, mine_kept = both(base, mine, theirs), both(base, mine, theirs, prefer=True)
        assert [(one.row, one.field) for one in theirs_kept.disputes] == [("Andet", "")]
        assert (theirs_kept.answer, mine_kept.answer) == (theirs, mine.answer)
        assert theirs_kept.keys == ((("fra", 0), ("fra", 1)) if len(theirs) == 2 else (("fra", 0),))


def test_rows_that_both_have_moved() -> None:
    base = [ONE, TWO, THREE]
    moved = Mine([TWO, ONE, THREE], (1, 0, 2))
    assert both(base, moved, [*base, goal("Nyt")]).answer == [TWO, ONE, THREE, goal("Nyt")]
    assert both(base, moved, [TWO, ONE, THREE]).disputes == ()
    clash = both(base, moved, [THREE, ONE, TWO])
    assert [one.field for one in clash.disputes] == [ORDER] and clash.answer == [THREE, ONE, TWO]


def test_a_row_that_both_have_added_comes_once() -> None:
    new = goal("Nyt", indikator="samme")
    assert both([ONE], Mine([ONE, new], (0, None)), [ONE, new]).answer == [ONE, new]
    other = both([ONE], Mine([ONE, new], (0, None)), [ONE, goal("Andet nyt")])
    assert other.answer == [ONE, new, goal("Andet nyt")] and not other.disputes


def test_a_blank_row_that_both_fill_in_becomes_two() -> None:
    blank = goal("")
    found = both([blank], Mine([ONE], (0,)), [TWO])
    assert found.answer == [ONE, TWO] and not found.disputes


def test_the_word_for_none_is_one_value() -> None:
    risks = next(one for one in QUESTIONS.values() if one.none_allowed and one.type == "table")
    row = {name: "x" if one.type == "text" else "" for name, one in fields_of(risks).items()}
    rows = Mine([row], (None,))
    assert both([], rows, NONE_WORD, risks).disputes and both([], rows, [], risks).answer == [row]
    assert both(NONE_WORD, rows, NONE_WORD, risks).answer == [row]
    assert both(NONE_WORD, rows, [row], risks).answer == [row]
    assert both([row], Mine(NONE_WORD), [row], risks).answer == NONE_WORD
