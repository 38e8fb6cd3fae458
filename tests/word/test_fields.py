"""A field holds what stands between its marks and nothing else, also when one of the marks is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import Difference, compare
from tests.support import word_edits as word
from tests.support.office import convert
from tests.support.packs import rendered
from tests.support.reading import read_word
from tests.support.samples import sampled
from tests.word.building import markdown, render, text

W = word.W
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = '<w:{0} w:id="901" w:author="HR">{1}</w:{0}>'


@pytest.fixture(scope="module")
def made() -> bytes:
    return rendered("jobcenter", None, builtin_catalog().documents["D01"], "docx")


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(instruction: str, tag: str = "instrText") -> str:
    return f"<w:r><w:{tag}>{instruction}</w:{tag}></w:r>"


def shown(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def begun(instruction: str, words: str = "") -> str:
    return mark("begin") + code(instruction) + mark("separate") + shown(words)


def with_runs(data: bytes, *pieces: tuple[int, str]) -> bytes:
    """Puts runs at the ends of paragraphs of the document, by their numbers among those with text."""

    def edit(parts: dict[str, word.Element]) -> None:
        body = parts["word/document.xml"].find(f"{W}body")
        assert body is not None
        found = [p for p in body.iterchildren(f"{W}p") if p.find(f"{W}r") is not None]
        for number, xml in pieces:
            found[number].extend(etree.fromstring(f"<x {_NAMESPACE}>{xml}</x>"))

    return word.edited(data, edit)


def difference(made: bytes, *pieces: tuple[int, str]) -> Difference:
    return compare(read_word(made), read_word(with_runs(made, *pieces)))


END_DELETED = begun(" PAGE ", "7") + TRACKED.format("del", mark("end"))


@pytest.mark.parametrize("instruction", [" PAGE ", ' HYPERLINK "https://kl.dk" ', " TOC \\o ", " FORMTEXT "])
def test_a_field_without_an_end_changes_no_answer(made: bytes, instruction: str) -> None:
    found = difference(made, (0, begun(instruction, "resultat")))
    assert not (found.answers or found.lost or found.rows or found.looks)
    (edit,) = found.free
    assert edit.now.endswith("resultat")


def test_a_field_whose_end_is_deleted_while_changes_are_tracked(made: bytes) -> None:
    found = difference(made, (0, END_DELETED))
    assert (found.answers, found.lost, found.tracked) == ((), (), 1)
    assert len(found.free) == 1


def test_an_end_that_belongs_to_no_field_takes_none_far_away(made: bytes) -> None:
    """The field before has no end, so the next one that comes is not its own."""
    found = difference(made, (0, begun(" PAGE ", "7")), (5, mark("end")))
    assert not found.answers
    assert not found.lost


@pytest.mark.parametrize("instruction", [' HYPERLINK "https://kl.dk" ', " REF a "])
def test_answers_between_the_marks_of_a_field_say_what_they_say(made: bytes, instruction: str) -> None:
    found = difference(made, (0, begun(instruction)), (6, mark("end")))
    assert not found.answers
    assert not found.lost


def test_a_field_in_a_field_ends_before_it(made: bytes) -> None:
    inner = mark("begin") + code(" PAGE ") + mark("separate") + shown("1") + mark("end")
    nested = (
        mark("begin") + code(" IF ") + inner + code(" > 1 ") + mark("separate") + shown("x") + mark("end")
    )
    (edit,) = difference(made, (0, nested + shown(" Efter."))).free
    assert edit.now.endswith("‹IF› Efter.")


def test_a_contents_list_over_several_paragraphs_is_one_field(made: bytes) -> None:
    pieces = ((2, begun(" TOC ", "Formål")), (3, begun(" PAGEREF a ", "2") + mark("end") + mark("end")))
    found = difference(made, *pieces)
    assert not found.answers
    assert "‹TOC›" in " ".join(edit.now for edit in found.free)


def test_a_link_by_a_field_is_a_link_in_its_answer_alone() -> None:
    data = render("{{ x }}\n{{ y }}", x=markdown("Se her", id="x"), y=text("Andet", id="y"))

    def edit(parts: dict[str, word.Element]) -> None:
        (control,) = word.controls(parts, "x")
        paragraph = next(control.iter(f"{W}p"))
        link = begun(' HYPERLINK "https://kl.dk" ', " linket") + mark("end")
        paragraph.extend(etree.fromstring(f"<x {_NAMESPACE}>{link}</x>"))

    said = {control.id: control.text for control in read_word(word.edited(data, edit)).controls}
    assert said == {"x": "Se her [linket](https://kl.dk)", "y": "Andet"}


# --- the contents list --------------------------------------------------------------------------------------
def test_words_typed_in_the_contents_list_are_seen_and_its_page_numbers_are_not() -> None:
    headings = "\n".join(f"# Afsnit {number}" for number in range(14))
    made = render(f"{{{{ indhold }}}}\n{headings}")

    def entries(parts: dict[str, word.Element]) -> list[word.Element]:
        (part,) = parts["word/document.xml"].iter(f"{W}docPartObj")
        properties = part.getparent()
        assert properties is not None
        content = properties.getnext()
        assert content is not None
        return list(content.iter(f"{W}p"))

    def numbered(parts: dict[str, word.Element]) -> None:
        for number, entry in enumerate(entries(parts)[1:], 2):
            run = etree.SubElement(entry, f"{W}r")
            etree.SubElement(run, f"{W}tab")
            etree.SubElement(run, f"{W}t").text = str(number)

    def typed(parts: dict[str, word.Element]) -> None:
        entries(parts)[2].append(word.run(" (vores egen note)"))

    base = read_word(made)
    assert not compare(base, read_word(word.edited(made, numbered))).edited
    (edit,) = compare(base, read_word(word.edited(made, typed))).free
    assert edit.now.endswith("(vores egen note)")


def goal_key(made: bytes) -> str:
    """The key of the second goal."""
    ids = [Address.parse(control.id) for control in read_word(made).controls]
    return list(dict.fromkeys(id.key for id in ids if id.whole == "maal" and id.key))[1]


# --- through LibreOffice ------------------------------------------------------------------------------------
@pytest.mark.heavy
@pytest.mark.parametrize("kind", sampled(["odt", "doc"], every=2))
def test_answers_come_back_from_another_format(made: bytes, kind: str, tmp_path: Path) -> None:
    """LibreOffice makes input fields of plain controls there; their text is the answer's."""
    cell = f"maal[{goal_key(made)}].baseline"
    typed = word.set_text(made, "mening.borgere.eksempel", "Et nyt eksempel fra hverdagen.")
    typed = word.set_text(typed, cell, "Et nyt udgangspunkt")
    path = tmp_path / "a.docx"
    path.write_bytes(typed)
    for to in (kind, "docx"):
        convert([path], to, tmp_path)
        path = tmp_path / f"a.{to}"
    found = compare(read_word(made), read_word(path.read_bytes()))
    said = [*(edit.now for edit in found.answers), *(lost.retyped for lost in found.lost)]
    assert not any("‹" in text for text in said)
    assert not found.rows, "rows that lost their controls are known by their place"
    retyped = {lost.id: (lost.was, lost.retyped) for lost in found.lost}
    changed = {
        id: now for id, (was, now) in retyped.items() if " ".join(was.split()) != " ".join(now.split())
    }
    assert changed == {
        "mening.borgere.eksempel": "Et nyt eksempel fra hverdagen.",
        cell: "Et nyt udgangspunkt",
    }
