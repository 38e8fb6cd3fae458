"""What the purpose says (002, kap. 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plangen.checks.registry import Breach, Case, judges


@judges("R03")
def begins_with_technology(case: Case) -> Iterator[Breach]:
    """The purpose says that something is introduced instead of what it is for."""
    text = case.answers.text("formaal_kort").strip()
    if re.search(case.answers.catalog.lists.patterns["RX-03"], text, re.IGNORECASE):
        yield Breach()
