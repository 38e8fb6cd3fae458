"""What is in a questionnaire that came back as a Word file and is no answer: comments, text beside the
fields, pictures. Nothing of it becomes an answer, and nothing of it is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from plangen.catalog.address import Address
from plangen.differences.comparison import Difference
from plangen.differences.free_text import EMPTY_LINE, FreeEdit
from plangen.differences.pieces import CONTROL
from plangen.forms.submission import Remark
from plangen.texts.danish import counted
from plangen.word.reading.content import Content
from plangen.word.reading.extras import PROPERTY, SETTINGS

_NOT_SAID = (PROPERTY, *SETTINGS)
"""How facts about a file begin that say nothing about answers."""
_LONGEST = 200


def remarks_of(now: Content, difference: Difference, titles: Mapping[str, str]) -> Iterator[Remark]:
    """What there is to know of a form besides its answers. `titles`: id of a question → the heading that it
    has in the form."""
    if difference.tracked:
        changes = counted(difference.tracked, "registreret ændring", "registrerede ændringer")
        message = f"Filen har {changes}, som ingen har accepteret. Svarene er læst, som om de er det."
        yield Remark("", message, is_problem=False)
    for text in difference.comments:
        yield Remark("kommentar", f"»{_short(text)}« er ikke et svar. Læs den i filen.")
    headings = frozenset(titles.values())
    for edit in difference.free:
        yield from _of_text(edit, now, headings)
    for copy in difference.answers:
        if copy.copy and copy.now and not Address.parse(copy.id).key:
            name = titles.get(Address.parse(copy.id).whole, copy.id)
            yield Remark(
                copy.place, f"»{_short(copy.now)}« står i en kopi af feltet for »{name}« og er ikke brugt."
            )
    for fact in difference.extras:
        if not fact.startswith(_NOT_SAID):
            yield Remark("", f"Filen har noget, som ikke er et svar: {fact}.")


def _of_text(edit: FreeEdit, now: Content, headings: Collection[str]) -> Iterator[Remark]:
    """Text that was typed, or that is another now; what is gone of the form's own words is no loss."""
    text = edit.now.replace(CONTROL, "…").strip()
    if not text or edit.now == EMPTY_LINE or set(text) <= {"…"}:
        return
    where = _heading_above(edit.now, now.free, headings)
    yield Remark(where, f"»{_short(text)}« står uden for felterne og er ikke blevet til et svar.")


def _heading_above(text: str, pieces: Sequence[str], headings: Collection[str]) -> str:
    """The question that a piece of text stands under; empty when that cannot be told."""
    if text not in pieces:
        return ""
    before = pieces[: pieces.index(text)]
    return next((piece for piece in reversed(before) if piece in headings), "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
