"""Rows of a document found again in answer files that have been changed since: by what they say."""

from __future__ import annotations

from plangen.pulling.row_alignment import align
from tests.pulling.making import ANSWERS, Case, Pulled, content, row
from tests.support.cases import each

MAAL = {"kortere_ventetid": "Kortere ventetid", "mere_tid": "Mere tid", "faerre_fejl": "Færre fejl"}
INDIKATOR = dict(zip(MAAL, ("Dage", "Timer", "Fejl"), strict=True))


def goals(**changed: dict[str, str]) -> Case:
    """A document of the goals, in which cells of rows have other texts, by key."""
    rows = {key: {"maal": MAAL[key], "indikator": INDIKATOR[key]} for key in MAAL}
    now = [row(key, {**cells, **changed.get(key, {})}) for key, cells in rows.items()]
    base = content(tables={"maal": [row(key, cells) for key, cells in rows.items()]})
    return Case().edited(base, content(tables={"maal": now}))


def without(key: str) -> Case:
    """The same document with a row deleted."""
    rows = {key: {"maal": MAAL[key], "indikator": INDIKATOR[key]} for key in MAAL}
    base = content(tables={"maal": [row(name, cells) for name, cells in rows.items()]})
    now = content(tables={"maal": [row(name, cells) for name, cells in rows.items() if name != key]})
    return Case().edited(base, now)


def of(pulled: Pulled) -> tuple[list[str], list[str]]:
    return pulled.troubles, [step.wish.now for step in pulled.pull.steps]


def test_a_first_text_changed_in_the_answer_file_hides_no_edit() -> None:
    later = ANSWERS.replace("maal: Mere tid", "maal: Mere tid til borgeren")
    pulled = goals(mere_tid={"indikator": "Timer om ugen"}).pull(text=later)
    assert of(pulled) == ([], ["Timer om ugen"])
    assert pulled.changed_lines(later) == ["indikator: Timer om ugen"]


def test_a_first_text_reworded_beyond_likeness_hides_no_edit() -> None:
    later = ANSWERS.replace("maal: Mere tid", "maal: Flere samtaler ansigt til ansigt")
    pulled = goals(mere_tid={"indikator": "Timer om ugen"}).pull(text=later)
    assert pulled.changed_lines(later) == ["indikator: Timer om ugen"]


def test_both_reworded_the_first_text_is_a_conflict_about_that_text() -> None:
    later = ANSWERS.replace("maal: Mere tid", "maal: Mere tid til borgeren")
    pulled = goals(mere_tid={"maal": "Bedre tid"}).pull(text=later)
    assert pulled.troubles == ["konflikt"]
    assert "svaret er rettet til »Mere tid til borgeren«" in pulled.pull.troubles[0].message


def test_rows_moved_in_the_answer_file_hide_no_edit() -> None:
    head, tail = ANSWERS.split("    # den anden\n")
    second, third = tail.split("    - maal: Færre fejl\n")
    third, rest = third.split("  superbrugere:\n")
    later = f"{head}    - maal: Færre fejl\n{third}{second}  superbrugere:\n{rest}"
    pulled = goals(faerre_fejl={"indikator": "Klager"}).pull(text=later)
    assert pulled.changed_lines(later) == ["indikator: Klager"]


def test_a_row_that_gave_way_to_another_is_not_that_other() -> None:
    later = ANSWERS.replace("maal: Mere tid", "maal: Nyt").replace("indikator: Timer", "indikator: Point")
    later = later.replace('maalvaerdi: "3"', 'maalvaerdi: "44"').replace(
        "Leder i Nord\n    - m", "Andre\n    - m"
    )
    pulled = goals(mere_tid={"indikator": "Timer om ugen"}).pull(text=later)
    assert (pulled.texts, pulled.troubles) == ({}, ["konflikt"])
    assert "rækken er slettet i svarfilen" in pulled.pull.troubles[0].message


def test_a_row_that_may_be_any_of_several_is_refused() -> None:
    block = ANSWERS[ANSWERS.index("    - maal: Mere tid") : ANSWERS.index("    - maal: Færre fejl")]
    twice = block.replace("Mere tid", "Mere tid nu") + block.replace("Mere tid", "Mere tid her")
    later = ANSWERS.replace(block, twice)
    for case in (goals(mere_tid={"indikator": "Timer om ugen"}), without("mere_tid")):
        pulled = case.pull(text=later)
        assert (pulled.texts, pulled.troubles) == ({}, ["konflikt"])
        assert "flere af dem kan være rækken" in pulled.pull.troubles[0].message


def test_a_deleted_row_that_was_changed_in_the_answer_file_is_a_conflict() -> None:
    pulled = without("mere_tid").pull(text=ANSWERS.replace("maal: Mere tid", "maal: Mere tid til borgeren"))
    assert (pulled.texts, pulled.troubles) == ({}, ["konflikt"])


OLD = {"a": {"t": "En", "n": 1}, "b": {"t": "To", "n": 1}, "b_2": {"t": "To", "n": 1}}


@each(
    ("new", "found", "unclear"),
    [
        ({"b": OLD["b"], "b_2": OLD["b"], "b_3": OLD["b"]}, {"b": "b", "b_2": "b_2"}, set()),
        ({"b": OLD["b"]}, {}, {"b", "b_2"}),
        ({"x": OLD["b"], "y": OLD["b"], "a": OLD["a"]}, {"a": "a", "b": "x", "b_2": "y"}, set()),
    ],
    ids=["one more that says the same", "one less", "other names"],
)
def test_rows_that_say_the_same(new: dict[str, dict[str, object]], found: object, unclear: object) -> None:
    aligned = align(OLD, new)
    assert (dict(aligned.found), set(aligned.unclear)) == (found, unclear)


def test_a_row_with_an_id_is_known_by_it_and_without_it_by_the_rest() -> None:
    old = {"x": {"id": "x", "t": "En tekst"}, "y": {"id": "y", "t": "En anden"}}
    assert align(old, {"y": {"id": "y", "t": "Helt nyt"}}, "id").found == {"y": "y"}
    renamed = {"z": {"id": "z", "t": "En tekst"}, "y": {"id": "y", "t": "En anden"}}
    assert align(old, renamed, "id").found == {"x": "z", "y": "y"}
