"""Every answer in a Word file is a content control that knows its question."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plangen.catalog import Document, builtin_catalog
from plangen.catalog.address import Address
from plangen.ooxml.memory import BLOCK, ControlMemory, memories, names_for, rest_name
from plangen.templates.printed import PrintedValues
from plangen.texts.values import Answer, Passage
from plangen.word import engine
from plangen.word.filling import part as filling
from plangen.word.filling import values
from tests.support.cases import each
from tests.support.packs import UNLIKE, context_id, made, rendered, subject
from tests.support.samples import sampled
from tests.support.structure.check import check_structure
from tests.word.building import blank, docx, hidden, markdown, member, missing, names, render, text
from tests.word.pixels import pictures_of, without_controls
from tests.word.word_saves import w


def controls(data: bytes) -> list[Any]:
    """The controls of a file, in the document first."""
    found = []
    for name in sorted(names(data), key=lambda name: "document" not in name):
        if re.fullmatch(r"word/(document|header\w*|footer\w*)\.xml", name):
            found += list(etree.fromstring(member(data, name).encode()).iter(w("sdt")))
    return [control for control in found if tag_of(control)]


def tag_of(control: Any) -> str:
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if tag is None else str(tag.get(w("val")))


def kind_of(control: Any) -> str:
    """text, date, dropDownList, comboBox, or empty for formatted text."""
    kinds = ("text", "date", "dropDownList", "comboBox")
    return next((kind for kind in kinds if control.find(f"{w('sdtPr')}/{w(kind)}") is not None), "")


def is_placeholder(control: Any) -> bool:
    return next(control.iter(w("showingPlcHdr")), None) is not None


def level_of(control: Any) -> str:
    """What a control stands around: run, p, tc."""
    return str(control.find(w("sdtContent"))[0].tag.rpartition("}")[2])


def only(data: bytes) -> Any:
    (control,) = controls(data)
    return control


# --- all documents ------------------------------------------------------------------------------------------
@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Counts the answers that the engine prints in the document itself while the test runs: a header that no
    page has is left out."""
    counter: Counter[str] = Counter()
    document = [False]

    def told(function: Any) -> Any:
        def count(answer: Answer, *others: Any) -> Any:
            result = function(answer, *others)
            editable = answer.kind != "markdown_extract" and answer.status != "hidden"
            if result and editable and document[0]:
                counter[answer.id] += 1
            return result

        return count

    def printed_values(writer: Any, places: Any, with_contents: bool) -> PrintedValues:
        document[0] = with_contents
        return PrintedValues(writer, places, with_contents)

    monkeypatch.setattr(engine, "PrintedValues", printed_values)
    for module, name in (
        (values, "value_xml"),
        (values, "alone_xml"),
        (values, "beside_xml"),
        (filling, "inline_answer"),
        (filling, "answer_blocks"),
    ):
        monkeypatch.setattr(module, name, told(getattr(module, name)))
    yield counter


@pytest.mark.parametrize(("name", "department", "document"), sampled(UNLIKE, every=6), ids=context_id)
def test_every_answer_of_every_document_is_a_control(
    name: str, department: str | None, document: Document, printed: Counter[str]
) -> None:
    data = made(name, department, document, "docx")
    document_itself = etree.fromstring(member(data).encode())
    tagged = Counter(filter(None, map(tag_of, document_itself.iter(w("sdt")))))
    left_out = printed - tagged  # a column in which every row prints »–« is left out by itself
    for id in left_out:
        address = Address.parse(id)
        row = subject(name, department).answers.row(address.question, address.key)
        assert row and address.column not in row.cells, id
    assert not tagged - printed
    assert len(printed) > 5 or (document.id, name) in (("D01b", "tom"), ("D06c", "tom"))
    assert check_structure(data) == []
    for control in controls(data):
        assert control.find(f"{w('sdtPr')}/{w('alias')}").get(w("val")) == tag_of(control)


def test_ids_of_all_questions_fit_into_a_tag() -> None:
    """64 characters, with the longest keys that a row can have (24 made of its text, 30 given)."""
    for question in builtin_catalog().questions.values():
        given = any(column.refers == "noegle" or column.id.endswith("_id") for column in question.columns)
        key = f"[{'x' * (30 if given else 24)}]" if question.type == "table" else ""
        rest = f".{max(question.rows, key=len)}" if question.rows else ""
        for column in question.columns:
            assert len(f"{question.id}{key}{rest}.{column.id}") <= 64


# --- shapes -------------------------------------------------------------------------------------------------
def test_a_text_is_a_plain_text_control() -> None:
    xml = member(render("Mål: {{ x }}.", x=text("Kort", id="formaal_kort")))
    assert (
        '<w:sdt><w:sdtPr><w:alias w:val="formaal_kort"/><w:tag w:val="formaal_kort"/><w:id w:val="1"/>'
        '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r><w:t>Kort</w:t></w:r></w:sdtContent></w:sdt>'
    ) in xml


@each(
    "answer",
    [
        Answer("3", id="x", raw=3, kind="number"),
        Answer("A og b", id="x", raw=("a", "b"), kind="multi", variants={"items": "A\nB"}),
        Answer("2 uger efter idriftsættelsen", id="x", raw=2, kind="date_or_week"),
        Answer("Chef (projektejer)", id="x", raw="projektejer", kind="role"),
    ],
    ids=lambda answer: answer.kind,
)
def test_other_kinds_are_plain_text_too(answer: Answer) -> None:
    assert kind_of(only(render("{{ x }}", x=answer))) == "text"


DAY = Answer(
    "06.09.2027",
    id="dag",
    raw=date(2027, 9, 6),
    kind="date",
    variants={"long": "mandag den 6. september 2027"},
)


@pytest.mark.parametrize(
    ("tag", "form"), [("{{ x }}", "dd.MM.yyyy"), ("{{ x.lang }}", "dddd 'den' d. MMMM yyyy")]
)
def test_a_date_is_a_date_picker_in_the_form_it_is_shown(tag: str, form: str) -> None:
    picker = only(render(f"Den {tag}.", x=DAY)).find(f"{w('sdtPr')}/{w('date')}")
    assert picker.get(w("fullDate")) == "2027-09-06T00:00:00Z"
    assert [(child.tag.rpartition("}")[2], child.get(w("val"))) for child in picker] == [
        ("dateFormat", form),
        ("lid", "da-DK"),
        ("storeMappedDataAs", "dateTime"),
        ("calendar", "gregorian"),
    ]


def choice(shown: str, status: Any = "given", id: str = "x", **options: str) -> Answer:
    return Answer(shown, id=id, raw="a", kind="choice", options=options, status=status)


@each(
    ("answer", "kind"),
    [
        (choice("Høj", a="Høj", b="Lav", c="Lav ", d=""), "dropDownList"),
        (choice("Noget andet", a="Høj", b="Lav"), "comboBox"),
        (choice("[Udfyldes: X]", "missing", a="Høj", b="Lav"), "dropDownList"),
        (choice("–", "blank", a="Høj", b="Lav"), "dropDownList"),
    ],
)
def test_a_choice_lists_the_labels_and_takes_others_only_when_it_has_one(answer: Answer, kind: str) -> None:
    control = only(render("{{ x }}", x=answer))
    assert kind_of(control) == kind
    items = control.iter(w("listItem"))
    assert [(i.get(w("displayText")), i.get(w("value"))) for i in items] == [("Høj", "a"), ("Lav", "b")]


def test_what_is_missing_or_blank_shows_a_placeholder() -> None:
    data = render("{{ a }} {{ b }} {{ c }}", a=missing("Mål"), b=blank(), c=text("x"))
    assert list(map(is_placeholder, controls(data))) == [True, True, False]
    assert list(map(kind_of, controls(data))) == ["", "text", "text"]


def test_text_typed_over_a_placeholder_gets_the_look_of_the_tag() -> None:
    control = only(render("**{{ x }}**", x=missing("Mål")))
    assert [child.tag for child in control.find(f"{w('sdtPr')}/{w('rPr')}")] == [w("b")]


def test_text_with_a_look_of_its_own_is_no_plain_text_control() -> None:
    """LibreOffice would drop the look."""
    data = render(
        "{{ a }} **{{ b }}** {{ c }} {{ d }}", a=text("a"), b=text("b"), c=text("ש"), d=text("a\nb")
    )
    assert list(map(kind_of, controls(data))) == ["text", "", "", ""]


@each(
    ("template", "source", "level"),
    [
        ("{{ x }}", "Et afsnit.", "p"),
        ("{{ x }}", "Et.\n\n- To.", "p"),
        (" {{ x }} ", "Et.", "p"),
        ("Se {{ x }}", "Et.", "r"),
        ("{{ x }}{{ x }}", "Et.", "r"),
        ("Se {{ x }}", "- a\n- b", "p"),
        ("| A | {{ x }} |", "Et.", "tc"),
        ("| A | {{ x }} |", "- Et.", "tc"),
        ("| A | Se {{ x }} |", "Et.", "r"),
        ("| A | Om¶{{ x }} |", "Et.", "p"),
        ("| A | Om¶{{ x }} |", "- Et.", "p"),
        ("tekst\nsidehoved: {{ x }}", "Et.", "p"),
    ],
)
def test_markdown_stands_in_a_control_of_its_own_level(template: str, source: str, level: str) -> None:
    found = controls(render(template, x=markdown(source)))
    assert {level_of(control) for control in found} == {level}
    assert {kind_of(control) for control in found} == {""}
    assert check_structure(render(f"# A\n{template}", x=markdown(source))) == []


def test_missing_markdown_has_room_for_paragraphs() -> None:
    """The placeholder is a control inside, which Word takes away when something is typed."""
    control = only(render("{{ x }}", x=missing("Problem", kind="markdown")))
    assert level_of(control) == "p"
    inner = next(control.find(w("sdtContent")).iter(w("sdt")))
    assert [child.tag for child in inner.find(w("sdtPr"))] == [w("id"), w("temporary"), w("showingPlcHdr")]
    assert control.find(f"{w('sdtPr')}/{w('temporary')}") is None


@pytest.mark.parametrize(("source", "guarded"), [("Ren tekst.\n\n**Fed**", False), ("**Fed** først", True)])
def test_only_a_first_paragraph_with_a_look_is_guarded(source: str, guarded: bool) -> None:
    control = only(render("{{ x }}", x=markdown(source)))
    assert (next(control.find(w("sdtContent")).iter(w("sdt")), None) is not None) == guarded


def test_a_multi_choice_as_bullets_is_one_control() -> None:
    answer = Answer("A og b", id="x", raw=("a", "b"), kind="multi", variants={"items": "A\nB"})
    control = only(render("{{ x.punkter }}", x=answer))
    assert (kind_of(control), level_of(control), len(list(control.iter(w("p"))))) == ("", "p", 2)


def test_what_is_no_answer_has_no_control() -> None:
    answer = markdown("Et.\n\nTo.")
    data = render("{{ a }} {{ b }}\n{{ c }}\n{{ d }}", a="tekst", b=7, c=answer.foerste_afsnit, d=hidden())
    assert controls(data) == []


def test_the_answers_in_a_passage_are_controls() -> None:
    passage = Passage("ST-01", ("Pakken for ", text("Nord", id="navn"), " og ", missing("Leder"), "."))
    assert list(map(tag_of, controls(render("{{ st }}", st=passage)))) == ["navn", "svar"]


def test_headers_and_footers_have_controls() -> None:
    data = render("x\nsidehoved: {{ a }}\nsidefod: {{ b }}", a=text("K", id="kommune"), b=text("1", id="nr"))
    assert sorted(map(tag_of, controls(data))) == ["kommune", "nr"]


def test_an_answer_may_stand_in_many_places() -> None:
    data = render("{{ x }}\n{{ x }}\nsidehoved: {{ x }}", x=text("a"))
    numbers = [control.find(f"{w('sdtPr')}/{w('id')}").get(w("val")) for control in controls(data)]
    assert sorted(numbers) == ["1", "2", "3"]


def test_the_same_answers_give_the_same_file() -> None:
    source = {"a": text("a"), "b": markdown("- a"), "c": missing("C"), "d": DAY}
    assert render("{{ a }} {{ c }}\n{{ b }}\n{{ d }}", **source) == render(
        "{{ a }} {{ c }}\n{{ b }}\n{{ d }}", **source
    )


def test_two_controls_that_end_and_begin_with_tables_stay_two_tables() -> None:
    table = "| A |\n|---|\n| b |"
    data = render("# A\n{{ x }}\n{{ y }}", x=markdown(table, id="a"), y=markdown(table, id="b"))
    first, _ = controls(data)
    assert [child.tag for child in first.itersiblings()][:2] == [w("p"), w("sdt")]
    assert check_structure(data) == []


# --- hidden bookmarks ---------------------------------------------------------------------------------------
@each(
    "id",
    [
        "x",
        "mening.borgere.eksempel",
        "opgaver[LOK-01].titel",
        f"arbejdsgruppe_medlemmer[{'x' * 24}].skal_anvende",
    ],
)
@each("look", ["", "b", "bil"])
def test_bookmarks_remember_any_id(id: str, look: str) -> None:
    memory = ControlMemory(id, BLOCK, look)
    marks = names_for(memory, 1295)
    assert all(re.fullmatch(r"_\w{1,39}", mark, re.ASCII) for mark in marks)
    assert memories(marks) == {marks[0]: memory}
    assert list(memories(f"{mark}_Copy_2" for mark in marks).values()) == [memory]


@pytest.mark.parametrize(("id", "is_known"), [("her_og_nu_fordele", True), (f"maal[{'x' * 24}].note", False)])
def test_the_bookmark_of_the_other_paragraphs_says_the_same(id: str, is_known: bool) -> None:
    """As far as one name can: the other names of a long id stand in the first paragraph."""
    memory = ControlMemory(id, BLOCK, "l")
    rest = rest_name(names_for(memory, 7)[0])
    assert list(memories([rest]).values()) == ([memory] if is_known else [])
    assert list(memories([*names_for(memory, 7), rest]).values()) == [memory]


def test_the_bookmarks_of_different_controls_are_kept_apart() -> None:
    ids = [f"tabel[{'x' * 24}].kolonne_{letter}" for letter in "abc"]
    marks = [mark for n, id in enumerate(ids, 1) for mark in names_for(ControlMemory(id, "v"), n)]
    assert [memory.id for memory in memories(marks).values()] == ids


# --- looks --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "document"), sampled([("jobcenter", "D01"), ("tom", "D01")], every=2))
def test_a_page_looks_the_same_without_controls(name: str, document: str, tmp_path: Path) -> None:
    data = rendered(name, None, builtin_catalog().documents[document], "docx")
    ours, plain = pictures_of([data, without_controls(data)], tmp_path)
    assert len(ours) == len(plain)
    for one, other in zip(ours, plain, strict=True):
        assert one.size == other.size
        assert one.differs_from(other) < 0.002


def test_without_controls_means_without_controls() -> None:
    data = render("{{ x }} {{ y }}\n{{ z }}", x=text("a"), y=DAY, z=markdown("**b**"))
    with zipfile.ZipFile(io.BytesIO(without_controls(data))) as archive:
        xml = archive.read("word/document.xml").decode()
    assert "w:sdt" not in xml
    assert "_pg" not in xml
    assert docx("x") != data
