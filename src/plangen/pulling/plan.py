"""The whole of a pull: edited documents in, what is to be written to the answer files out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plangen.answers.department_view import shown_to
from plangen.answers.project import Project
from plangen.answers.wording import quoted
from plangen.catalog import Catalog
from plangen.pulling.grants import grant, scope_of
from plangen.pulling.interpretation import understand
from plangen.pulling.names import names_of
from plangen.pulling.raw_values import raw_values, row_keys
from plangen.pulling.renaming import renamed_contexts
from plangen.pulling.wishes import Choices, Context, Done, EditedDocument, Pull, RowWish, Trouble, Wish


def contexts_of(project: Project) -> dict[str | None, Context]:
    """The answers of every pack."""
    contexts: dict[str | None, Context] = {}
    for department in (None, *project.departments):
        answers = project.answers_of(department)
        shown = row_keys(shown_to(answers, department)) if department else {}
        contexts[department] = Context(
            department,
            raw_values(answers),
            row_keys(answers),
            names_of(answers),
            answers.replaced,
            {table: frozenset(keys) for table, keys in shown.items()},
            answers.own_rows,
            department in project.with_file,
        )
    return contexts


def plan_pull(
    catalog: Catalog,
    sources: Iterable[EditedDocument],
    contexts: Mapping[str | None, Context],
    choices: Choices,
) -> Pull:
    """What the edits of all documents come to. A document of a department that the project no longer has
    gives a trouble."""
    sources = list(sources)
    wishes, troubles, done = _understood(catalog, sources, contexts, choices)
    coming = renamed_contexts(contexts, wishes)
    if coming != contexts:  # cells that name what gets another name may have it already
        wishes, troubles, done = _understood(catalog, sources, coming, choices)
    wishes = list(_without_unreadable_elsewhere(wishes, troubles))
    granted = grant(catalog, wishes, contexts, choices)
    return replace(granted, troubles=(*troubles, *granted.troubles), done=done)


def _understood(
    catalog: Catalog,
    sources: Sequence[EditedDocument],
    contexts: Mapping[str | None, Context],
    choices: Choices,
) -> tuple[list[Wish | RowWish], list[Trouble], int]:
    """What the edits of all documents wish, what is wrong with others, and how many are done."""
    wishes: list[Wish | RowWish] = []
    troubles: list[Trouble] = []
    done = 0
    for source in sources:
        context = contexts.get(source.department)
        if context is None:
            message = "Projektet har ikke længere den afdeling, så rettelserne er ikke ført tilbage."
            troubles.append(Trouble("ulæselig", source.document, message, (source.where(""),)))
            continue
        for outcome in understand(catalog, source, context, choices):
            if isinstance(outcome, Trouble):
                troubles.append(outcome)
            elif isinstance(outcome, Done):
                done += 1
            else:
                wishes.append(outcome)
    return wishes, troubles, done


def _without_unreadable_elsewhere(
    wishes: Sequence[Wish | RowWish], troubles: list[Trouble]
) -> Iterator[Wish | RowWish]:
    """The wishes without those for an answer that another place says something else of that cannot be read:
    nobody can tell which of the two is right."""
    unread: dict[tuple[str | None, str], Trouble] = {}
    for trouble in troubles:
        if trouble.kind == "ulæselig" and trouble.id:
            unread.setdefault((scope_of(trouble.id, trouble.where), trouble.id), trouble)
    for wish in wishes:
        other = unread.get((scope_of(wish.id, wish.where), wish.id)) if isinstance(wish, Wish) else None
        if other is None or not isinstance(wish, Wish):
            yield wish
            continue
        message = f"Rettet til {quoted(wish.now)}, men også rettet et andet sted ({other.where[0]})"
        message = f"{message}, hvor svaret ikke kan læses."
        hint = "Skriv det samme begge steder, eller ret svarfilen."
        where = tuple(dict.fromkeys((*wish.where, *other.where)))
        troubles.append(Trouble("konflikt", wish.label, message, where, hint, wish.was, wish.now, wish.id))


def everything_done(pull: Pull) -> bool:
    """Whether the answer files say already what the documents say."""
    return not pull.steps and not pull.troubles
