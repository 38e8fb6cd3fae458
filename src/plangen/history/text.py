"""What has changed in lines to read, of at most 80 characters, and as data with stable names."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from plangen.findings import visible
from plangen.history.changes import PackChanges, ProjectChanges
from plangen.history.item import Change, ChangeKind
from plangen.history.told import counts, edition_name, from_to, is_told
from plangen.texts.danish import joined

WIDTH = 80
_HEADINGS: Mapping[ChangeKind, str] = {
    "svar": "Svar",
    "række ny": "Nye rækker",
    "række væk": "Rækker, der er væk",
    "dato": "Datoer, der er flyttet",
    "bemærkning ny": "Nye bemærkninger fra kontrollen",
    "bemærkning væk": "Bemærkninger, der er væk",
}
_LONGEST = 200


def change_lines(name: str, found: ProjectChanges, titles: Mapping[str, str]) -> Iterator[str]:
    """What `plangen changes` shows. `titles`: of the documents, by id."""
    if found.since is None:
        yield f"{name}: Der er ikke husket nogen tidligere udgave. Den huskes, når pakken dannes."
        return
    since = edition_name(found.since.edition)
    if not found.anything:
        yield f"{name}: Intet er ændret siden {since}."
        return
    yield f"{name}: ændret siden {since}"
    common = frozenset(one.identity for pack in found.packs[:1] for one in pack.changes)
    for number, pack in enumerate(found.packs):
        yield ""
        yield from pack_lines(pack, titles, common if number else frozenset())


def pack_lines(
    pack: PackChanges, titles: Mapping[str, str], told: Collection[tuple[str, ...]] = ()
) -> Iterator[str]:
    """One pack. `told`: the changes that the project's pack has told already."""
    yield f"{pack.name} ({pack.key})"
    if pack.new or pack.gone:
        yield "  Pakken er ny." if pack.new else "  Pakken er der ikke mere."
        return
    if not pack.anything:
        yield "  Intet er ændret."
        return
    here = [one for one in pack.changes if is_told(one)]
    for kind, heading in _HEADINGS.items():
        some = [one for one in here if one.kind == kind and one.identity not in told]
        if some:
            yield f"  {heading}"
        for _, same in groupby(some, lambda one: (one.label, one.id.removesuffix(one.part))):
            yield from _wrapped(_line(tuple(same)), 4)
    shared = counts(one for one in here if one.identity in told)
    if shared:
        yield from _wrapped(f"Som i den fælles pakke: {shared}.", 2)
    yield from _documents(pack, titles)


def _line(changes: Sequence[Change]) -> str:
    """One thing that has changed; of a task card both dates."""
    first = changes[0]
    contrast = ", ".join(f"{one.part} {from_to(one, _LONGEST)}".strip() for one in changes)
    where = f" [{', '.join(first.documents)}]" if first.documents else ""
    return f"{first.label}{': ' if contrast else ''}{contrast}{where}"


def _documents(pack: PackChanges, titles: Mapping[str, str]) -> Iterator[str]:
    """What became of each document; those that are as they were in one line."""
    yield "  Dokumenter"
    for one in pack.documents:
        title = f"{one.id} {titles.get(one.id, '')}".rstrip()
        told = counts(change for change in pack.changes if one.id in change.documents and is_told(change))
        if one.state == "ændret":
            yield from _wrapped(f"{title}: {told or 'følger af andre ændringer eller af datoen'}", 4)
        elif one.state != "uændret":
            yield f"    {title}: {'nyt i pakken' if one.state == 'nyt' else 'ikke mere i pakken'}"
    same = [one.id for one in pack.documents if one.state == "uændret"]
    if same:
        yield from _wrapped(f"Uændret: {joined(same)}", 4)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    yield from textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def summary_line(found: ProjectChanges) -> str:
    """»Ændret siden version 0.2, 03.01.2027: 3 ændrede svar og 12 datoer flyttet.«; each change once, also
    when several packs have it. Empty when nothing has changed."""
    if found.since is None or not found.anything:
        return ""
    each = dict.fromkeys(one for pack in found.packs for one in pack.changes if is_told(one))
    told = counts(each) or "kun det, der følger af datoen, og selve dokumenterne"
    return f"Ændret siden {edition_name(found.since.edition)}: {told}."


def changes_json(name: str, found: ProjectChanges, titles: Mapping[str, str]) -> dict[str, Any]:
    """The same as data."""
    since = found.since
    told = {"nummer": since.number, "dato": since.date, "udgave": since.version} if since else None
    return {
        "projekt": name,
        "siden": told,
        "nu": {"dato": found.edition[0], "udgave": found.edition[1]},
        "pakker": [_pack_json(pack, titles) for pack in found.packs],
    }


def _pack_json(pack: PackChanges, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "afdeling": pack.key,
        "navn": pack.name,
        "ny": pack.new,
        "vaek": pack.gone,
        "aendringer": [_change_json(one) for one in pack.changes],
        "dokumenter": [
            {"id": one.id, "titel": titles.get(one.id, ""), "tilstand": one.state} for one in pack.documents
        ],
    }


def _change_json(change: Change) -> dict[str, Any]:
    told = {"slags": change.kind, "id": change.id, "hvad": change.label}
    told |= {"fra": change.was, "til": change.now} if change.was or change.now else {}
    told |= {"niveau": change.level} if change.level else {}
    told |= {"del": change.part} if change.part else {}
    return told | {"dokumenter": list(change.documents)}
