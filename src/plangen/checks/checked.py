"""What the checks of one context, or of a whole project, have come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from plangen.checks.registry import Judgement
from plangen.findings import Finding


@dataclass(frozen=True)
class Checked:
    """What was found, and the checks that were made: the codes of the rules that applied. `judgement`: what
    became of the rules in one context."""

    findings: tuple[Finding, ...] = ()
    made: frozenset[str] = frozenset()
    judgement: Judgement = field(default_factory=Judgement)
