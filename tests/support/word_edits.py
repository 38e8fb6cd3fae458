"""What staff do to a Word file in Word, done to its XML: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from tests.support.zips import unzipped, zipped

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PROMPT = "Klik eller tryk her for at skrive tekst."


# --- files --------------------------------------------------------------------------------------------------
def stories(data: bytes) -> dict[str, Element]:
    """The parts with text: document, headers, footers."""
    return {name: etree.fromstring(part) for name, part in unzipped(data).items() if _is_story(name)}


def _is_story(name: str) -> bool:
    stem = name.removeprefix("word/")
    return name.endswith(".xml") and stem.startswith(("document", "header", "footer")) and "/" not in stem


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The file with parts replaced or added."""
    return zipped({**unzipped(data), **parts})


def edited(data: bytes, edit: Callable[[dict[str, Element]], None]) -> bytes:
    """The file after `edit` has changed its stories."""
    parts = stories(data)
    edit(parts)
    changed = {name: _written(root) for name, root in parts.items()}
    return with_parts(data, changed)


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- controls -----------------------------------------------------------------------------------------------
def tag_of(control: Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(f"{W}val", "")


def controls(parts: dict[str, Element], id: str) -> list[Element]:
    """The controls of an answer, in the order of the document, headers last."""
    order = sorted(parts, key=lambda name: (not name.startswith("word/document"), name))
    return [sdt for name in order for sdt in parts[name].iter(f"{W}sdt") if tag_of(sdt) == id]


def ids(data: bytes) -> list[str]:
    """The ids of all controls, in order, with repeats."""
    parts = stories(data)
    order = sorted(parts, key=lambda name: (not name.startswith("word/document"), name))
    found = (tag_of(sdt) for name in order for sdt in parts[name].iter(f"{W}sdt"))
    return [tag for tag in found if tag]


def set_text(data: bytes, id: str, text: str, number: int = 0) -> bytes:
    """Types another text in a control. In a control around paragraphs each line becomes a paragraph like the
    first one; a line that begins with »- « one like the first point."""

    def edit(parts: dict[str, Element]) -> None:
        write(controls(parts, id)[number], text)

    return edited(data, edit)


def set_texts(data: bytes, texts: Mapping[str, str]) -> bytes:
    """Types texts in the first control of each of these answers."""

    def edit(parts: dict[str, Element]) -> None:
        for id, text in texts.items():
            write(controls(parts, id)[0], text)

    return edited(data, edit)


def write(control: Element, text: str) -> None:
    """Types a text in a control."""
    _settle(control)
    content = _content(control)
    paragraphs = list(content.iter(f"{W}p"))
    if not paragraphs:
        typed = control.find(f"{W}sdtPr/{W}rPr")
        _fill(content, text, _look(content) if typed is None else typed)
        return
    parent = paragraphs[0].getparent()
    assert parent is not None
    at = parent.index(paragraphs[0])
    marks = {tag: [m for p in paragraphs for m in p.iter(f"{W}{tag}")] for tag in _BOOKMARKS}
    for mark in (mark for found in marks.values() for mark in found):
        _remove(mark)
    samples = [deepcopy(paragraph) for paragraph in paragraphs]
    for paragraph in paragraphs:
        _remove(paragraph)
    written = [_like(samples, line) for line in text.split("\n")]
    for offset, paragraph in enumerate(written):
        parent.insert(at + offset, paragraph)
    for mark in reversed(marks["bookmarkStart"]):
        written[0].insert(0 if written[0].find(f"{W}pPr") is None else 1, mark)
    written[-1].extend(marks["bookmarkEnd"])


_BOOKMARKS = ("bookmarkStart", "bookmarkEnd")


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _like(samples: Sequence[Element], line: str) -> Element:
    """A paragraph for a line: one that begins with »- « is made like the first point, and one level further
    in when it is indented."""
    point = line.lstrip().startswith("- ")
    paragraph = deepcopy(next((p for p in samples if _is_point(p) == point), samples[0]))
    _fill(paragraph, line.lstrip().removeprefix("- "), _look(paragraph))
    if line.startswith("  "):
        _indent(paragraph)
    return paragraph


def _indent(paragraph: Element) -> None:
    """One level further in: by the style of the list, or in a cell by the level."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if style is not None and style.get(f"{W}val", "").startswith("List"):
        style.set(f"{W}val", style.get(f"{W}val", "") + "2")
    elif level is not None:
        level.set(f"{W}val", "1")


def _is_point(paragraph: Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    return numbered or (style is not None and "List" in style.get(f"{W}val", ""))


def _content(control: Element) -> Element:
    content = control.find(f"{W}sdtContent")
    assert content is not None
    return content


def _look(parent: Element) -> Element | None:
    """The look of the first run, without a style that only markers have."""
    look = next((run.find(f"{W}rPr") for run in parent.iter(f"{W}r")), None)
    if look is None:
        return None
    look = deepcopy(look)
    for style in look.findall(f"{W}rStyle"):
        if style.get(f"{W}val") in ("Mangler", "PlaceholderText"):
            look.remove(style)
    return look


def _settle(control: Element) -> None:
    """What Word does when somebody types: the placeholder is gone."""
    for placeholder in list(control.iter(f"{W}showingPlcHdr")):
        parent = placeholder.getparent()
        assert parent is not None
        parent.remove(placeholder)
    for inner in list(_content(control).iter(f"{W}sdt")):
        for child in reversed(_content(inner)):
            inner.addnext(child)
        holder = inner.getparent()
        assert holder is not None
        holder.remove(inner)


def _fill(parent: Element, text: str, look: Element | None) -> None:
    """Replaces the runs (and links) of a paragraph or control by one run."""
    for child in list(parent):
        if child.tag not in (f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            parent.remove(child)
    at = next((i for i, child in enumerate(parent) if child.tag == f"{W}bookmarkEnd"), len(parent))
    parent.insert(at, run(text, look))


def run(text: str, look: Element | None = None, tag: str = "t") -> Element:
    """A run; line breaks become w:br."""
    element = etree.Element(f"{W}r")
    if look is not None:
        element.append(deepcopy(look))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(element, f"{W}br")
        node = etree.SubElement(element, f"{W}{tag}")
        node.text = line
        node.set(_XML_SPACE, "preserve")
    return element


def tick(data: bytes, id: str) -> bytes:
    """The box with this id is ticked, as Word does when somebody clicks."""

    def edit(parts: dict[str, Element]) -> None:
        (control,) = controls(parts, id)
        next(control.iter(f"{_W14}checked")).set(f"{_W14}val", "1")
        for text in control.iter(f"{W}t"):
            text.text = "☒"

    return edited(data, edit)


def empty(data: bytes, id: str, number: int = 0) -> bytes:
    """Deletes the text in a control: Word shows its own prompt there."""

    def edit(parts: dict[str, Element]) -> None:
        control = controls(parts, id)[number]
        write(control, PROMPT)
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}showingPlcHdr")

    return edited(data, edit)


def delete_control(data: bytes, id: str, number: int = 0) -> bytes:
    """Deletes a control with its text."""

    def edit(parts: dict[str, Element]) -> None:
        control = controls(parts, id)[number]
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)

    return edited(data, edit)


def retype(data: bytes, id: str, text: str, number: int = 0) -> bytes:
    """Deletes an inline control and types its text anew in the same place."""

    def edit(parts: dict[str, Element]) -> None:
        control = controls(parts, id)[number]
        parent = control.getparent()
        assert parent is not None
        parent.replace(control, run(text, _look(control)))

    return edited(data, edit)


def track(data: bytes, id: str, text: str, number: int = 0) -> bytes:
    """Types another text in an inline control while changes are tracked."""

    def edit(parts: dict[str, Element]) -> None:
        content = _content(controls(parts, id)[number])
        runs = content.findall(f".//{W}r")
        deleted = etree.Element(f"{W}del", {f"{W}id": "9001", f"{W}author": "HR"})
        inserted = etree.Element(f"{W}ins", {f"{W}id": "9002", f"{W}author": "HR"})
        inserted.append(run(text, _look(content)))
        runs[0].addprevious(deleted)
        deleted.addnext(inserted)
        for old in runs:
            for node in old.iter(f"{W}t"):
                node.tag = f"{W}delText"
            deleted.append(old)

    return edited(data, edit)


# --- rows ---------------------------------------------------------------------------------------------------
def row_of(parts: dict[str, Element], question: str, key: str) -> Element:
    """The first table row that holds a cell of a row of the answers."""
    for sdt in _in_rows(parts):
        if tag_of(sdt).startswith(f"{question}[{key}]."):
            return next(sdt.iterancestors(f"{W}tr"))
    raise LookupError(f"{question}[{key}]")


def _in_rows(parts: dict[str, Element]) -> Iterator[Element]:
    """The controls in rows of tables; an answer of a row may stand in a sentence, too."""
    for root in parts.values():
        yield from (
            sdt for sdt in root.iter(f"{W}sdt") if next(sdt.iterancestors(f"{W}tr"), None) is not None
        )


def row_keys(data: bytes, question: str) -> list[str]:
    """The keys of a question's rows that stand in tables, in the order of the document, each once."""
    found = [tag_of(sdt) for sdt in _in_rows(stories(data))]
    cells = [id.removeprefix(f"{question}[") for id in found if id.startswith(f"{question}[")]
    return list(dict.fromkeys(cell.rpartition("]")[0] for cell in cells))


def keys_of_one_table(data: bytes, question: str) -> list[str]:
    """The keys of the rows that stand in the same table as the first of them."""
    parts = stories(data)
    keys = row_keys(data, question)
    table = row_of(parts, question, keys[0]).getparent() if keys else None
    return [key for key in keys if row_of(parts, question, key).getparent() is table]


def columns(data: bytes, question: str, key: str) -> list[str]:
    """The columns of a row that have controls, in order."""
    row = row_of(stories(data), question, key)
    return [tag_of(sdt).rpartition(".")[2] for sdt in row.iter(f"{W}sdt") if tag_of(sdt)]


def delete_row(data: bytes, question: str, key: str) -> bytes:
    def edit(parts: dict[str, Element]) -> None:
        row = row_of(parts, question, key)
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    return edited(data, edit)


def move_row(data: bytes, question: str, key: str, before: str) -> bytes:
    """Drags a row to the place above another one."""

    def edit(parts: dict[str, Element]) -> None:
        row_of(parts, question, before).addprevious(row_of(parts, question, key))

    return edited(data, edit)


def insert_row(data: bytes, question: str, below: str, texts: Sequence[str]) -> bytes:
    """Inserts a row below another one, as Word does it: cells alike, without controls. `texts` fill its cells
    from the left, each line a paragraph."""

    def edit(parts: dict[str, Element]) -> None:
        original = row_of(parts, question, below)
        new = deepcopy(original)
        for cell in _plain_cells(new):
            _fill(next(cell.iter(f"{W}p")), "", None)
        for cell, text in zip(_plain_cells(new), texts, strict=False):
            first, *others = text.split("\n")
            paragraph = next(cell.iter(f"{W}p"))
            _fill(paragraph, first, None)
            for line in reversed(others):
                paragraph.addnext(deepcopy(paragraph))
                _fill(paragraph.getnext(), line, None)
        original.addnext(new)

    return edited(data, edit)


def _plain_cells(row: Element) -> list[Element]:
    """The cells of a row, with no controls around or in them and one paragraph each."""
    for sdt in list(row.iter(f"{W}sdt")):
        parent = sdt.getparent()
        if parent is None:
            continue
        for child in reversed(_content(sdt)):
            sdt.addnext(child)
        parent.remove(sdt)
    cells = row.findall(f"{W}tc")
    for cell in cells:
        for extra in cell.findall(f"{W}p")[1:]:
            cell.remove(extra)
        for child in list(next(cell.iter(f"{W}p"))):
            if child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                next(cell.iter(f"{W}p")).remove(child)
    return cells


def copy_row(data: bytes, question: str, key: str, texts: dict[str, str]) -> bytes:
    """Copies a row to the place below it and types other texts in some of its columns. Word gives the
    copied controls new numbers and keeps their tags; bookmarks stay with the original."""

    def edit(parts: dict[str, Element]) -> None:
        original = row_of(parts, question, key)
        new = deepcopy(original)
        for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
        for number, sdt in enumerate(new.iter(f"{W}sdt")):
            number_element = sdt.find(f"{W}sdtPr/{W}id")
            if number_element is not None:
                number_element.set(f"{W}val", str(700_000_000 + number))
        for sdt in list(new.iter(f"{W}sdt")):
            column = tag_of(sdt).rpartition(".")[2]
            if tag_of(sdt) and column in texts:
                write(sdt, texts[column])
        original.addnext(new)

    return edited(data, edit)


def type_in_row(data: bytes, question: str, key: str, texts: dict[int, str], number: int = 0) -> bytes:
    """Types over whole cells of a row, controls and words beside them: cell → text. `number`: which of the
    rows with that key, as it may have been copied."""

    def edit(parts: dict[str, Element]) -> None:
        head = f"{question}[{key}]."
        found = (
            sdt for root in parts.values() for sdt in root.iter(f"{W}sdt") if tag_of(sdt).startswith(head)
        )
        rows = list(dict.fromkeys(next(sdt.iterancestors(f"{W}tr")) for sdt in found))
        cells = list(rows[number].iter(f"{W}tc"))
        for place, text in texts.items():
            _type_in_cell(cells[place], text)

    return edited(data, edit)


def _type_in_cell(cell: Element, text: str) -> None:
    parent = cell.getparent()
    assert parent is not None
    if parent.tag == f"{W}sdtContent":  # the control stands around the cell
        control = parent.getparent()
        assert control is not None
        control.addnext(cell)
        _remove(control)
    for sdt in list(cell.iter(f"{W}sdt")):
        for child in reversed(_content(sdt)):
            sdt.addnext(child)
        _remove(sdt)
    first, *others = cell.findall(f"{W}p")
    for extra in others:
        cell.remove(extra)
    look = _look(first)
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
    first.append(run(text, look))


# --- everything else ----------------------------------------------------------------------------------------
def paragraphs(parts: dict[str, Element]) -> Iterator[Element]:
    for root in parts.values():
        yield from root.iter(f"{W}p")


def put_in(parts: dict[str, Element], above: str, control: Element) -> None:
    """A paragraph with a control from elsewhere, before the paragraph of an answer."""
    paragraph = etree.Element(f"{W}p")
    paragraph.append(deepcopy(control))
    place = controls(parts, above)[0]
    while place.getparent().tag != f"{W}body":
        place = place.getparent()
    place.addprevious(paragraph)


def type_in_free_text(data: bytes, was: str, now: str) -> bytes:
    """Changes words outside controls, in the first run that holds them."""

    def edit(parts: dict[str, Element]) -> None:
        for paragraph in paragraphs(parts):
            for node in paragraph.iter(f"{W}t"):
                if was in (node.text or "") and next(node.iterancestors(f"{W}sdt"), None) is None:
                    node.text = (node.text or "").replace(was, now, 1)
                    return
        raise LookupError(was)

    return edited(data, edit)


def add_paragraph(data: bytes, text: str) -> bytes:
    """A new paragraph at the end of the document."""

    def edit(parts: dict[str, Element]) -> None:
        body = parts["word/document.xml"].find(f"{W}body")
        assert body is not None
        paragraph = etree.Element(f"{W}p")
        paragraph.append(run(text))
        body.insert(len(body) - 1, paragraph)

    return edited(data, edit)


def make_bold(data: bytes, text: str) -> bytes:
    """Makes the first run outside controls that holds `text` bold."""

    def edit(parts: dict[str, Element]) -> None:
        for paragraph in paragraphs(parts):
            for one in paragraph.iter(f"{W}r"):
                said = "".join(node.text or "" for node in one.iter(f"{W}t"))
                if text in said and next(one.iterancestors(f"{W}sdt"), None) is None:
                    _embolden(one)
                    return
        raise LookupError(text)

    return edited(data, edit)


def make_answer_bold(data: bytes, id: str) -> bytes:
    """Formatting of an answer."""

    def edit(parts: dict[str, Element]) -> None:
        for one in controls(parts, id)[0].iter(f"{W}r"):
            _embolden(one)

    return edited(data, edit)


def _embolden(run: Element) -> None:
    look = run.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        run.insert(0, look)
    look.insert(0 if look.find(f"{W}rStyle") is None else 1, etree.Element(f"{W}b"))


def comment(data: bytes, text: str) -> bytes:
    """A comment on the first paragraph of the document."""
    members = unzipped(data)
    types = etree.fromstring(members["[Content_Types].xml"])
    rels = etree.fromstring(members["word/_rels/document.xml.rels"])
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    etree.SubElement(
        types,
        f"{{{_PACKAGE}/content-types}}Override",
        {"PartName": "/word/comments.xml", "ContentType": kind},
    )
    etree.SubElement(
        rels,
        f"{{{_PACKAGE}/relationships}}Relationship",
        {"Id": "rIdComments", "Type": f"{_REL}/comments", "Target": "comments.xml"},
    )
    comments = etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")})
    one = etree.SubElement(comments, f"{W}comment", {f"{W}id": "1", f"{W}author": "HR", f"{W}initials": "HR"})
    etree.SubElement(one, f"{W}p").append(run(text))
    data = with_parts(
        data,
        {
            "[Content_Types].xml": _written(types),
            "word/_rels/document.xml.rels": _written(rels),
            "word/comments.xml": _written(comments),
        },
    )

    def edit(parts: dict[str, Element]) -> None:
        paragraph = next(parts["word/document.xml"].iter(f"{W}p"))
        reference = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(reference, f"{W}commentReference", {f"{W}id": "1"})

    return edited(data, edit)
