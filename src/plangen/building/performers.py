"""Documents about one performer alone: the task cards that somebody is to have in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plangen.answers.row_keys import key_of_name
from plangen.catalog import Document, Variant
from plangen.documents.plan_view.tasks import is_of_department
from plangen.findings import UsageError
from plangen.plan import plan_of
from plangen.plan.roles import Role, same
from plangen.projects.sources import LoadedProject
from plangen.texts.danish import joined

_MOST_NAMES = 12


def of_performer(
    loaded: LoadedProject, name: str, packs: Mapping[str | None, Sequence[Document]]
) -> dict[str | None, list[Document]]:
    """The documents of the packs that can be about one performer, for the packs where `name` has a card. The
    name is a title, or the role of the questionnaire.

    Raises `UsageError` when none of the documents can, or nobody of that name performs a card.
    """
    able = {key: [one for one in documents if one.by_performer] for key, documents in packs.items()}
    if not any(able.values()):
        catalog = loaded.library.catalog.documents.values()
        named = [f"{one.id} {one.title}" for one in catalog if one.by_performer]
        raise UsageError(
            "Ingen af de valgte dokumenter kan dannes til én udfører.", f"Det kan: {joined(named)}."
        )
    known: dict[str, None] = {}
    found: dict[str | None, list[Document]] = {}
    for key, documents in able.items():
        roles = _performers(loaded, key) if documents else ()
        known |= {role.text: None for role in roles}
        title = next((role.text for role in roles if _is_called(role, name)), "")
        if title:
            variant = Variant(key_of_name(title), performer=title)
            found[key] = [document.as_variant(variant) for document in documents]
    if not found:
        names = list(known)[:_MOST_NAMES]
        raise UsageError(f"Ingen opgaver har udføreren »{name}«.", f"Vælg mellem: {joined(names)}.")
    return found


def _performers(loaded: LoadedProject, department: str | None) -> list[Role]:
    """Who performs the cards that a pack lists."""
    if department is None:
        cards = plan_of(loaded.project).cards
    else:
        own = plan_of(loaded.project, department)
        cards = tuple(card for card in own.cards if is_of_department(card))
    return [card.performer for card in cards if card.performer]


def _is_called(role: Role, name: str) -> bool:
    names = (role.text, role.key, role.label, role.label.split(" (")[0])
    return same(name) in {same(one) for one in names if one}
