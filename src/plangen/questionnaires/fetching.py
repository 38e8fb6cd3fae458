"""Files with answers that people have sent back, brought into the answer files that they were made from.

The files are taken one after the other, each on top of those before: where two people answer a question
differently, the second answer is a conflict and both are told; where they say the same there is none. What a
run would do is the run itself, made in copies of the answer files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from plangen.answers.asking import Reach
from plangen.building.receiving import SentFile
from plangen.documents.context import department_name
from plangen.findings import PlangenError, SystemRefusal, UsageError, reason_of
from plangen.forms.model import FormQuestion, form_of
from plangen.forms.page.answer import Plain, told
from plangen.forms.submission import NoSubmission, Submission
from plangen.library import Library
from plangen.projects.copies import copied_answers
from plangen.projects.file_names import composed, neighbours
from plangen.projects.sources import answer_file
from plangen.questionnaires.changelog import Clock
from plangen.questionnaires.edited_documents import fetch_document
from plangen.questionnaires.fetched import Fetched, FetchedAnswer, RefusedAnswer, TwoPeoplesAnswers
from plangen.questionnaires.judged import findings_of
from plangen.questionnaires.kinds import endings, kinds_of
from plangen.questionnaires.saving import SaveResult, save
from plangen.questionnaires.workplace import Workplace
from plangen.store.interrupted import finish_pulls

_DOCUMENT = ".docx"
_FOLDERS = ("", "inputs")
"""Where an answer file is looked for, besides the path that a form says."""


@dataclass(frozen=True)
class Fetching:
    """One run. `answers`: the answer file for all files, else the one that each says; `out`: where the packs
    lie; `write`: else it is only found out what would be written; `who`: for the log, else the name of the
    file; `project`: the only one whose forms are taken, empty for any."""

    library: Library
    answers: Path | None
    out: Path
    clock: Clock
    write: bool
    who: str = ""
    project: str = ""
    _copies: dict[Path, Path] = field(default_factory=dict)

    def fetch(self, files: Sequence[Path]) -> Iterator[Fetched]:
        """What becomes of each file. What stops one does not stop the others. Raises nothing that concerns
        one file alone."""
        yield from self._each([(path, partial(_read_bytes, path)) for path in files])

    def fetch_sent(self, files: Sequence[SentFile]) -> Iterator[Fetched]:
        """The same for files that lie nowhere; they are known by their names."""
        yield from self._each([(Path(file.shown), partial(bytes, file.data)) for file in files])

    def _each(self, files: Sequence[tuple[Path, Callable[[], bytes]]]) -> Iterator[Fetched]:
        with tempfile.TemporaryDirectory(prefix="plangen-hent-") as scratch:
            for path, data in files:
                try:
                    yield self._fetched(path, data(), Path(scratch))
                except PlangenError as error:
                    said = error.message if error.message.endswith(".") else f"{error.message}."
                    message = said if str(path) in said else f"{path}: {said[:1].upper()}{said[1:]}"
                    yield Fetched(path).refusing(message, error.hint, error.exit_code)

    def _fetched(self, path: Path, data: bytes, scratch: Path) -> Fetched:
        questions = tuple(form_of(self.library.catalog, Reach()).questions())
        for kind in kinds_of(path.name):
            found = kind.read(data, str(path), self.library.catalog, questions)
            if found is not None:
                return self._saved(path, kind.name, found, scratch)
        if path.suffix.lower() == _DOCUMENT:
            return fetch_document(path, data, self.library, self.answers, self.out, self.write)
        raise NoSubmission(
            f"{path} er ikke en fil med svar.",
            f"Der kan hentes svar fra skemaer ({endings()}) og fra pakkens Word-filer ({_DOCUMENT}).",
        )

    # --- forms ----------------------------------------------------------------------------------------------
    def _saved(self, path: Path, what: str, found: Submission, scratch: Path) -> Fetched:
        if self.project and composed(found.made_from.project) != self.project:
            raise NoSubmission(
                f"{path} er svar til et andet projekt og er ikke brugt.",
                "Send filen ind på siden for det projekt, som skemaet blev lavet til.",
            )
        main = answer_file(self.answers) if self.answers else _named(found, path)
        workplace = self._workplace(main, scratch)
        name = composed(main.stem)
        loaded = workplace.load(name)
        department = found.made_from.department or None
        if department is not None and department not in loaded.project.departments:
            raise NoSubmission(
                f"{path} er svar fra afdelingen {department}, som ikke står i {main}.",
                "Skriv afdelingen i svarfilen, eller angiv den rigtige svarfil med --svar.",
            )
        answers = loaded.project.answers_of(department)
        questions = {
            str(one.address): one for one in form_of(self.library.catalog, answers.reach).questions()
        }
        saved = save(workplace, name, department, questions, found.sent, self.who or path.name)
        written = frozenset(saved.written)
        return Fetched(
            path,
            what,
            main,
            "" if department is None else department_name(answers) or department,
            changes=tuple(_changes(saved)),
            conflicts=tuple(_conflicts(saved, questions)),
            refused=tuple(RefusedAnswer(questions[id].title, id, why) for id, why in saved.refused.items()),
            findings=findings_of(workplace.load(name), department, found, written, str(path)),
            remarks=found.remarks,
        )

    def _workplace(self, main: Path, scratch: Path) -> Workplace:
        """Where the answers are written: in the file itself, or in the run's copy of it."""
        if self.write:
            finish_pulls(self.out, [main])
            return Workplace([main], self.out, self.library, self.clock)
        place = main.resolve()
        if place not in self._copies:
            folder = scratch / str(len(self._copies))
            try:
                self._copies[place] = copied_answers(main, folder)
            except OSError as error:
                raise SystemRefusal(f"{main} kan ikke læses: {reason_of(error)}.") from error
        copy = self._copies[place]
        return Workplace([copy], copy.parent / "out", self.library, self.clock)


def _read_bytes(path: Path) -> bytes:
    """A file that somebody has named. Raises `UsageError` when there is none, `SystemRefusal`."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        near = " eller ".join(map(str, neighbours(path)))
        hint = f"Mente du {near}?" if near else "Se efter stavning og mappe."
        raise UsageError(f"{path} findes ikke.", hint) from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} er en mappe.", "Angiv filerne i den, fx svar/*.json.") from error
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error


def _named(found: Submission, path: Path) -> Path:
    """The answer file that a form says: at the path that it had then, beside the form, or where answer files
    usually lie. The form may come from anybody, so no path of its leads out of these folders."""
    said = PurePosixPath(found.made_from.answers_file.replace("\\", "/"))
    inside = not said.is_absolute() and ".." not in said.parts and ":" not in str(said)
    names = dict.fromkeys([*([said] if inside else []), PurePosixPath(said.name)])
    for folder in (Path(), path.parent):
        for place in (folder / below / name for name in names for below in _FOLDERS if name.name):
            if place.is_file():
                return answer_file(place)
    raise UsageError(
        f"{path}: svarfilen {said.name or 'bag skemaet'} findes ikke her.",
        "Angiv den med --svar, fx --svar inputs/jobcenter.yaml.",
    )


# --- what is told -------------------------------------------------------------------------------------------
def _changes(saved: SaveResult) -> Iterator[FetchedAnswer]:
    for id in saved.written:
        question, old, new = saved.told[id]
        yield FetchedAnswer(question.title, id, _shown(question, old), _shown(question, new))


def _conflicts(saved: SaveResult, questions: dict[str, FormQuestion]) -> Iterator[TwoPeoplesAnswers]:
    for id, disputed in saved.conflicts.items():
        question = questions[id]
        for place, in_file, in_form in disputed.places(question):
            title = f"{question.title}, {place}" if place else question.title
            yield TwoPeoplesAnswers(title, id, in_file, in_form)


def _shown(question: FormQuestion, answer: Plain) -> str:
    return " · ".join(told(question, answer))
