"""Puts a month's packs together for sending: a folder for each, with its files, what has changed, a draft of
a mail and a register for the case system. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plangen.answers.packs import SHARED, packs_of
from plangen.exports.mail import Addresses, draft_mail
from plangen.exports.register import RegisterLine, kle_of, register_csv
from plangen.findings import PlangenError, UsageError
from plangen.projects.sources import LoadedProject
from plangen.rendering.outputs import OUTPUTS
from plangen.rendering.subject import Subject, subject_of
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import sha256
from plangen.store.outputs import Outputs
from plangen.texts.danish import counted, month_year
from plangen.wordfiles.scope import open_pack
from plangen.wordfiles.status import BOTH, EDITED, NEWER, Fresh, status_of

REGISTER, MAIL, CHANGES = "manifest.csv", "mail.eml", "aendringer.txt"
_SENT = ("docx", "pdf", "kalender", "opgaver")
"""The kinds of file (`OUTPUTS`) that are sent, as far as they are there."""


@dataclass(frozen=True)
class SendRequest:
    """`out`: where the packs lie; `into`: where the folders are made; `month`: the first day of it;
    `departments`: only these packs; `addresses`: by pack; `changes`: what has changed, by pack, as text."""

    out: Path
    into: Path
    month: date
    departments: Sequence[str] = ()
    addresses: Mapping[str, Addresses] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SentPack:
    """A folder that was made: how many files of the pack are in it, and whether anybody is to get it."""

    folder: Path
    name: str
    files: int
    has_recipients: bool


@dataclass
class SendOutcome:
    """What became of a project's packs. `notes`: what to know; `failures`: what was not made."""

    packs: list[SentPack] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[PlangenError] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return max((error.exit_code for error in self.failures), default=0)


def send_project(loaded: LoadedProject, request: SendRequest) -> SendOutcome:
    """Makes the folders `into/<project>/<ÅÅÅÅ-MM>/<pack>`. The files are those that lie in the packs: what
    staff have written in Word is in them.

    Raises `UsageError` when the answer file cannot be read, or for a pack that the project does not have.
    """
    if not loaded.project.readable():
        hint = f"Ret den først: plangen check {loaded.path}"
        raise UsageError(f"{loaded.path} kan ikke læses som svarfil.", hint)
    outcome, outputs = SendOutcome(), Outputs(BaseStore(request.into / loaded.name))
    told = _told_of(loaded, request.out / loaded.name)
    for key, department in _packs(loaded, request.departments).items():
        subject = subject_of(loaded, department)
        try:
            files = _files(loaded, subject, request.out)
        except PlangenError as error:
            outcome.failures.append(error)
            continue
        addresses = request.addresses.get(key, Addresses())
        folder = request.into / loaded.name / f"{request.month:%Y-%m}" / key
        _put(folder, _folder_of(subject, files, addresses, request), outputs, outcome)
        outcome.notes += told.get(key, ())
        outcome.packs.append(SentPack(folder, subject.name, len(files), bool(addresses.to)))
    if outcome.packs:
        outputs.save()
    return outcome


def _packs(loaded: LoadedProject, asked: Sequence[str]) -> dict[str, str | None]:
    packs = packs_of(loaded.project)
    if unknown := [key for key in asked if key not in packs]:
        raise UsageError(f"Projektet har ingen pakke »{unknown[0]}«.", f"Vælg mellem: {', '.join(packs)}.")
    return {key: department for key, department in packs.items() if not asked or key in asked}


def _told_of(loaded: LoadedProject, folder: Path) -> dict[str, list[str]]:
    """What to know of the files of each pack: those that say something else than the answers or the PDF."""
    found: dict[str, list[str]] = {}
    if not folder.is_dir():
        return found
    pack = open_pack(folder, loaded.path, loaded.library)
    for one in status_of(pack, Fresh(pack)):
        if one.state in (EDITED, BOTH):
            why = "er rettet i Word, og PDF-filen viser det ikke. Kør plangen pull og plangen build først."
        elif one.state == NEWER:
            why = "er fra før, svarene blev ændret. Kør plangen build først."
        else:
            continue
        found.setdefault(one.department, []).append(f"{folder / one.file} {why}")
    return found


def _files(loaded: LoadedProject, subject: Subject, out: Path) -> dict[Path, str]:
    """The files of a pack that are sent, each with what it is. Raises `UsageError` when there is none."""
    folder = out / loaded.name / subject.key
    found = {path: title for path, title in _may_be_sent(folder, subject) if path.is_file()}
    if not found:
        raise UsageError(f"Der er ingen filer i {folder}.", f"Dan pakken først: plangen build {loaded.path}")
    return found


def _may_be_sent(folder: Path, subject: Subject) -> Iterator[tuple[Path, str]]:
    """Document by document, what is about the pack as a whole last."""
    rows = [row for row in OUTPUTS if row.id in _SENT]
    of_documents = [row for row in rows if row.of_documents]
    for document in subject.documents:
        yield from ((folder / row.name(subject.key, document), document.title) for row in of_documents)
    for row in rows:
        if row not in of_documents:
            yield folder / row.name(subject.key), row.title.capitalize()


def _folder_of(
    subject: Subject, found: Mapping[Path, str], addresses: Addresses, request: SendRequest
) -> dict[str, bytes]:
    """All that is in one folder, by name."""
    files = {path.name: read_bytes(path) for path in found}
    lines = [_line(path.name, files[path.name], title, subject) for path, title in found.items()]
    changes = request.changes.get(subject.key, "")
    text = _mail_text(subject, request.month, list(files), changes)
    told = {CHANGES: f"{changes.rstrip()}\n".encode("utf-8-sig")} if changes else {}
    mail = draft_mail(_mail_title(subject, request.month), text, files, addresses)
    return {**files, **told, MAIL: mail, REGISTER: register_csv(lines)}


def _mail_title(subject: Subject, month: date) -> str:
    project = subject.answers.text("projekt_titel") or subject.answers.project
    return f"{project} – {subject.name}: {month_year(month)}"


def _line(name: str, data: bytes, title: str, subject: Subject) -> RegisterLine:
    answers = subject.answers
    case = str(answers.setting("sagsnummer") or "")
    return RegisterLine(
        sagsnummer=case,
        kle=kle_of(case),
        titel=f"{title} – {subject.name}",
        dokumenttype=title,
        afdeling=subject.name,
        version=str(answers.setting("version") or ""),
        dato=answers.today.isoformat() if answers.today else "",
        fil=name,
        sha256=sha256(data),
    )


def _mail_text(subject: Subject, month: date, names: Sequence[str], changes: str) -> str:
    """What the mail says: what it is, what has changed, what to do with the files."""
    project = subject.answers.text("projekt_titel") or subject.answers.project
    whose = f"»{project}«" if subject.key == SHARED else f"{subject.name} i »{project}«"
    listed = "\n".join(f"- {name}" for name in names)
    parts = [
        "Hej",
        f"Her er planerne for {whose}, som de ser ud i {month_year(month)}.",
        f"Det er ændret siden sidst:\n\n{changes.strip()}" if changes else "",
        "Ret gerne direkte i Word-filerne: Svarene ligger i felter, og det, I skriver, føres tilbage i "
        "planen. Send de rettede filer retur, eller gem dem, hvor I plejer.",
        f"Vedhæftet er {counted(len(names), 'fil', 'filer')}:\n{listed}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _put(folder: Path, made: Mapping[str, bytes], outputs: Outputs, outcome: SendOutcome) -> None:
    """Writes the files. What an earlier run has made here and this one has not, is taken away; a file that
    somebody has changed since stays, and is named."""
    for path, _ in list(outputs):
        left = path.parent == folder and path.name not in made and path.exists()
        if left and not outputs.remove(path):
            outcome.notes.append(f"{path} er ikke med mere; den er ændret og er ikke slettet.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        try:
            outputs.write(folder / name, data)
        except PlangenError as error:
            outcome.failures.append(error)
