"""Which packs a build makes, and which documents of each: what is asked for, of what the project has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plangen.answers.packs import SHARED, documents_of, packs_of
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure
from plangen.building.performers import of_performer
from plangen.catalog import Document
from plangen.catalog.address import Address
from plangen.findings import UsageError
from plangen.projects.sources import LoadedProject
from plangen.texts.danish import joined

Wanted = Mapping[str | None, Sequence[Document]]
"""Whose answers a pack is made of (None for the project's) → the documents to make, in the pack's order."""


def packs_wanted(loaded: LoadedProject, request: BuildRequest, outcome: BuildOutcome) -> Wanted:
    """The packs asked for that have documents asked for.

    Raises `UsageError` for a department that the project does not have, for a document that none of these
    packs has, for a paper that none of the documents is made on, and for a performer of no task.
    """
    found = {
        department: documents_of(loaded.project.answers_of(department))
        for department in departments_wanted(loaded, request, outcome)
    }
    _refuse_missing(loaded, request, found)
    chosen = {
        department: [
            document.on_paper(request.paper)
            for document in documents
            if document.id in request.documents or not request.documents
        ]
        for department, documents in found.items()
    }
    _refuse_paper(loaded, request, chosen)
    if request.performer:
        return of_performer(loaded, request.performer, chosen)
    return {department: documents for department, documents in chosen.items() if documents}


def departments_wanted(
    loaded: LoadedProject, request: BuildRequest, outcome: BuildOutcome
) -> list[str | None]:
    """Whose packs are asked for, the project's first. While the answer that names the departments cannot be
    read, the finding about that says all. Raises `UsageError` for one that the project does not have."""
    if not loaded.project.readable():
        return [None]
    packs = packs_of(loaded.project)
    # Who asks for the only department's pack means the one there is.
    known = {**dict.fromkeys(loaded.project.departments, packs[SHARED]), **packs}
    for key in request.departments:
        if key not in known and Address("afdelinger") in loaded.project.base.invalid:
            why = f"»afdelinger« i {loaded.path} kan ikke læses (se ovenfor)"
            outcome.failures.append(Failure(f"Pakken til {key} er ikke dannet, fordi {why}.", 1))
        elif key not in known:
            choices = [SHARED, *loaded.project.departments]
            raise UsageError(
                f"Afdelingen »{key}« findes ikke i {loaded.path}.", f"Vælg mellem: {', '.join(choices)}."
            )
    asked = {known[key] for key in request.departments if key in known}
    return [one for one in packs.values() if one in asked or not request.departments]


def _refuse_missing(
    loaded: LoadedProject, request: BuildRequest, packs: Mapping[str | None, Sequence[Document]]
) -> None:
    """Raises `UsageError` for a document that is asked for and that none of the packs has."""
    there = {document.id for documents in packs.values() for document in documents}
    catalog = loaded.library.catalog.documents
    missing = [catalog[id] for id in request.documents if id not in there and id in catalog]
    if not missing or not packs:
        return
    names = joined([f"{document.id} {document.title}" for document in missing])
    reach = loaded.project.base.reach
    elsewhere = [document for document in missing if reach.makes(document)]
    if elsewhere:
        hint = "Udelad --department, eller vælg den pakke, som det hører til."
    else:
        hint = "Skriv det under »dokumenter« i »pakke«, eller vælg et større omfang."
    where = "de valgte pakker" if elsewhere else f"pakkerne (omfang: {reach.profile})"
    raise UsageError(f"{names} er ikke med i {where}.", hint)


def _refuse_paper(
    loaded: LoadedProject, request: BuildRequest, packs: Mapping[str | None, Sequence[Document]]
) -> None:
    """Raises `UsageError` for a paper that would change nothing."""
    documents = [document for pack in packs.values() for document in pack]
    if not documents or any(request.paper in document.papers for document in documents):
        return
    catalog = loaded.library.catalog.documents.values()
    able = [f"{one.id} {one.title}" for one in catalog if request.paper in one.papers]
    raise UsageError(
        f"Ingen af de valgte dokumenter kan dannes i {request.paper}.",
        f"Det kan: {joined(able)}." if able else "",
    )
