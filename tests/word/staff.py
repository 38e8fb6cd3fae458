"""What staff do to a Word file, done to its XML the way Word does it.

edited = Staff(data).write("formaal_kort", "Nyt formål").delete_row("maal", "a").saved()
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from lxml import etree

from tests.support.zips import unzipped, zipped
from tests.word.word_saves import make, w

PROMPT = "Klik eller tryk her for at angive tekst."
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_AUTHOR = {"author": "Kim", "date": "2027-01-04T09:00:00Z"}


class Staff:
    """A Word file with somebody at it. Every method but `saved` gives the object itself."""

    def __init__(self, data: bytes) -> None:
        self._members = unzipped(data)
        self._roots = {
            name: etree.fromstring(content)
            for name, content in self._members.items()
            if name == "word/document.xml" or name.startswith(("word/header", "word/footer"))
        }
        self._next = 800000000

    @property
    def body(self) -> Any:
        return self._roots["word/document.xml"].find(w("body"))

    def saved(self) -> bytes:
        changed = {name: etree.tostring(root, encoding="UTF-8") for name, root in self._roots.items()}
        return zipped({**self._members, **changed})

    def without_bookmarks(self) -> Staff:
        for root in self._roots.values():
            self._without_bookmarks(root)
        return self

    # --- controls ------------------------------------------------------------------------------------------
    def control(self, id: str, number: int = 0) -> Any:
        """The control of an answer: its first, or another of them."""
        found = [
            control
            for name in sorted(self._roots, key=lambda name: "document" not in name)
            for control in self._roots[name].iter(w("sdt"))
            if (tag := control.find(f"{w('sdtPr')}/{w('tag')}")) is not None and tag.get(w("val")) == id
        ]
        return found[number]

    def write(self, id: str, text: str, number: int = 0) -> Staff:
        """Types a text into a control, over what it held or over its placeholder."""
        control = self.control(id, number)
        run = self._typed(control, text)
        paragraphs = list(control.iter(w("p")))
        holder = paragraphs[0] if paragraphs else control.find(w("sdtContent"))
        for extra in paragraphs[1:]:
            extra.getparent().remove(extra)
        self._clear(holder)
        holder.append(run)
        return self

    def write_paragraphs(self, id: str, *paragraphs: Sequence[tuple[str, str]], number: int = 0) -> Staff:
        """Fills a block control with paragraphs of (text, look) pieces; a look is »b«, »i« or empty."""
        control = self.control(id, number)
        self._typed(control, "")
        first = next(control.iter(w("p")))
        for other in list(control.iter(w("p")))[1:]:
            other.getparent().remove(other)
        self._clear(first)
        models = [first, *(self._without_bookmarks(deepcopy(first)) for _ in paragraphs[1:])]
        for before, after in pairwise(models):
            before.addnext(after)
        for model, pieces in zip(models, paragraphs, strict=True):
            for text, look in pieces:
                run = _run(text)
                properties = make("rPr")
                properties.extend(make(letter) for letter in look)
                run.insert(0, properties)
                model.append(run)
        return self

    def empty(self, id: str) -> Staff:
        """Deletes everything in a control; Word shows its own prompt then."""
        self.write(id, PROMPT)
        control = self.control(id)
        control.find(w("sdtPr")).append(make("showingPlcHdr"))
        run = next(control.iter(w("r")))
        properties = make("rPr")
        properties.append(make("rStyle", val="PlaceholderText"))
        run.insert(0, properties)
        return self

    def retype(self, id: str, text: str) -> Staff:
        """Deletes a control and writes in its place."""
        control = self.control(id)
        paragraph = next(control.iterancestors(w("p")), None)
        run = _run(text)
        if paragraph is None:
            run_holder = make("p")
            run_holder.append(run)
            run = run_holder
        control.addprevious(run)
        control.getparent().remove(control)
        return self

    def bold(self, id: str) -> Staff:
        for run in self.control(id).iter(w("r")):
            if run.find(w("rPr")) is None:
                run.insert(0, make("rPr"))
            run.find(w("rPr")).append(make("b"))
        return self

    def _typed(self, control: Any, text: str) -> Any:
        """A run as typed over a placeholder or a text, and the control without its placeholder."""
        properties = control.find(w("sdtPr"))
        mark = properties.find(w("showingPlcHdr"))
        look = properties.find(w("rPr"))
        if mark is not None:
            properties.remove(mark)
        else:
            look = next((r.find(w("rPr")) for r in control.iter(w("r"))), None)
        for guard in [c for c in control.iter(w("sdt")) if c is not control]:
            for child in reversed(list(guard.find(w("sdtContent")))):
                guard.addnext(child)
            guard.getparent().remove(guard)
        return _run(text, look)

    def _without_bookmarks(self, element: Any) -> Any:
        for mark in list(element.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        return element

    def _clear(self, holder: Any) -> None:
        for child in list(holder):
            if child.tag not in (w("pPr"), w("bookmarkStart"), w("bookmarkEnd"), w("tcPr")):
                holder.remove(child)

    # --- rows ----------------------------------------------------------------------------------------------
    def row(self, question: str, key: str) -> Any:
        for control in self.body.iter(w("sdt")):
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            if tag is not None and tag.get(w("val")).startswith(f"{question}[{key}]"):
                inside = next(control.iterancestors(w("tr")), None)
                return next(control.iter(w("tr"))) if inside is None else inside
        raise KeyError(key)

    def delete_row(self, question: str, key: str) -> Staff:
        row = self.row(question, key)
        row.getparent().remove(row)
        return self

    def copy_row(self, question: str, key: str, *, above: bool = False) -> Staff:
        """Copies a row; Word numbers the copied controls anew and leaves their bookmarks out."""
        row = self.row(question, key)
        copy = self._without_bookmarks(deepcopy(row))
        for id in copy.iter(w("id")):
            self._next += 1
            id.set(w("val"), str(self._next))
        row.addprevious(copy) if above else row.addnext(copy)
        return self

    def insert_row(self, question: str, after: str, *cells: str) -> Staff:
        """Inserts a row the way Word does: cells like those above, without controls."""
        row = self.row(question, after)
        new = make("tr")
        for cell, text in zip(row.iter(w("tc")), cells, strict=True):
            copy = make("tc")
            copy.append(deepcopy(cell.find(w("tcPr"))))
            paragraph = make("p")
            paragraph.append(_run(text))
            copy.append(paragraph)
            new.append(copy)
        row.addnext(new)
        return self

    def move_row(self, question: str, key: str, after: str) -> Staff:
        self.row(question, after).addnext(self.row(question, key))
        return self

    # --- tracked changes and comments ----------------------------------------------------------------------
    def track_insertion(self, id: str, text: str) -> Staff:
        """Writes at the end of a control with tracking on."""
        run = list(self.control(id).iter(w("r")))[-1]
        insertion = make("ins", id="900", **_AUTHOR)
        insertion.append(_run(text, run.find(w("rPr"))))
        run.addnext(insertion)
        return self

    def track_deletion(self, id: str) -> Staff:
        """Deletes the text of a control with tracking on."""
        for number, run in enumerate(list(self.control(id).iter(w("r")))):
            deletion = make("del", id=str(910 + number), **_AUTHOR)
            run.addprevious(deletion)
            deletion.append(run)
            for text in run.findall(w("t")):
                text.tag = w("delText")
        return self

    def comment(self, text: str) -> Staff:
        """Comments on the first paragraph."""
        root = make("comments")
        note = make("comment", id="1", initials="K", **_AUTHOR)
        paragraph = make("p")
        paragraph.append(_run(text))
        note.append(paragraph)
        root.append(note)
        first = self.body.find(w("p"))
        reference = make("r")
        reference.append(make("commentReference", id="1"))
        first.append(make("commentRangeStart", id="1"))
        first.append(make("commentRangeEnd", id="1"))
        first.append(reference)
        self._members["word/comments.xml"] = etree.tostring(root, encoding="UTF-8")
        self._insert(
            "[Content_Types].xml", f'<Override PartName="/word/comments.xml" ContentType="{_COMMENTS}"/>'
        )
        relation = f'<Relationship Id="rIdK" Type="{_RELATION}" Target="comments.xml"/>'
        self._insert("word/_rels/document.xml.rels", relation)
        return self

    def _insert(self, name: str, element: str) -> None:
        head, _, tail = self._members[name].decode("utf-8").rpartition("</")
        self._members[name] = f"{head}{element}</{tail}".encode()


def _run(text: str, look: Any = None) -> Any:
    run = make("r")
    if look is not None:
        run.append(deepcopy(look))
    element = etree.SubElement(run, w("t"))
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
