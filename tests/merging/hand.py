"""What staff do by hand in a Word file, for named cases: each edit changes the body of the document."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from plangen.ooxml.ns import R, W, parse, serialise
from tests.fuzz.package import Package, element, w
from tests.support import word_edits as word
from tests.support.word_edits import Element

Edit = Callable[[bytes], bytes]
_BY = 'w:id="{n}" w:author="{who}" w:date="2027-01-04T10:00:00Z"'


def in_body(change: Callable[[Element], None]) -> Edit:
    """An edit of the body of the document."""
    return lambda data: word.edited(data, lambda parts: change(parts["word/document.xml"].find(w("body"))))


def both(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(data: bytes) -> bytes:
        for one in edits:
            data = one(data)
        return data

    return edit


def text_of(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(w("t")))


def paragraph(body: Element, beginning: str) -> Element:
    """The first paragraph that begins so."""
    return next(one for one in body.iter(w("p")) if text_of(one).startswith(beginning))


def table(body: Element, beginning: str) -> Element:
    """The first table whose text begins so."""
    return next(one for one in body.iter(w("tbl")) if text_of(one).startswith(beginning))


def block(body: Element, node: Element) -> Element:
    """The child of the body that something stands in."""
    return next(one for one in (node, *node.iterancestors()) if one.getparent() is body)


def written(text: str, style: str = "") -> Element:
    """A paragraph."""
    form = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return element(f"<w:p>{form}<w:r><w:t>{text}</w:t></w:r></w:p>")


def section(body: Element, heading: str) -> list[Element]:
    """The blocks from a heading to the next one of its level."""
    first = block(body, paragraph(body, heading))
    found = [first]
    for one in first.itersiblings():
        style = one.find(f"{w('pPr')}/{w('pStyle')}")
        if one.tag == w("sectPr") or (style is not None and style.get(w("val")) == "Heading1"):
            break
        found.append(one)
    return found


def after(beginning: str, new: Element) -> Edit:
    """Puts a block after the paragraph that begins so."""
    return in_body(lambda body: paragraph(body, beginning).addnext(deepcopy(new)))


def add_row(beginning: str, *texts: str) -> Edit:
    """A row typed at the end of a table."""
    cells = "".join(f"<w:tc><w:tcPr/>{_p(text)}</w:tc>" for text in texts)
    return in_body(lambda body: table(body, beginning).append(element(f"<w:tr>{cells}</w:tr>")))


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def add_column(beginning: str, heading: str, cell: str) -> Edit:
    """A column at the right of a table."""

    def change(body: Element) -> None:
        found = table(body, beginning)
        found.find(w("tblGrid")).append(element('<w:gridCol w:w="900"/>'))
        for number, row in enumerate(found.iter(w("tr"))):
            row.append(element(f"<w:tc><w:tcPr/>{_p(cell if number else heading)}</w:tc>"))

    return in_body(change)


def swap_columns(beginning: str, one: int, other: int) -> Edit:
    """Two columns of a table in each other's place."""

    def change(body: Element) -> None:
        for row in table(body, beginning).iter(w("tr")):
            first, second = (_child_of(row, list(row.iter(w("tc")))[number]) for number in (one, other))
            at = row.index(first)
            row.replace(second, deepcopy(first))
            row[at].getparent().replace(row[at], second)

    return in_body(change)


def delete_column(beginning: str, number: int) -> Edit:
    def change(body: Element) -> None:
        found = table(body, beginning)
        for row in found.iter(w("tr")):
            row.remove(_child_of(row, list(row.iter(w("tc")))[number]))
        found.find(w("tblGrid")).remove(found.find(w("tblGrid"))[number])

    return in_body(change)


def _child_of(row: Element, cell: Element) -> Element:
    """The child of a row that a cell is, or stands in."""
    return next(one for one in (cell, *cell.iterancestors()) if one.getparent() is row)


def delete_table(beginning: str) -> Edit:
    def change(body: Element) -> None:
        found = table(body, beginning)
        found.getparent().remove(found)

    return in_body(change)


def without_controls(body: Element) -> None:
    """All text stays, and no control or bookmark of plangen's: as pasted into another document."""
    for control in list(body.iter(w("sdt")))[::-1]:
        if control.find(f"{w('sdtPr')}/{w('docPartObj')}") is None:
            for child in list(control.find(w("sdtContent")))[::-1]:
                control.addnext(child)
            control.getparent().remove(control)
    for mark in list(body.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)


def sort_rows(beginning: str) -> Edit:
    """The rows of a table turned around."""

    def change(body: Element) -> None:
        rows = list(table(body, beginning).iter(w("tr")))[1:]
        for row in rows:
            rows[0].getparent().append(row)
        for row in rows:
            rows[-1].addnext(row) if row is not rows[-1] else None

    return in_body(change)


def merge_cells(beginning: str, row: str) -> Edit:
    """The first two cells of the row that begins so become one."""

    def change(body: Element) -> None:
        found = next(one for one in table(body, beginning).iter(w("tr")) if text_of(one).startswith(row))
        first, second = list(found.iter(w("tc")))[:2]
        first.extend([child for child in second if child.tag != w("tcPr")])
        second.getparent().remove(second)
        first.find(w("tcPr")).append(element('<w:gridSpan w:val="2"/>'))

    return in_body(change)


def move_section(heading: str, before: str) -> Edit:
    """A section dragged to the place above another."""

    def change(body: Element) -> None:
        place = block(body, paragraph(body, before))
        for one in section(body, heading):
            place.addprevious(one)

    return in_body(change)


def delete_section(heading: str) -> Edit:
    def change(body: Element) -> None:
        for one in section(body, heading):
            body.remove(one)

    return in_body(change)


def as_list(beginning: str) -> Edit:
    """A table made a list: a paragraph for each row."""

    def change(body: Element) -> None:
        found = table(body, beginning)
        for row in list(found.iter(w("tr")))[1:]:
            for one in list(row.iter(w("p"))):
                found.addprevious(one)
        found.getparent().remove(found)

    return in_body(change)


def comment_on(beginning: str, text: str, reply: str = "") -> Edit:
    """A comment on the paragraph that begins so, with an answer to it."""

    def edit(data: bytes) -> bytes:
        package = Package.read(data, None)  # type: ignore[arg-type]
        texts = [text, *([reply] if reply else [])]
        comments = "".join(
            f'<w:comment w:id="{n}" w:author="Bente">{_p(one)}</w:comment>' for n, one in enumerate(texts)
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        content = f'<w:comments xmlns:w="{W}">{comments}</w:comments>'.encode()
        package.add_part("word/comments.xml", content, "comments", kind)
        found = paragraph(package.body, beginning)
        at = 0 if found.find(w("pPr")) is None else 1
        for n in range(len(texts)):
            found.insert(at, element(f'<w:commentRangeStart w:id="{n}"/>'))
            found.append(element(f'<w:commentRangeEnd w:id="{n}"/>'))
            found.append(element(f'<w:r><w:commentReference w:id="{n}"/></w:r>'))
        return package.data()

    return edit


def pending(beginning: str, who: str, insert: str = "", delete: str = "", n: int = 900) -> Edit:
    """A pending insertion at the end of a paragraph, and a pending deletion of one of its words."""

    def change(body: Element) -> None:
        found = paragraph(body, beginning)
        if insert:
            by = _BY.format(n=n, who=who)
            found.append(element(f"<w:ins {by}><w:r><w:t> {insert}</w:t></w:r></w:ins>"))
        for text in [one for one in found.iter(w("t")) if delete and delete in (one.text or "")][:1]:
            _delete(text, delete, _BY.format(n=n + 1, who=who))

    return in_body(change)


def _delete(text: Element, word_: str, by: str) -> None:
    run = text.getparent()
    before, _, rest = (text.text or "").partition(word_)
    space = 'xml:space="preserve"'
    text.text = before
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(element(f"<w:r><w:t {space}>{rest}</w:t></w:r>"))
    run.addnext(element(f"<w:del {by}><w:r><w:delText>{word_}</w:delText></w:r></w:del>"))


def moved_while_tracked(beginning: str, after_: str) -> Edit:
    """A paragraph moved with tracked changes on: it waits in both places."""

    def change(body: Element) -> None:
        found, place = paragraph(body, beginning), paragraph(body, after_)
        said = text_of(found)
        by = _BY.format(n=930, who="Bente")
        to = element(
            f'<w:p><w:moveToRangeStart {by} w:name="move1"/><w:moveTo {by}><w:r>'
            f"<w:t>{said}</w:t></w:r></w:moveTo>"
            '<w:moveToRangeEnd w:id="930"/></w:p>'
        )
        start = element(f'<w:moveFromRangeStart {by.replace("930", "931")} w:name="move1"/>')
        gone = element(f"<w:moveFrom {by.replace('930', '932')}/>")
        for run in list(found.iter(w("r"))):
            for text in run.iter(w("t")):
                text.tag = w("delText")
            gone.append(run)
        found.extend([start, gone, element('<w:moveFromRangeEnd w:id="931"/>')])
        place.addnext(to)

    return in_body(change)


def renamed_style_ids(data: bytes) -> bytes:
    """Styles under other ids with the same names, as LibreOffice and Word in other languages write them."""
    package = Package.read(data, None)  # type: ignore[arg-type]
    names = ("BodyText", "Heading1", "Tabeltekst")
    for part in [name for name in package.members if name.startswith("word/") and name.endswith(".xml")]:
        text = package.members[part].decode("utf-8")
        for name in names:
            text = text.replace(f'"{name}"', f'"Andet{name}"')
        package.members[part] = text.encode("utf-8")
    return package.data()


def own_headers_of_each_section(data: bytes) -> bytes:
    """The header twice, once for a section of its own, as LibreOffice writes it."""
    package = Package.read(data, None)  # type: ignore[arg-type]
    rels = package.root("word/_rels/document.xml.rels")
    last = package.body.find(w("sectPr"))
    reference = next(last.iter(w("headerReference")))
    target = next(one.get("Target") for one in rels if one.get("Id") == reference.get(f"{{{R}}}id"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    id = package.add_part("word/header9.xml", package.members[f"word/{target}"], "header", kind)
    copy = deepcopy(last)
    next(copy.iter(w("headerReference"))).set(f"{{{R}}}id", id)
    end = written("Side om os selv")
    end.insert(0, element("<w:pPr/>"))
    end[0].append(copy)
    package.body[3].addnext(end)
    return package.data()


def house_style(data: bytes) -> bytes:
    """A house style of staff's own: another colour of headings."""
    parts = Package.read(data, None).members  # type: ignore[arg-type]
    root = parse(parts["word/styles.xml"])
    style = next(one for one in root.iter(w("style")) if one.get(w("styleId")) == "Heading1")
    look = style.find(w("rPr"))
    for old in look.findall(w("color")):
        look.remove(old)
    etree.SubElement(look, w("color")).set(w("val"), "AA1155")
    return word.with_parts(data, {"word/styles.xml": serialise(root)})
