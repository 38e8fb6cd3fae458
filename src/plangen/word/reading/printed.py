"""Which answers a Word file prints that is as plangen made it, told without reading the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from plangen.catalog.address import is_own_id, of_tick
from plangen.ooxml.opening import opened, parsed
from plangen.ooxml.properties import CUSTOM_PART, edition_of

_SILENT: Final = re.compile(r"/(?:app|core|styles|theme|settings|fontTable|numbering|glossary)\b")
"""Parts without answers, and what Word keeps to be put into documents."""
_PROPERTIES: Final = b"sdtPr>"
"""Ends the first tag of a control's properties, and the last, whatever prefix the part has for Word's names;
in what people have written there is no `>`, for XML has `&gt;` there."""
_NAME: Final = re.compile(rb'<[\w.-]*:?(?:alias|tag)\s[^>]*?\bval="([^"]*)"')
_INVITES: Final = b"showingPlcHdr/>"
_END: Final = re.compile(rb"</[\w.-]*:?sdt>")


class PrintedAnswers(NamedTuple):
    """`answers`: the id of each answer that has a control → whether any of its controls is filled in;
    `edition`: which edition the file says it is, empty when it says none."""

    answers: Mapping[str, bool]
    edition: str


def printed(data: bytes) -> PrintedAnswers:
    """The same as `read_word` says of such a file, for a fiftieth of the work: every Word file is asked when
    it is made. Of one that somebody may have edited it is not true. Raises `UnreadableWord`."""
    members = opened(data, _may_say)
    custom = members.pop(CUSTOM_PART, b"")
    answers: dict[str, bool] = {}
    for part in members.values():
        for id, filled in _controls(part):
            answers[id] = answers.get(id, False) or filled
    answers.pop("", None)
    return PrintedAnswers(answers, edition_of(parsed(custom, CUSTOM_PART)) if custom else "")


def _may_say(name: str) -> bool:
    """Whether a member may be one with text, or names the edition."""
    return name.endswith(".xml") and not _SILENT.search(name)


def _controls(part: bytes) -> Iterator[tuple[str, bool]]:
    """Id of each control, empty when it is no answer's, and whether it is filled in. The invitation to write
    in one around paragraphs may stand in a control without a name, the first in it
    (`word/filling/controls`)."""
    id, filled = "", False
    pieces = part.split(_PROPERTIES)
    for before, properties in zip(pieces[::2], pieces[1::2], strict=False):
        name, invites = _NAME.search(properties), _INVITES in properties
        if name is None:
            filled = filled and not (invites and not _END.search(before))
            continue
        yield id, filled
        id, filled = _answer(name[1]), not invites
    yield id, filled


@lru_cache(maxsize=8192)
def _answer(name: bytes) -> str:
    """The id of the answer that a control of this name is of; empty when it is none of plangen's."""
    told = unescape(name.decode())
    return of_tick(told)[0] if is_own_id(told) else ""
