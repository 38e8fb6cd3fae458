"""A Word template as text, so that a change made in Word can be read in a diff.

python -m plangen.templates.dump FILE...            writes FILE's text to FILE with the ending .txt
python -m plangen.templates.dump --check FILE...    exits with 1 when a text is not that of its template
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from lxml import etree

from plangen.ooxml.ns import (
    CELL,
    PPR,
    ROW,
    RPR,
    SDT_CONTENT,
    TABLE,
    TEXT,
    VAL,
    WP,
    Element,
    P,
    drop,
    parse,
    val,
    w,
)
from plangen.ooxml.styles import Styles
from plangen.templates.dump_styles import StyleNames, list_lines, style_lines, theme_lines
from plangen.templates.file import TemplateFile

_LOOKS = {"b": "fed", "i": "kursiv", "u": "understreget", "strike": "gennemstreget", "caps": "versaler"}
_PARAGRAPH_FLAGS = {
    "keepNext": "sammen med næste",
    "pageBreakBefore": "ny side",
    "keepLines": "hold linjer sammen",
}
_ALIGNMENT = {"center": "centreret", "right": "højrestillet", "end": "højrestillet", "both": "lige margener"}
_MM = 56.6929  # twentieths of a point in a millimetre


def dump_template(data: bytes) -> str:
    """The template as readable text: what stands in it, and the styles in use."""
    file = TemplateFile.read("skabelonen", data)
    styles = Styles(file.members.get(file.related("styles")))
    return "\n".join(_Dump(file, styles).lines()) + "\n"


class _Dump:
    def __init__(self, file: TemplateFile, styles: Styles) -> None:
        self._file = file
        self._styles = styles
        self._names = StyleNames(styles)

    def lines(self) -> Iterator[str]:
        roots = {part: parse(self._file.members[part]) for part in self._file.stories}
        document = roots[self._file.document].find(w("body"))
        yield "# Sider"
        for number, section in enumerate(document.iter(w("sectPr")), 1):
            yield f"sektion {number}: {_section(section)}"
        for part, label in self._file.stories.items():
            if label:
                yield from ("", f"# {label.capitalize()}")
                yield from self._blocks(roots[part], "")
        yield from ("", "# Dokument")
        yield from self._blocks(document, "")
        yield from ("", "# Typografier i brug")
        yield from style_lines(self._styles, roots.values(), self._names)
        yield from ("", "# Lister")
        yield from list_lines(self._file.members.get(self._file.related("numbering")))
        theme = self._file.members.get(self._file.related("theme"))
        if theme is not None:
            yield from ("", "# Tema", *theme_lines(theme))
        yield from ("", "# Kendetegn, som skifter med alt det, der ikke er skrevet ud ovenfor")
        for name in sorted(self._file.members):
            if name.startswith("word/") and name.endswith(".xml"):
                yield f"{name}: {_fingerprint(self._file.members[name])}"

    def _blocks(self, container: Element, indent: str) -> Iterator[str]:
        for child in container:
            if child.tag == P:
                yield f"{indent}{self._paragraph(child)}"
            elif child.tag == TABLE:
                yield from self._table(child, indent)
            elif child.tag == w("sdt"):
                yield f"{indent}indholdskontrol {val(child, 'sdtPr/tag')}".rstrip()
                yield from self._blocks(child.find(SDT_CONTENT), indent + "  ")
            elif str(child.tag).endswith(("}footnote", "}endnote")):
                yield from self._blocks(child, indent)

    # --- paragraphs ----------------------------------------------------------------------------------------
    def _paragraph(self, paragraph: Element) -> str:
        properties = paragraph.find(PPR)
        facts = [self._names.paragraph(val(properties, "pStyle"))]
        if properties is not None:
            facts += [text for name, text in _PARAGRAPH_FLAGS.items() if _on(properties, name)]
            alignment = val(properties, "jc")
            facts += [_ALIGNMENT[alignment]] if alignment in _ALIGNMENT else []
            number = val(properties, "numPr/numId")
            facts += [f"liste {number} niveau {val(properties, 'numPr/ilvl', '0')}"] if number else []
            facts += ["sektionsskift"] if properties.find(w("sectPr")) is not None else []
        return f"[{', '.join(facts)}] {''.join(self._pieces(paragraph))}".rstrip()

    def _pieces(self, element: Element) -> Iterator[str]:
        """The text of a paragraph; what is set apart from its style stands in ‹ ›."""
        look, text = "", ""
        for run_look, piece in self._runs(element):
            if run_look != look:
                yield _marked(look, text)
                look, text = run_look, ""
            text += piece
        yield _marked(look, text)

    def _runs(self, element: Element) -> Iterator[tuple[str, str]]:
        for child in element:
            if child.tag == w("r"):
                yield self._look(child.find(RPR)), "".join(_run_text(child))
            elif child.tag == w("fldSimple"):
                yield "", f"‹felt {child.get(w('instr'), '').strip()}›"
            elif child.tag not in (PPR, RPR):
                yield from self._runs(child)

    def _look(self, properties: Element | None) -> str:
        if properties is None:
            return ""
        style = val(properties, "rStyle")
        facts = [self._names.character(style)] if style else []
        facts += [text for name, text in _LOOKS.items() if _on(properties, name)]
        size, colour = val(properties, "sz"), val(properties, "color")
        facts += [f"{int(size) / 2:g} pt"] if size else []
        facts += [f"farve {colour}"] if colour else []
        return ", ".join(facts)

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, table: Element, indent: str) -> Iterator[str]:
        widths = [int(column.get(w("w"), "0")) for column in table.iter(w("gridCol"))]
        total = sum(widths) or 1
        shares = " / ".join(f"{100 * width / total:.0f} %" for width in widths)
        style = self._names.table(val(table, "tblPr/tblStyle"))
        caption = val(table, "tblPr/tblCaption")
        yield f"{indent}tabel [{style}] {shares}" + (f" »{caption}«" if caption else "")
        for number, row in enumerate(table.iterchildren(ROW), 1):
            header = " (gentages)" if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None else ""
            yield f"{indent}  række {number}{header}"
            for cell in row.iterchildren(CELL):
                yield from self._cell(cell, indent + "    ")

    def _cell(self, cell: Element, indent: str) -> Iterator[str]:
        span, fill = val(cell, "tcPr/gridSpan"), cell.find(f"{w('tcPr')}/{w('shd')}")
        facts = [f"{span} kolonner"] if span else []
        facts += [f"baggrund {fill.get(w('fill'))}"] if fill is not None else []
        first, *rest = self._blocks(cell, "")
        yield f"{indent}| {f'({chr(44).join(facts)}) ' if facts else ''}{first}"
        yield from (f"{indent}  {line}" for line in rest)


def _marked(look: str, text: str) -> str:
    return f"‹{look}: {text}›" if look and text.strip() else text


def _on(properties: Element, name: str) -> bool:
    element = properties.find(w(name))
    return element is not None and element.get(VAL, "1") not in ("0", "false", "none")


def _run_text(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == w("tab"):
            yield "→"
        elif child.tag == w("br"):
            yield "‹sideskift›" if child.get(w("type")) == "page" else "↵"
        elif child.tag == w("instrText"):
            yield f"‹felt {(child.text or '').strip()}›"
        elif child.tag == w("drawing"):
            descriptions = [drawing.get("descr", "") for drawing in child.iter(f"{{{WP}}}docPr")]
            yield f"‹billede »{', '.join(descriptions)}«›"


def _fingerprint(data: bytes) -> str:
    """A short digest of a part, without what Word notes about its editing."""
    root = parse(data)
    for element in [*root.iter(w("rsids"), w("proofState"))]:
        drop(element)
    return sha256(etree.tostring(root, method="c14n")).hexdigest()[:8]


def _section(section: Element) -> str:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return "uden sideformat"
    orientation = "liggende" if size.get(w("orient")) == "landscape" else "stående"
    edges = "/".join(_mm(margins, name) for name in ("top", "right", "bottom", "left"))
    return f"{orientation}, {_mm(size, 'w')} × {_mm(size, 'h')} mm, margener {edges} mm"


def _mm(element: Element, name: str) -> str:
    return f"{float(element.get(w(name), '0')) / _MM:.0f}"


def main(arguments: Sequence[str]) -> int:
    """The command; see the module's text."""
    stale = []
    for file in (Path(argument) for argument in arguments if argument != "--check"):
        text, target = dump_template(file.read_bytes()), file.with_suffix(".txt")
        if "--check" not in arguments:
            target.write_text(text, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            stale.append(target)
    for target in stale:
        command = f"python -m plangen.templates.dump {target.with_suffix('.docx')}"
        sys.stderr.write(f"{target} svarer ikke til skabelonen. Kør: {command}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
