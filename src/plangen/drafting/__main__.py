"""Writes the first version of a Word template:

    python -m plangen.drafting templates/docx/13_logbog.docx "Logbog" \\
        --afsnit "Baggrund: problem, system_beskrivelse" --afsnit "Mål: figur.F1, maal" \\
        --liggende "Krav: krav"

Each section is a heading, and the questions and figures that stand under it: a name with a dot is a figure.
Nothing is overwritten.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plangen.catalog import Catalog
from plangen.catalog.model import Question
from plangen.drafting.draft import Draft
from plangen.drafting.questions import Figure, add_section
from plangen.drafting.styling import MODEL
from plangen.findings import PlangenError, UsageError
from plangen.library import Library
from plangen.projects.shipped import shipped_library
from plangen.projects.writing import write_atomically


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 2 for a question that does not exist or a file that does."""
    given = _parser().parse_args(arguments)
    try:
        target: Path = given.fil
        if target.exists():
            raise UsageError(f"{target} findes i forvejen.", "Flyt den, eller giv et andet navn.")
        write_atomically(target, drafted(given.titel, given.afsnit, shipped_library()), expected=None)
    except PlangenError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this is the command
        return error.exit_code
    print(f"{given.fil} er skrevet. Åbn den i Word, og ret den til.")  # noqa: T201
    return 0


def drafted(title: str, sections: Sequence[tuple[bool, str]], library: Library) -> bytes:
    """The template: for each section whether its pages are landscape, and »Overskrift: id, id«."""
    draft, catalog = Draft(library.templates.read("docx", MODEL)), library.catalog
    for landscape, text in sections:
        heading, _, names = text.partition(":")
        content = [_content(name.strip(), catalog) for name in names.split(",") if name.strip()]
        if landscape:
            with draft.landscape():
                add_section(draft, heading.strip(), content)
        else:
            add_section(draft, heading.strip(), content)
    return draft.data(title)


def _content(name: str, catalog: Catalog) -> Question | Figure:
    if "." in name:
        return Figure(name)
    if name not in catalog.questions:
        raise UsageError(f"Spørgsmålet »{name}« findes ikke.", "Se id'erne i catalog/data/spoergsmaal.yaml.")
    return catalog.questions[name]


def _upright(text: str) -> tuple[bool, str]:
    return False, text


def _landscape(text: str) -> tuple[bool, str]:
    return True, text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plangen.drafting", description="En ny Word-skabelon.")
    parser.add_argument("fil", type=Path, help="den nye skabelon, fx templates/docx/13_logbog.docx")
    parser.add_argument("titel", help="dokumentets titel")
    for flag, kind, help in (
        ("--afsnit", _upright, "et afsnit"),
        ("--liggende", _landscape, "et afsnit på liggende sider"),
    ):
        parser.add_argument(
            flag, dest="afsnit", action="append", type=kind, metavar='"Overskrift: id, figur"', help=help
        )
    parser.set_defaults(afsnit=[])
    return parser


if __name__ == "__main__":
    sys.exit(main())
