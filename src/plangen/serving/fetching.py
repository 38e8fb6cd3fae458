"""Answers from a form in one file, brought into the answer file that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plangen.answers.asking import Reach
from plangen.findings import SystemRefusal, UsageError, reason_of
from plangen.forms.model import FormQuestion, form_of
from plangen.forms.page.answer import Plain, told
from plangen.forms.page.submission import Submission, read_submission
from plangen.serving.saving import SaveResult, save
from plangen.serving.workplace import Workplace


@dataclass(frozen=True)
class Fetched:
    """What became of a file: lines for reading, and what somebody has to decide on."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def fetch(workplace: Workplace, path: Path, answers: Path | None, write: bool) -> Fetched:
    """Reads a saved form. `answers`: the answer file, else the one that the form names. Raises `UsageError`
    when that is not there, `NoSubmission` for a file that no form has saved, `SystemRefusal`."""
    catalog = workplace.library.catalog
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error
    everything = form_of(catalog, Reach())
    found = read_submission(data, everything.questions())
    main = answers or _named(found, path)
    workplace.places = [main]
    name = main.stem
    loaded = workplace.load(name)
    questions = {str(one.address): one for one in form_of(catalog, loaded.project.base.reach).questions()}
    saved = save(workplace, name, None, questions, found.sent, path.name, write)
    return Fetched(tuple(_lines(main, saved, write)), tuple(_problems(path, found, saved, questions)))


def _named(found: Submission, path: Path) -> Path:
    """The answer file that a form names, beside it or where commands are given."""
    name = Path(found.answers_file.replace("\\", "/")).name
    for folder in (Path(), Path("inputs"), path.parent, path.parent / "inputs"):
        if name and (folder / name).is_file():
            return folder / name
    raise UsageError(f"Svarfilen {name or 'bag skemaet'} findes ikke her.", "Angiv den med --svar.")


def _lines(main: Path, saved: SaveResult, write: bool) -> Iterator[str]:
    if not saved.written:
        yield f"{main}: intet nyt."
        return
    yield f"{main}: {'skrevet' if write else 'vil blive skrevet (med --apply)'}:"
    for id in saved.written:
        question, old, new = saved.told[id]
        yield f"  {question.title}: {_shown(question, old)} → {_shown(question, new)}"


def _problems(
    path: Path, found: Submission, saved: SaveResult, questions: dict[str, FormQuestion]
) -> Iterator[str]:
    for id, now in saved.conflicts.items():
        question = questions[id]
        yield (
            f"{path}: »{question.title}« er ændret imens. I svarfilen: {_shown(question, now)}; i skemaet: "
            f"{_shown(question, found.sent[id].answer)}. Ret svaret i svarfilen."
        )
    for id, why in saved.refused.items():
        yield f"{path}: »{questions[id].title}« er ikke skrevet. {why}"
    if found.unknown:
        yield f"{path}: ukendte spørgsmål er sprunget over: {', '.join(found.unknown[:5])}."


def _shown(question: FormQuestion, answer: Plain) -> str:
    return f"»{' · '.join(told(question, answer))}«" if told(question, answer) else "(intet svar)"
