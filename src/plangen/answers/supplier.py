"""Whether the supplier is chosen, so that its name may be printed (specifikation.md 4.1, »Leverandør«)."""

from __future__ import annotations

from typing import Final

from plangen.answers.model import Answers

_CHOSEN_BY_FORM: Final = ("anskaffet", "faelleskommunal")
_CONTRACT_CARD: Final = "OPG-13"


def supplier_is_chosen(answers: Answers) -> bool:
    """Whether the form of purchase says that the supplier is chosen, or the card of the contract is reported
    done. Before that the name stands in no document, nor in the properties of a file."""
    reported = (row for row in answers.rows("opgave_tilpasning") if row.text("kort") == _CONTRACT_CARD)
    return answers.text("anskaffelsesform") in _CHOSEN_BY_FORM or any(
        row.text("status") == "afsluttet" for row in reported
    )
