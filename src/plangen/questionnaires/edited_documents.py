"""An edited Word file of a pack among the files that people send back: its answers go the way of a pull.

A file that lies in its pack is pulled where it lies; one that came from elsewhere is received as the web page
receives it (`building/receiving`): it goes to where it belongs, and its document is brought up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from plangen.building.receiving import SentFile, foresee, receive
from plangen.catalog import Catalog
from plangen.findings import UsageError
from plangen.forms.submission import NoSubmission, Remark
from plangen.library import Library
from plangen.projects.file_names import composed, entries, is_dir
from plangen.pulling.wishes import Choices, Trouble, Wish
from plangen.questionnaires.fetched import Fetched, FetchedAnswer
from plangen.store.base import BaseStore, NotAPack, project_folder
from plangen.word.reading.document import read_word
from plangen.wordfiles.origins import Origins
from plangen.wordfiles.pull import PullOutcome, pull_pack
from plangen.wordfiles.scope import open_pack, to_write

_WHAT = "et af pakkens dokumenter"


def fetch_document(
    path: Path, data: bytes, library: Library, answers: Path | None, out: Path, write: bool
) -> Fetched:
    """What becomes of an edited document. `answers`: the answer file, else the one that its pack was made of;
    `out`: where the packs lie. Raises `PlangenError`."""
    try:
        project_folder(path)
    except NotAPack:
        return _received(path, data, _pack_of(path, data, library.catalog, answers, out), library, write)
    return _pulled(path, library, answers, write)


# --- in its pack --------------------------------------------------------------------------------------------
def _pulled(path: Path, library: Library, answers: Path | None, write: bool) -> Fetched:
    with to_write(path, answers) if write else nullcontext():
        pack = open_pack(path, answers, library)
        outcome = pull_pack(pack, Choices(), apply=write)
    changes = (
        FetchedAnswer(
            one.wish.label,
            one.wish.id if isinstance(one.wish, Wish) else one.wish.table,
            one.wish.was,
            one.wish.now,
        )
        for one in outcome.pull.steps
    )
    remarks = tuple(_remarks(outcome))
    return Fetched(
        path, _WHAT, pack.loaded.path, changes=tuple(changes), remarks=remarks, notes=tuple(outcome.notices)
    )


def _remarks(outcome: PullOutcome) -> Iterator[Remark]:
    for one in outcome.unread:
        yield Remark("", f"{one.reason.rstrip('.')}.")
    for trouble in outcome.pull.troubles:
        yield _remark(trouble)


def _remark(trouble: Trouble) -> Remark:
    place = "; ".join(where.place.inside for where in trouble.where)
    text = f"{trouble.label}: {trouble.message} {trouble.hint}".strip()
    return Remark(place, text, trouble.kind in ("konflikt", "ulæselig"))


# --- from elsewhere -----------------------------------------------------------------------------------------
def _pack_of(path: Path, data: bytes, catalog: Catalog, answers: Path | None, out: Path) -> Path:
    """The folder of the project whose document a file began as."""
    content = read_word(data, catalog)
    folders = [out / composed(answers.stem)] if answers else (entries(out) if is_dir(out) else ())
    packs = [folder for folder in folders if is_dir(folder) and BaseStore(folder).exists]
    for folder in packs if content.edition else ():
        if Origins(catalog, BaseStore(folder)).of(folder / path.name, content) is not None:
            return folder
    if not content.controls:
        raise NoSubmission(
            f"{path} er hverken et skema eller et dokument fra en pakke.",
            "Lav et skema med plangen skema, eller angiv den fil, som er sendt tilbage.",
        )
    if len(packs) == 1:
        return packs[0]
    raise UsageError(
        f"{path}: pakken, som filen hører til, findes ikke i {out}.",
        "Angiv mappen med pakkerne med --out og svarfilen med --svar.",
    )


def _received(path: Path, data: bytes, folder: Path, library: Library, write: bool) -> Fetched:
    made = (receive if write else foresee)(folder, [SentFile(path.name, data)], library)
    file, update = made.files[0], made.update
    if file.why:
        raise NoSubmission(f"{path}: {file.why}")
    main = open_pack(folder, None, library).loaded.path
    if update is None:
        return Fetched(path, _WHAT, main, notes=(f"{file.target} er ikke rettet.",) if file.unchanged else ())
    told = update.report
    notes = [
        f"Filen er {folder / (file.beside or file.target)}."
        if write
        else f"Filen hører til som {file.target}."
    ]
    disputes = (
        Remark(
            f"{one.title}, {dispute.place}",
            f"Tag stilling i Word: »{dispute.theirs}« eller »{dispute.ours}«.",
        )
        for one, dispute in told.disputed
    )
    return Fetched(
        path,
        _WHAT,
        main,
        changes=tuple(FetchedAnswer(one.question, "", one.was, one.now) for one in told.answers),
        remarks=(*(Remark("", text) for text in told.left), *disputes),
        notes=(*notes, *update.notes),
        exit_code=update.exit_code,
    )
