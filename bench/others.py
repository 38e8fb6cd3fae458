"""One plain document, some text and a table, made by plangen and by the engines that others use: docxtpl, and
docxtemplater and carbone, which are Node's and come by npm where there is one."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from processes import warm

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from plangen.projects.shipped import template_folder
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer
from plangen.word.engine import WordTemplate

PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0", "carbone@3.8.2")
_SCRIPT = Path(__file__).with_name("others.js")
_COLUMNS = ("hvad", "hvem", "frist", "status")
_FIELDS = ("titel", "formaal", "kontakt")
_WORDS = "Sagsbehandleren får overblik over borgerens forløb på tværs af forvaltningerne"


def engines(folder: Path, rows: int, times: int) -> dict[str, float | None]:
    """Engine → the milliseconds of CPU that a document with so many rows takes, warm, the median; None where
    npm cannot get it."""
    values = _values(rows)
    found: dict[str, float | None] = {"plangen": _plangen(values, times), "docxtpl": _docxtpl(values, times)}
    for name, tags in (("docxtemplater", _docxtemplater_tags), ("carbone", _carbone_tags)):
        found[name] = _by_node(folder, name, _template(tags), values, times) if _installed(folder) else None
    return found


# --- the document -------------------------------------------------------------------------------------------
Values = Mapping[str, str | list[dict[str, str]]]
Tags = Callable[[], tuple[list[str], list[list[str]]]]
"""The paragraphs, and the rows of the table below its heading."""


def _values(rows: int) -> Values:
    fields: dict[str, str | list[dict[str, str]]] = {name: f"{_WORDS}, {name}" for name in _FIELDS}
    fields["raekker"] = [{name: f"{_WORDS} {n}, {name}" for name in _COLUMNS} for n in range(rows)]
    return fields


def _jinja_tags() -> tuple[list[str], list[list[str]]]:
    cells = [f"{{{{ r.{name} }}}}" for name in _COLUMNS]
    loop, end = ("{%tr for r in raekker %}", "", "", ""), ("{%tr endfor %}", "", "", "")
    return [f"{{{{ {name} }}}}" for name in _FIELDS], [list(loop), cells, list(end)]


def _docxtemplater_tags() -> tuple[list[str], list[list[str]]]:
    cells = [f"{{{name}}}" for name in _COLUMNS]
    row = [f"{{#raekker}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/raekker}}"]
    return [f"{{{name}}}" for name in _FIELDS], [row]


def _carbone_tags() -> tuple[list[str], list[list[str]]]:
    row = [[f"{{d.raekker[{at}].{name}}}" for name in _COLUMNS] for at in ("i", "i+1")]
    return [f"{{d.{name}}}" for name in _FIELDS], row


def _template(tags: Tags) -> bytes:
    """The document in the styles of one that plangen ships."""
    document = Document(str(template_folder() / "docx" / "12_internt_bilag_kravspecifikation.docx"))
    body, section = document.element.body, document.sections[0]
    for block in list(body)[:-1]:
        body.remove(block)
    section.different_first_page_header_footer = False
    for story in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        story.is_linked_to_previous = True
    paragraphs, rows = tags()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(0, len(_COLUMNS))
    for texts in (list(_COLUMNS), *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# --- the engines --------------------------------------------------------------------------------------------
def _plangen(values: Values, times: int) -> float:
    """With a control for each answer, as in every document of a pack."""
    template = WordTemplate("prøve.docx", _template(_jinja_tags))
    rows = [
        Record({name: _answer(f"raekker[{n}].{name}", text) for name, text in row.items()})
        for n, row in enumerate(values["raekker"])
        if isinstance(row, dict)
    ]
    context: dict[str, object] = {name: _answer(name, str(values[name])) for name in _FIELDS}
    context["raekker"] = Rows(rows, _answer("raekker", ""))
    return 1000 * warm(times, lambda: template.render(context, CoreProperties(title="Prøve"), Printing()))


def _answer(id: str, text: str) -> Answer:
    return Answer(text, id=id, raw=text)


def _docxtpl(values: Values, times: int) -> float:
    template = _template(_jinja_tags)

    def made() -> None:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(values), autoescape=True)
        document.save(io.BytesIO())

    return 1000 * warm(times, made)


def _by_node(folder: Path, engine: str, template: bytes, values: Values, times: int) -> float:
    paths = [folder / name for name in (f"{engine}.docx", "data.json", f"{engine}_ud.docx")]
    paths[0].write_bytes(template)
    paths[1].write_text(json.dumps(values), "utf-8")
    script = shutil.copy(_SCRIPT, folder)
    command = ["node", script, engine, *map(str, paths), str(times)]
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    rows = values["raekker"]
    assert len(Document(str(paths[2])).tables[0].rows) == len(rows) + 1, f"{engine} has not made the document"
    return float(said.split()[-1])


def _installed(folder: Path) -> bool:
    """Whether both are in the folder, or npm can put them there."""
    if (folder / "node_modules").exists():
        return True
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES]
    return (
        shutil.which("npm") is not None
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )
