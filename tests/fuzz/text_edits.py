"""Edits of words: typed, deleted, moved, in answers and around them. Each gives the traces that it leaves."""

from __future__ import annotations

from copy import deepcopy

from tests.fuzz import places
from tests.fuzz.package import Nothing, Package, element, w
from tests.fuzz.traces import Trace


def type_in_answer(package: Package) -> list[Trace]:
    run, word = package.pick(places.answer_runs(package)), package.word()
    text = next(text for text in run.iterchildren(w("t")) if (text.text or "").strip())
    words = (text.text or "").split(" ")
    words.insert(package.chance.randrange(len(words) + 1), word)
    text.text = " ".join(words)
    return [Trace(word=word)]


def replace_answer(package: Package) -> list[Trace]:
    control, word = package.pick(places.one_line_answers(package)), package.word()
    content = control.find(w("sdtContent"))
    for child in list(content):
        content.remove(child)
    content.append(places.run_of(f"<w:t>{word}</w:t>"))
    return [Trace(word=word)]


def write_in_place(package: Package) -> list[Trace]:
    """An empty place to write in is filled in."""
    control, word = package.pick(places.empty_places(package)), package.word()
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    properties.remove(properties.find(w("showingPlcHdr")))
    next(text for text in content.iter(w("t"))).text = f"Vi så {word}"
    return [Trace(word=word)]


def type_everywhere(package: Package) -> list[Trace]:
    """The same answer retyped in each of its places, differently."""
    controls = list(places.one_line_answers(package))
    tags = [control.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")) for control in controls]
    repeated = [control for control, tag in zip(controls, tags, strict=True) if tags.count(tag) > 1]
    if not repeated:
        raise Nothing
    tag = package.chance.choice(repeated).find(f"{w('sdtPr')}/{w('tag')}").get(w("val"))
    words = []
    for control, own in zip(controls, tags, strict=True):
        if own == tag:
            words.append(package.word())
            control.find(w("sdtContent")).append(places.typed(words[-1]))
    return [Trace(word=word) for word in words]


def type_in_free_text(package: Package) -> list[Trace]:
    run, word = package.pick(places.free_runs(package)), package.word()
    run.addnext(places.typed(word))
    return [Trace(word=word)]


def type_beside_answer(package: Package) -> list[Trace]:
    control, word = package.pick(places.one_line_answers(package)), package.word()
    if control.getparent().tag != w("p"):
        raise Nothing
    control.addnext(places.typed(word))
    return [Trace(word=word)]


def add_paragraph(package: Package) -> list[Trace]:
    paragraph, word = package.pick(places.free_paragraphs(package)), package.word()
    paragraph.addnext(element(f"<w:p><w:r><w:t>Afsnit {word}</w:t></w:r></w:p>"))
    return [Trace(word=word)]


def add_paragraph_in_answer(package: Package) -> list[Trace]:
    paragraph, word = package.pick(places.paragraphs_of_answers(package)), package.word()
    copy = element(f"<w:p><w:r><w:t>Mere {word}</w:t></w:r></w:p>")
    own = paragraph.find(w("pPr"))
    if own is not None:
        copy.insert(0, deepcopy(own))
    paragraph.addnext(copy)
    return [Trace(word=word)]


def add_paragraph_in_cell(package: Package) -> list[Trace]:
    cell, word = package.pick(places.cells(package)), package.word()
    cell.append(element(f"<w:p><w:r><w:t>Mere {word}</w:t></w:r></w:p>"))
    return [Trace(word=word)]


def delete_paragraph(package: Package) -> list[Trace]:
    paragraph = package.pick(places.free_paragraphs(package))
    text = places.text_of(paragraph).strip()
    times = places.text_of(package.body).count(text)
    paragraph.getparent().remove(paragraph)
    return [Trace(gone=text, times=times - 1)] if len(text) > 25 and times == 1 else []


def delete_answer(package: Package) -> list[Trace]:
    control = package.pick(places.one_line_answers(package))
    control.getparent().remove(control)
    return []


def retype_answer(package: Package) -> list[Trace]:
    """The control goes, and its answer is written anew as ordinary text."""
    control, word = package.pick(places.one_line_answers(package)), package.word()
    control.addnext(places.typed(word))
    control.getparent().remove(control)
    return [Trace(word=word)]


def move_answer(package: Package) -> list[Trace]:
    """An answer is dragged to another paragraph, and a paragraph is written where it was."""
    control, word = package.pick(places.one_line_answers(package)), package.word()
    target = package.pick(places.free_paragraphs(package))
    control.addnext(places.typed(word))
    target.append(control)
    return [Trace(word=word)]


def swap_answers(package: Package) -> list[Trace]:
    """Two answers change places, both with a new word in them."""
    known = list(places.one_line_answers(package))
    if len(known) < 2:
        raise Nothing
    one, other = package.chance.sample(known, 2)
    words = [package.word(), package.word()]
    for control, word in zip((one, other), words, strict=True):
        control.find(w("sdtContent")).append(places.typed(word))
    mark = element("<w:x/>")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    mark.getparent().remove(mark)
    return [Trace(word=word) for word in words]


# --- rows ---------------------------------------------------------------------------------------------------
def add_row(package: Package) -> list[Trace]:
    row = package.pick(places.rows_of_answers(package))
    words = [package.word() for _ in row.iter(w("tc"))]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="500" w:type="pct"/></w:tcPr><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>'
        for word in words
    )
    row.addnext(element(f"<w:tr>{cells}</w:tr>"))
    return [Trace(word=word) for word in words]


def copy_row(package: Package) -> list[Trace]:
    """A row is copied, and words are typed in each of its cells."""
    row = package.pick(places.rows_of_answers(package))
    copy = deepcopy(row)
    for number, id in enumerate(copy.iter(w("id"))):
        id.set(w("val"), str(1_500_000_000 + 1000 * package.number() + number))
    for mark in [*copy.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    words = []
    for run in [run for run in copy.iter(w("r")) if places.has_text(run)][:3]:
        words.append(package.word())
        run.find(w("t")).text += f" {words[-1]}"
    row.addnext(copy)
    return [Trace(word=word) for word in words]


def delete_row(package: Package) -> list[Trace]:
    row = package.pick(places.rows_of_answers(package))
    row.getparent().remove(row)
    return []


def move_row(package: Package) -> list[Trace]:
    row = package.pick(places.rows_of_answers(package))
    above = row.getprevious()
    if above is None or above not in list(places.rows_of_answers(package)):
        raise Nothing
    row.addnext(above)
    return []


def merge_cells(package: Package) -> list[Trace]:
    """Two cells beside each other become one that holds the words of both, and one more."""
    row, word = package.pick(places.rows_of_answers(package)), package.word()
    first, second = row.findall(w("tc"))[:2] if len(row.findall(w("tc"))) > 1 else (None, None)
    if first is None:
        raise Nothing
    for child in list(second):
        if child.tag != w("tcPr"):
            first.append(child)
    first.append(element(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>"))
    row.remove(second)
    places.set_property(first, '<w:gridSpan w:val="2"/>')
    return [Trace(word=word)]


# --- tracked ------------------------------------------------------------------------------------------------
_BY = 'w:id="9{n}" w:author="Bente" w:date="2027-01-04T10:00:00Z"'


def track_insertion(package: Package) -> list[Trace]:
    run, word = package.pick(places.answer_runs(package)), package.word()
    by = _BY.format(n=package.number())
    run.addnext(element(f"<w:ins {by}><w:r><w:t> {word}</w:t></w:r></w:ins>"))
    return [Trace(word=word)]


def track_deletion(package: Package) -> list[Trace]:
    run, word = package.pick(places.free_runs(package)), package.word()
    by = _BY.format(n=package.number())
    run.addnext(element(f"<w:del {by}><w:r><w:delText>{word}</w:delText></w:r></w:del>"))
    return [Trace(word=word)]


EDITS = (
    type_in_answer,
    type_in_answer,
    type_in_answer,
    replace_answer,
    replace_answer,
    write_in_place,
    write_in_place,
    type_everywhere,
    type_in_free_text,
    type_beside_answer,
    add_paragraph,
    add_paragraph_in_answer,
    add_paragraph_in_answer,
    add_paragraph_in_cell,
    delete_paragraph,
    delete_answer,
    retype_answer,
    move_answer,
    swap_answers,
    add_row,
    copy_row,
    delete_row,
    move_row,
    merge_cells,
    track_insertion,
    track_deletion,
)
