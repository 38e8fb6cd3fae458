"""Places in a document where staff write: answers, the words around them, rows, cells."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.package import Element, Package, element, w


def controls(package: Package) -> list[Element]:
    """The controls of answers; the contents list and placeholders are none."""
    return [
        control
        for control in package.body.iter(w("sdt"))
        if control.find(f"{w('sdtPr')}/{w('tag')}") is not None
        and control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is None
    ]


def answer_runs(package: Package) -> Iterator[Element]:
    """The runs of answers that have text."""
    for control in controls(package):
        yield from (run for run in control.find(w("sdtContent")).iter(w("r")) if has_text(run))


def one_line_answers(package: Package) -> Iterator[Element]:
    """Controls for plain text inside a paragraph."""
    for control in controls(package):
        if control.find(f"{w('sdtPr')}/{w('text')}") is not None and next(control.iter(w("p")), None) is None:
            yield control


def empty_places(package: Package) -> Iterator[Element]:
    """Controls that stand for nothing but room to write, of words and not of days or choices."""
    for control in package.body.iter(w("sdt")):
        properties = control.find(w("sdtPr"))
        closed = any(properties.find(w(kind)) is not None for kind in ("date", "dropDownList", "comboBox"))
        empty = properties.find(w("showingPlcHdr")) is not None and not text_of(control).strip()
        if empty and not closed and properties.find(w("tag")) is not None:
            yield control


def free_runs(package: Package) -> Iterator[Element]:
    """The runs of the text that is no answer."""
    for run in package.body.iter(w("r")):
        if has_text(run) and next(run.iterancestors(w("sdt")), None) is None:
            yield run


def free_paragraphs(package: Package) -> Iterator[Element]:
    """Paragraphs of the document that hold no answer and stand in no table."""
    for paragraph in package.body.iterchildren(w("p")):
        if text_of(paragraph).strip() and next(paragraph.iter(w("sdt")), None) is None:
            yield paragraph


def paragraphs_of_answers(package: Package) -> Iterator[Element]:
    """Whole paragraphs inside an answer."""
    for control in controls(package):
        yield from control.find(w("sdtContent")).iter(w("p"))


def rows_of_answers(package: Package) -> Iterator[Element]:
    """Rows with the answers of one row in at least two cells."""
    for row in package.body.iter(w("tr")):
        tags = [tag.get(w("val"), "") for tag in row.iter(w("tag"))]
        if len(tags) > 1 and all("[" in tag for tag in tags):
            yield row


def cells(package: Package) -> Iterator[Element]:
    yield from (cell for cell in package.body.iter(w("tc")) if text_of(cell).strip())


def has_text(run: Element) -> bool:
    return any((text.text or "").strip() for text in run.iterchildren(w("t")))


def text_of(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(w("t")))


def properties(node: Element) -> Element:
    """The properties of a run, paragraph, cell, row or table; made when there are none."""
    name = w(
        {"r": "rPr", "p": "pPr", "tc": "tcPr", "tr": "trPr", "tbl": "tblPr"}[node.tag.rpartition("}")[2]]
    )
    found = node.find(name)
    if found is None:
        found = node.makeelement(name)
        node.insert(0, found)
    return found


def set_property(node: Element, xml: str) -> None:
    """Gives a node a property in place of the one of that name that it has."""
    new, own = element(xml), properties(node)
    for old in own.findall(new.tag):
        own.remove(old)
    own.append(new)


def run_of(xml: str) -> Element:
    return element(f"<w:r>{xml}</w:r>")


def typed(word: str) -> Element:
    return run_of(f'<w:t xml:space="preserve"> {word} </w:t>')
