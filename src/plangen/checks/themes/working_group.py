"""Who is in the working group, and what it does (004, Fase 2 and Bilag 1)."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.answers.conditions import shown
from plangen.checks.registry import Breach, Case, judges
from plangen.checks.telling import enough

# Not yet chosen: a supplier in the group would be treated better than the others (R97).
_NOT_CHOSEN = ("udbud", "forhandling", "rammeaftale", "under_taerskel", "uafklaret")


@judges("R27")
def narrow(case: Case) -> Iterator[Breach]:
    """Fewer than two thirds of the categories that are relevant here are in the group. A team counts as
    employees; citizens only where they are asked about, a supplier only once the solution is chosen."""
    answers = case.answers
    members = {_counted_as(row.text("kategori")) for row in answers.rows("arbejdsgruppe_medlemmer")}
    relevant = list(dict.fromkeys(_counted_as(code) for code in answers.catalog.lists.template_roles))
    if not shown(answers, "borgerinddragelse"):
        relevant.remove("borger")
    if answers.text("anskaffelsesform") in _NOT_CHOSEN:
        relevant.remove("leverandoer")
    missing = [code for code in relevant if code not in members]
    if 3 * (len(relevant) - len(missing)) < 2 * len(relevant):
        labels = answers.catalog.questions["arbejdsgruppe_medlemmer"].column("kategori").options
        yield Breach({"mangler": enough([labels[code] for code in missing])})


def _counted_as(category: str) -> str:
    return "medarbejder" if category == "team" else category


@judges("R118")
def forgotten_tasks(case: Case) -> Iterator[Breach]:
    """A card of the plan that the group performs, and whose task is not among those chosen."""
    question = case.answers.catalog.questions["arbejdsgruppe_opgaver"]
    chosen = case.answers.chosen(question.id)
    for task, (_, deadline) in case.answers.catalog.lists.group_task_delivery.items():
        card = case.plan.card(deadline.partition(" ")[0])
        if card is not None and card.performer.key == "arbejdsgruppe" and task not in chosen:
            yield Breach({"kort": f"{card.number} {card.title.text}", "opgave": question.options[task]})
