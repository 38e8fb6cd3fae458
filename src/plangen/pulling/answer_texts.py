"""The answer files as they are to be after a pull: bytes in, bytes out, checked before anyone writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plangen.answers.model import OwnRows
from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.forms.yaml.write import NotWritable
from plangen.pulling.file_writer import AnswerFiles, FileWriter, Target, WouldBreak
from plangen.pulling.grants import whole_of
from plangen.pulling.marks import holds_marks
from plangen.pulling.references import StillNamed, is_named
from plangen.pulling.wishes import Pull, RowWish, Step, Trouble, Wish


def written_back(
    catalog: Catalog, files: AnswerFiles, project: Project, pull: Pull
) -> tuple[dict[Target, bytes], Pull]:
    """The new content of each file that changes, and the pull with the steps that are written; those that
    cannot be are troubles in it.

    A file is left as it is when its form cannot be changed piece by piece, or when the result would hold
    a new V04, V05 or V06. A department's file also changes where the project's does: the names by which it
    knows shared rows follow them.
    """
    writer = FileWriter(catalog, files, project)
    results: dict[Target, bytes] = {}
    written: list[Step] = []
    marked = [step for step in pull.steps if _holds_marks(step.wish)]
    writable = [step for step in pull.steps if step not in marked]
    steps, troubles = _without_changed_elsewhere(files, project, writable)
    troubles += [_marked(step) for step in marked]
    targets = sorted({step.target for step in steps}, key=lambda target: target or "")
    for target in targets:
        mine = [step for step in steps if step.target == target]
        data, failed = _write(writer, target, mine)
        results.update(data)
        refused = [step for step, _ in failed]
        written += [step for step in mine if step not in refused]
        troubles += [_not_written(step, files, error) for step, error in failed]
    kept = tuple(step for step in pull.steps if step in written)
    return results, replace(pull, steps=kept, troubles=(*pull.troubles, *troubles))


def _write(
    writer: FileWriter, target: Target, steps: list[Step]
) -> tuple[dict[Target, bytes], list[tuple[Step, NotWritable]]]:
    """What files become with the steps of one file, and the steps that cannot be written, each with its
    reason. One answer that cannot be written does not keep the others back, and neither does a row that
    cannot go; answers that name rows are written before those rows."""
    try:
        return writer.write(target, [step.wish for step in steps]), []
    except NotWritable as error:
        kept = [step for step in steps if isinstance(error, StillNamed) and error.is_of(step.wish)]
        if kept and len(kept) < len(steps):
            data, others = _write(writer, target, [step for step in steps if step not in kept])
            return data, [*others, *((step, error) for step in kept)]
        wholes = sorted(dict.fromkeys(whole_of(step.wish) for step in steps), key=is_named)
        if len(wholes) == 1:
            return {}, [(step, error) for step in steps]
    results: dict[Target, bytes] = {}
    failed: list[tuple[Step, NotWritable]] = []
    for whole in wholes:
        data, refused = _write(writer, target, [step for step in steps if whole_of(step.wish) == whole])
        results.update(data)
        failed += refused
    return results, failed


def _without_changed_elsewhere(
    files: AnswerFiles, project: Project, steps: Sequence[Step]
) -> tuple[list[Step], list[Trouble]]:
    """The steps without those that delete a shared row that a department's file changes."""
    kept: list[Step] = []
    troubles: list[Trouble] = []
    for step in steps:
        wish = step.wish
        holders = [
            files.own[key].label
            for key, answers in project.departments.items()
            if isinstance(wish, RowWish)
            and (step.target, wish.kind) == (None, "slettet")
            and key in files.own
            and wish.key in answers.own_rows.get(wish.table, OwnRows()).changed
        ]
        if not holders:
            kept.append(step)
            continue
        message = f"Rækken kan ikke slettes for alle, for den er ændret i {', '.join(holders)}."
        hint = "Slet ændringen der først, eller behold rækken."
        troubles.append(Trouble("konflikt", wish.label, message, wish.where, hint, wish.was, wish.now))
    return kept, troubles


def _holds_marks(wish: Wish | RowWish) -> bool:
    """Whether a value to be written holds what only stands for something in a Word file."""
    return holds_marks(wish.raw if isinstance(wish, Wish) else wish.cells)


def _marked(step: Step) -> Trouble:
    message = "Svaret indeholder andet end tekst og er ikke skrevet i svarfilen."
    hint = "Slet det, der ikke er tekst, eller skriv svaret i svarfilen."
    return Trouble("ulæselig", step.wish.label, message, step.wish.where, hint, step.wish.was, step.wish.now)


def _not_written(step: Step, files: AnswerFiles, error: NotWritable) -> Trouble:
    own = files.own.get(step.target or "")
    name = files.main.label if step.target is None else own.label if own else f"{step.target}.yaml"
    if isinstance(error, StillNamed):
        gone = isinstance(step.wish, RowWish) and step.wish.kind == "slettet"
        what = "Rækken er ikke slettet i" if gone else "Rettelsen er ikke skrevet i"
        message = f"{what} {name}, for {error.by} henviser til rækken."
        hint = (
            "Ret eller slet det, der henviser til den, først." if gone else "Giv rækken en nøgle i svarfilen."
        )
    elif isinstance(error, WouldBreak):
        message = f"Rettelsen er ikke skrevet i {name}, for så ville der stå: {error.finding.message}"
        hint = error.finding.hint or "Skriv svaret i filen selv."
    else:
        message = f"{name} er skrevet på en måde, der ikke kan rettes automatisk (fx med & og *)."
        hint = "Skriv svaret i filen selv."
    return Trouble("ulæselig", step.wish.label, message, step.wish.where, hint, step.wish.was, step.wish.now)
