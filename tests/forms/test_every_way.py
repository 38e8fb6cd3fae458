"""The same answers come to the same, whichever way they are given: in the file, on a page, in Word, in the
form in one file, in Excel. `PLANGEN_EXAMPLES=20` tries twenty times as many random ones."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import canonical_answer, fields_of, is_nothing
from plangen.forms.page.changes import whole
from plangen.forms.yaml.write import Put
from plangen.pulling.earlier_forms import with_changes
from plangen.questionnaires.formats import WRITERS
from plangen.texts.markdown import parse_markdown
from plangen.word.reading.markdown_source import markdown_source
from tests.forms.test_page import NAMES, answers
from tests.support.packs import example_path
from tests.support.samples import examples
from tests.support.ways import (
    CATALOG,
    FILES,
    QUESTIONS,
    fetch,
    fingerprint,
    post,
    sent,
    sent_by_page,
    standing,
)
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

EMPTY = b"# Svar\npakke:\n  omfang: fuld\nsvar:\n"
WAYS = ["page", *FILES]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which nothing is answered yet."""
    path = tmp_path / "projekt.yaml"
    path.write_bytes(EMPTY)
    return path


def wanted(name: str, folder: Path) -> Path:
    """An example as the file of a project with every question."""
    path = folder / "ønsket.yaml"
    text = example_path(name).read_text("utf-8")
    path.write_text("".join(_with_every_question(text.splitlines(keepends=True))), "utf-8")
    return path


def _with_every_question(lines: list[str]) -> Any:
    known = any(line.startswith("  omfang:") for line in lines)
    for line in lines:
        yield "  omfang: fuld\n" if line.startswith("  omfang:") else line
        if line.startswith("pakke:") and not known:
            yield "  omfang: fuld\n"


def given_by(way: str, project: Path, wish: Path, sections: tuple[str, ...] = ()) -> None:
    """The answers that are wished for, given in this way."""
    now, then = sent(project, sections), sent(wish, sections)
    if way == "page":
        saved = post(project, sent_by_page(now, then))
        assert not saved.conflicts and not saved.refused
        return
    [one] = fetch(project, (f"svar{way}", FILES[way](now, then)))
    assert not (one.stopped or one.conflicts or one.refused), (one.stopped, one.conflicts, one.refused)


def assert_alike(project: Path, wish: Path) -> None:
    """Both files say the same; where they do not, the values that differ."""
    there, wished = dict(_values(standing(project))), dict(_values(standing(wish)))
    names = dict.fromkeys([*there, *wished])
    assert {n: (there.get(n), wished.get(n)) for n in names if there.get(n) != wished.get(n)} == {}
    assert fingerprint(project) == fingerprint(wish)


def _values(answer: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Each value that says something, with the way to it; of options the set."""
    if isinstance(answer, dict):
        for name, one in answer.items():
            yield from _values(one, f"{way}/{name}")
    elif isinstance(answer, list) and all(isinstance(one, dict) for one in answer):
        for number, one in enumerate(answer):
            yield from _values(one, f"{way}/{number}")
    elif answer:
        yield way, sorted(answer) if isinstance(answer, list) else answer


IN_EACH_RUN = {("koerebog", way) for way in WAYS if way != ".docx"} | {("tom", "page")}
"""The others take longer, and are tried in a long run: their kinds of answers are among the random ones."""
EXAMPLES = [
    pytest.param(name, way, marks=[] if (name, way) in IN_EACH_RUN else [pytest.mark.long])
    for name in ("koerebog", "sagsoverblik", "jobcenter", "tom")
    for way in WAYS
]


@pytest.mark.parametrize(("name", "way"), EXAMPLES)
def test_an_example(name: str, way: str, project: Path, tmp_path: Path) -> None:
    wish = wanted(name, tmp_path)
    given_by(way, project, wish)
    assert_alike(project, wish)


@st.composite
def some_answers(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A section of the form, and answers to its questions."""
    known = {q.section: [] for q in CATALOG.questions.values() if not q.state}
    for id, question in QUESTIONS.items():
        if id in CATALOG.questions and not question.state:
            known[CATALOG.questions[id].section].append(question)
    section = draw(st.sampled_from(sorted(known)))
    found = {str(q.address): _visible(q, draw(answers(q))) for q in known[section]}
    return section, {
        id: canonical_answer(QUESTIONS[id], answer, CATALOG, NAMES) for id, answer in found.items()
    }


def _visible(question: FormQuestion, answer: Any, name: str = "") -> Any:
    """An answer without signs that nobody sees: to Word an optional hyphen is none of the text, and a space
    that does not break a space. Markdown as one would write what it says."""
    if isinstance(answer, dict):
        return {key: _visible(question, one, key) for key, one in answer.items()}
    if isinstance(answer, list):
        return [_visible(question, one, name) for one in answer]
    kinds = ((sign, unicodedata.category(sign)) for sign in answer)
    text = "".join(" " if kind == "Zs" else sign for sign, kind in kinds if kind != "Cf").strip()
    field = fields_of(question).get(name, question.field)
    return markdown_source(parse_markdown(text)) if field and field.type == "markdown" else text


def file_with(path: Path, found: dict[str, Any]) -> Path:
    changes = [
        Put((QUESTIONS[id].part, QUESTIONS[id].id), whole(QUESTIONS[id], answer))
        for id, answer in found.items()
        if not is_nothing(answer)
    ]
    path.write_bytes(with_changes(CATALOG, EMPTY, changes))
    return path


@pytest.mark.parametrize("way", WAYS)
@settings(
    max_examples=examples(5),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a form takes too long to look for a smaller one
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_random_answers(way: str, data: st.DataObject) -> None:
    section, found = data.draw(some_answers())
    with tempfile.TemporaryDirectory() as folder:
        project, wish = Path(folder, "projekt.yaml"), file_with(Path(folder, "ønsket.yaml"), found)
        project.write_bytes(EMPTY)
        given_by(way, project, wish, (section,))
        assert_alike(project, wish)


# --- half-filled sets ---------------------------------------------------------------------------------------
FIRST, SECOND = ("stamdata",), ("formaal",)


@pytest.mark.parametrize("way", list(FILES))
def test_a_half_filled_form_goes_on_where_it_stopped(way: str, project: Path, tmp_path: Path) -> None:
    """One section, then a new form with the other, which knows what the first has said."""
    wish = wanted("koerebog", tmp_path)
    given_by(way, project, wish, FIRST)
    half = standing(project)
    given_by(way, project, wish, SECOND)
    now, wished = standing(project), standing(wish)
    assert {id: now.get(id) for id in half} == half
    asked = [
        id for page in sent(wish, FIRST + SECOND).pages for q in page.questions for id in [str(q.address)]
    ]
    assert {id: now.get(id) for id in asked} == {id: wished.get(id) for id in asked}


def test_people_answer_in_different_ways_at_the_same_time(project: Path, tmp_path: Path) -> None:
    """Three forms of one project as it was: what only one answers is written, what two answer alike is no
    conflict, what they answer differently is told with both."""
    wishes = {}
    for ending, text in {
        ".json": "problem: Fra den ene\n  formaal_kort: Det samme\n",
        ".docx": "problem: Fra den anden\n  formaal_kort: Det samme\n  her_og_nu_fordele: Kun i Word\n",
        ".xlsx": "hverdag_efter: Kun i Excel\n  formaal_kort: Det samme\n",
    }.items():
        wishes[ending] = tmp_path / f"oensket{ending[1:]}.yaml"
        wishes[ending].write_bytes(EMPTY + f"  {text}".encode())
    now = sent(project, SECOND)
    files = [(f"svar{way}", FILES[way](now, sent(wish, SECOND))) for way, wish in wishes.items()]
    told = fetch(project, *files)
    assert [[one.id for one in file.changes] for file in told] == [
        ["problem", "formaal_kort"],
        ["her_og_nu_fordele"],
        ["hverdag_efter"],
    ]
    assert [[(c.id, c.in_file, c.in_form) for c in file.conflicts] for file in told] == [
        [],
        [("problem", "Fra den ene", "Fra den anden")],
        [],
    ]
    assert standing(project)["problem"] == "Fra den ene"
    assert [len(file.changes) for file in fetch(project, *files)] == [0, 0, 0]


def test_word_and_libreoffice_save_the_form(project: Path, tmp_path: Path) -> None:
    """What was filled in is there after the program has saved it, and an untouched form changes nothing."""
    wish = wanted("koerebog", tmp_path)
    sections = ("stamdata", "formaal", "gevinster", "opfoelgning")
    now, then = sent(project, sections), sent(wish, sections)
    files = {"udfyldt": FILES[".docx"](now, then), "urørt": WRITERS["docx"](then)}
    saved = resaved(files, tmp_path / "lo") | {"word": saved_by_word(files["udfyldt"], seed=5)}
    before = wish.read_bytes()
    [untouched] = fetch(wish, ("skema.docx", saved["urørt"]))
    assert not (untouched.changes or untouched.remarks or untouched.stopped) and wish.read_bytes() == before
    start = project.read_bytes()
    for name in ("udfyldt", "word"):
        project.write_bytes(start)
        [one] = fetch(project, ("svar.docx", saved[name]))
        assert not (one.stopped or one.refused or one.conflicts), name
        asked = [str(q.address) for page in then.pages for q in page.questions]
        there, wished = standing(project), standing(wish)
        assert {id: there.get(id) for id in asked} == {id: wished.get(id) for id in asked}, name
