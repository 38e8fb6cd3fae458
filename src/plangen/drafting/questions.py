"""Where each kind of question, and a figure, stands in a document: a new template prints it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plangen.catalog.model import Question
from plangen.drafting.draft import Draft, DraftColumn

_MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the context (»figur.F1«); where it cannot be drawn, nothing stands in its place."""

    name: str


def add_section(draft: Draft, heading: str, content: Sequence[Question | Figure]) -> None:
    """A heading, and each question and figure below it."""
    draft.heading(heading)
    for one in content:
        if isinstance(one, Figure):
            with draft.block(f"if {one.name}"):
                draft.paragraph(f"{{{{ {one.name} }}}}", "Normal")  # as wide as the page
        elif one.shown_if:
            with draft.block(f"if {one.id}.vises"):
                add_question(draft, one)
        else:
            add_question(draft, one)


def add_question(draft: Draft, question: Question) -> None:
    """The tags of a question: a table for rows, facts for a group, else a paragraph."""
    name = question.id
    columns = question.columns[:_MOST_COLUMNS]
    if question.type in ("table", "fixed"):
        fields = [(column.label, f"{{{{ r.{column.id} }}}}") for column in columns]
        if question.type == "fixed":
            fields = [(question.short, "{{ r.label }}"), *fields]
        share = 100 / len(fields)
        otherwise = f"{{{{ {name}.ellers }}}}"
        draft.table(
            question.short, [DraftColumn(h, share, tag) for h, tag in fields], f"r in {name}", otherwise
        )
    elif question.type == "group":
        draft.facts(question.short, [(column.label, f"{{{{ {name}.{column.id} }}}}") for column in columns])
    elif question.type == "choice" and columns:
        draft.paragraph(f"{{{{ {name}.valg }}}}", label=f"{question.short}:")
        for column in columns:
            draft.paragraph(f"{{{{ {name}.{column.id} }}}}")
    elif question.type == "markdown":
        draft.paragraph(f"{{{{ {name} }}}}")
    elif question.type == "multi":
        draft.paragraph(f"{{{{ {name}.punkter }}}}")
    else:
        draft.paragraph(f"{{{{ {name} }}}}", label=f"{question.short}:")
