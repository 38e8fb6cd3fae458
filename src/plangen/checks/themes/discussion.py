"""Whether the pitfalls have been talked about (002)."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.pitfalls import judged_pitfalls
from plangen.checks.registry import Breach, Case, judges
from plangen.checks.telling import enough


@judges("R91", after_others=True)
def undiscussed(case: Case) -> Iterator[Breach]:
    """Pitfalls that nothing is said about, or whose rules are in breach, and that nobody has assessed."""
    titles = [
        judged.pitfall.title
        for judged in judged_pitfalls(case.answers, case.plan, case.others)
        if not judged.assessed and _needs_a_talk(judged.status, judged.broken)
    ]
    if titles:
        yield Breach({"titler": enough(titles)})


def _needs_a_talk(status: str, broken: tuple[str, ...]) -> bool:
    return status == "ikke_beskrevet" or (status == "beskrevet" and bool(broken))
