"""Whether the supplier is chosen, so that its name may be printed (specifikation.md 4.1, »Leverandør«)."""

from __future__ import annotations

from typing import Final

from plangen.answers.model import Answers
from plangen.answers.reported import is_reported_done

_CHOSEN_BY_FORM: Final = ("anskaffet", "faelleskommunal")
_CONTRACT_CARD: Final = "OPG-13"


def supplier_is_chosen(answers: Answers) -> bool:
    """Whether the form of purchase says that the supplier is chosen, or the card of the contract is reported
    done. Before that the name stands in no document, nor in the properties of a file."""
    chosen = answers.text("anskaffelsesform") in _CHOSEN_BY_FORM
    return chosen or is_reported_done(answers, _CONTRACT_CARD)
