"""The marks that stand for what is no text while a Word file is read: no answer may ever hold one.

The reader keeps them apart from the text of answers; this is the last look before an answer is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from plangen.answers.model import Multi

_THINGS = "billede|tekstboks|fodnote|slutnote|objekt|symbol|formel|spalteskift|tekst med udtale|felt"
_FIELDS = (
    "ADDRESSBLOCK|ADDIN|ASK|AUTHOR|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DATE|DOCPROPERTY|EQ|FILENAME|"
    "FILLIN|FORMCHECKBOX|FORMDROPDOWN|FORMTEXT|GREETINGLINE|HYPERLINK|IF|INCLUDEPICTURE|INCLUDETEXT|INDEX|"
    "LISTNUM|MACROBUTTON|MERGEFIELD|NOTEREF|NUMPAGES|PAGE|PAGEREF|PRINTDATE|QUOTE|REF|SAVEDATE|SEQ|STYLEREF|"
    "SUBJECT|SYMBOL|TC|TIME|TITLE|TOC|USERNAME|XE"
)
_MARK = re.compile(f"[\ufffc\ufffd]|‹(?:(?:{_THINGS})(?:: [^›]*)?|{_FIELDS})›")


def holds_marks(value: Any) -> bool:
    """Whether a raw value, or any text in it, holds such a mark. A user's own »‹« is none."""
    match value:
        case str():
            return _MARK.search(value) is not None
        case Multi():
            return any(map(holds_marks, (*value.chosen, *value.own)))
        case Mapping():
            return any(map(holds_marks, value.values()))
        case list() | tuple():
            return any(map(holds_marks, value))
    return False
