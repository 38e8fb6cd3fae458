"""The kinds of files in which the questionnaire is sent: a row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from plangen.questionnaires.lone_form import lone_form
from plangen.questionnaires.sent_form import SentForm

FormWriter = Callable[[SentForm], bytes]
"""The form → the bytes of its file; the same form gives the same bytes."""


def _page(form: SentForm) -> bytes:
    return lone_form(form).encode("utf-8")


WRITERS: Final[Mapping[str, FormWriter]] = {"html": _page}
"""Format, which is the ending of the file too → its writer."""
