"""Who: role keys resolved to titles, performers of cards, who can answer a question."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.answers.model import Answers, Row
from plangen.plan.frame import Frame
from plangen.plan.refs import AnswerRef, Text, cell

ROLES = "roller"
_MANAGER = "projektleder"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who does or owns something.

    `text`: the title from the answers, a word such as »Superbrugerne«, or the role's Danish name when no
    title is given. `key`: the role key (`projektejer`), or the word of `udfoerere` (`ledere`), else empty.
    `label`: the Danish name of the role key (»Projektejer (forandringsejer)«), else empty.
    `source`: the answer that the text is copied from.
    """

    text: str
    key: str = ""
    label: str = ""
    source: AnswerRef | None = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NOBODY = Role("")


def role_of_key(answers: Answers, key: str) -> Role:
    """A role of `roller`: its title when filled in, else its Danish name without what is in brackets."""
    label = answers.catalog.questions[ROLES].rows[key]
    row = answers.row(ROLES, key)
    title = cell(ROLES, row, "rolle") if row else Text("")
    if title:
        return Role(title.text, key, label, title.source)
    return Role(label.split(" (")[0], key, label)


def resolve(answers: Answers, text: Text) -> Role:
    """A cell that refers to a role: a role key becomes its title, any other text stands as it is."""
    key = same(text.text)
    if key in answers.catalog.questions[ROLES].rows:
        return role_of_key(answers, key)
    return Role(text.text, source=text.source)


def responsible(frame: Frame, question: str, row: Row, *columns: str) -> Role:
    """The role that the first filled of these cells names; nobody when all are empty."""
    named = next((text for column in columns if (text := cell(question, row, column))), None)
    return resolve(frame.project, named) if named else NOBODY


def performer(frame: Frame, name: Text) -> Role:
    """The performer of a card: a word or chain of `udfoerere` (lister.yaml), a role key, or own text."""
    word = same(name.text)
    known = frame.catalog.lists.performers.get(word)
    if known is None:
        return resolve(frame.project, name)
    if isinstance(known, str):
        return Role(known, word)
    chosen = next((role for path in known if (role := _at_path(frame, path))), NOBODY)
    return Role(chosen.text, word, chosen.label, chosen.source)


def _at_path(frame: Frame, path: str) -> Role:
    """`roller.<key>`, `<group>.<column>`, or `<table>.<column>.<code>`: the title that stands there."""
    question, column, *code = path.split(".")
    if question == ROLES:
        return role_of_key(frame.project, column)
    if not code:
        return resolve(frame.project, cell(question, frame.project.group(question), column))
    for row in frame.answers.rows(question):  # in a department's pack nobody of another department
        if row.get(column) == code[0] and row.text("rolle"):
            return resolve(frame.project, cell(question, row, "rolle"))
    return NOBODY


def who_can_answer(answers: Answers, question: str) -> Role:
    """Who can probably answer a question: `kan_svare`, the question's own entry before its section's. What
    is no question (a setting of the pack) is the project manager's."""
    can_answer = answers.catalog.lists.can_answer
    known = answers.catalog.questions.get(question)
    key = can_answer.get(question) or can_answer.get(known.section if known else "", _MANAGER)
    return role_of_key(answers, key)


def same(text: str) -> str:
    """A title as it is compared: case and surrounding blanks do not count (specifikation.md 3.5)."""
    return text.strip().casefold()
