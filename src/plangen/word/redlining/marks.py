"""Tracked changes: runs, paragraphs and rows marked as inserted or deleted."""

from __future__ import annotations

from typing import Literal

from plangen.ooxml.ns import CELL, PPR, ROW, RPR, RUN, SPACE, TEXT, Element, P, clone, make, w

Way = Literal["ins", "del"]
_SECTION = w("sectPr")
_ROW_PROPERTIES = w("trPr")


class Marks:
    """The marks of one file. `author`: who made the changes; `date`: when, empty for nobody knows."""

    def __init__(self, author: str, date: str) -> None:
        self._author, self._date, self._last = author, date, 0

    def mark(self, way: Way) -> Element:
        """A mark with a number of its own."""
        self._last += 1
        made = make(way, id=str(self._last), author=self._author)
        if self._date:
            made.set(w("date"), f"{self._date}T00:00:00Z")
        return made

    def run(self, way: Way, run: Element) -> Element:
        """A run as inserted, or as deleted."""
        made = self.mark(way)
        made.append(deleted(run) if way == "del" else run)
        return made

    def paragraph(self, way: Way, paragraph: Element) -> Element:
        """A whole paragraph as inserted or deleted, with its end. What ends a section stays."""
        made = clone(paragraph)
        for run in list(made.iter(RUN)):
            run.getparent().replace(run, self.run(way, clone(run)))
        properties = made.find(PPR)
        section = None if properties is None else properties.find(_SECTION)
        if section is not None and way == "del":
            properties.remove(section)
        if section is None or way == "del":
            _run_properties(made).insert(0, self.mark(way))
        return made

    def row(self, way: Way, row: Element) -> Element:
        """A whole row of a table."""
        made = clone(row)
        for paragraph in list(made.iter(P)):
            paragraph.getparent().replace(paragraph, self.paragraph(way, paragraph))
        properties = made.find(_ROW_PROPERTIES)
        if properties is None:
            properties = make("trPr")
            before = made.find(w("tblPrEx"))
            made.insert(0 if before is None else 1, properties)
        properties.append(self.mark(way))
        return made

    def table(self, way: Way, table: Element) -> Element:
        """A whole table."""
        made = clone(table)
        for row in list(made.iter(ROW)):
            if next(row.iterancestors(CELL), None) is None:
                row.getparent().replace(row, self.row(way, row))
        return made


def deleted(run: Element) -> Element:
    """A run of the old text, with its text as deleted; pictures of the old file are left out."""
    made = make("r")
    for child in run:
        if child.tag == TEXT:
            text = make("delText")
            text.text = child.text
            text.set(SPACE, "preserve")
            made.append(text)
        elif child.tag in (RPR, w("tab"), w("br")):
            made.append(clone(child))
    return made


def _run_properties(paragraph: Element) -> Element:
    """The properties of a paragraph's end, made when there are none."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = make("pPr")
        paragraph.insert(0, properties)
    found = properties.find(RPR)
    if found is None:
        found = make("rPr")
        section = properties.find(_SECTION)
        properties.append(found) if section is None else section.addprevious(found)
    return found
