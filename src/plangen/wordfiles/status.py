"""What has happened to a pack since it was built: by staff in Word, and in the answer files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from plangen.answers.model import Answers
from plangen.answers.packs import SHARED, SHEETS, packs_of
from plangen.findings import PlangenError
from plangen.projects.writing import word_lock
from plangen.pulling.addresses import address_of, column_of
from plangen.pulling.interpretation import label_in
from plangen.pulling.raw_values import same, to_json
from plangen.rendering.now import PackNow
from plangen.rendering.remembering import answers_hash
from plangen.rendering.state import edition_of
from plangen.rendering.subject import subject_of
from plangen.store.builds import Builds
from plangen.store.memory import Base
from plangen.store.versions import main_version
from plangen.wordfiles.before import made_before
from plangen.wordfiles.edited import Edited, UnknownFile
from plangen.wordfiles.scope import EditedPack
from plangen.wordfiles.sheets import sheet_now, stale_sheets
from plangen.wordfiles.stale import Stale, stale_outputs, why_no_pack
from plangen.wordfiles.strays import Copy

UNCHANGED, EDITED, NEWER, BOTH = "uændret", "rettet", "svar nyere", "begge"
MISSING, UNREADABLE, UNKNOWN = "mangler", "kan ikke læses", "ukendt"
GUESSED = "filen siger ikke, hvilken udgave den er, og er sammenlignet med den, den ligner mest"
OUTSIDE = "dokumentet er ikke længere med i pakken"
OPEN = "filen er åben i et program; det, der ikke er gemt, er ikke set"


@dataclass(frozen=True)
class DocumentStatus:
    """One file. `state`: one of the words above; `edited`: what staff did; `newer`: the labels of the answers
    that have changed since; `reason`: why it is unknown or cannot be read, or what there is to know of it;
    `copy_of`: the document that it is a copy of. `exit_code`: what the file asks for."""

    file: str
    document: str
    department: str
    state: str
    edited: Edited | None = None
    newer: tuple[str, ...] = ()
    reason: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    copy_of: str = ""
    exit_code: int = 0


def stale_of(pack: EditedPack, fresh: Fresh) -> list[Stale]:
    """The PDFs, pages and ZIPs in scope that are out of date. `fresh`: as a build would make them now."""
    found: list[Stale] = []
    for folder in dict.fromkeys(path.parent for path, _ in pack.outputs):
        if folder.parent != pack.folder:  # about the whole project, or copies for reading inside a pack
            continue
        if folder.name == SHEETS:
            found += stale_sheets(pack.loaded, pack.outputs, folder)
            continue
        now = fresh.pack(folder.name) or why_no_pack(pack.loaded.project, folder.name)
        found += stale_outputs(pack.loaded.library.catalog, folder, folder.name, now, pack.outputs)
    return [one for one in found if pack.scope in (one.path, *one.path.parents)]


def status_of(pack: EditedPack, fresh: Fresh) -> list[DocumentStatus]:
    """The state of every document in scope, in the order of the folders. `fresh`: as a build would make them
    now."""
    found = [_status(pack, path, path, fresh) for path in pack.documents]
    for stray in pack.strays:
        if isinstance(stray, Copy):
            found.append(_status(pack, stray.target, stray.path, fresh))
        else:
            name, department = pack.name(stray.path), stray.path.parent.name
            code, reason = stray.exit_code, stray.reason.rstrip(".")
            found.append(DocumentStatus(name, "", department, UNKNOWN, reason=reason, exit_code=code))
    return found


def _status(pack: EditedPack, target: Path, path: Path, fresh: Fresh) -> DocumentStatus:
    """The state of a document, or of a copy of it that lies at `path`."""
    one = DocumentStatus(pack.name(path), "", path.parent.name, UNREADABLE)
    one = one if path == target else replace(one, copy_of=pack.name(target))
    try:
        base = pack.editing.base(target, path)
        state = pack.editing.state(target, path)
    except PlangenError as error:
        return replace(one, reason=error.message.rstrip("."), exit_code=error.exit_code)
    one = replace(one, document=base.memory.document if base else "")
    if base is not None and target.parent.name == SHEETS:
        one = replace(one, department=base.memory.department or SHARED)
    if not path.exists():
        return replace(one, state=MISSING, reason=pack.gone(target))
    if isinstance(state, UnknownFile) or base is None:
        reason = state.reason if isinstance(state, UnknownFile) else "dens grundlag kan ikke læses"
        return replace(one, reason=reason.rstrip("."), exit_code=1)
    base = state.base if state else base
    newer = tuple(_newer(pack, base))
    is_newer = bool(newer) or fresh.differs(target, base)
    word = BOTH if state and is_newer else EDITED if state else NEWER if is_newer else UNCHANGED
    labels = labels_of(pack, state) if state else {}
    reason = "; ".join(_reasons(pack, target, path, state))
    return replace(one, state=word, edited=state, newer=newer, labels=labels, reason=reason)


def _reasons(pack: EditedPack, target: Path, path: Path, state: Edited | None) -> Iterator[str]:
    """What there is to know of a file that can be read."""
    if target not in pack.made_here:
        yield OUTSIDE
    if path != target:
        kind = "ny version" if main_version(path) == target else "kopi"
        yield f"{kind} af {target.parent.name}/{target.name}"
    if state and state.guessed:
        yield GUESSED
    if word_lock(path):
        yield OPEN


def _newer(pack: EditedPack, base: Base) -> Iterator[str]:
    """The answers behind a document that say something else now."""
    catalog = pack.loaded.project.base.catalog
    context = pack.editing.contexts.get(base.memory.department)
    if context is None or _is_of(pack.loaded.project.answers_of(context.department), base):
        return
    labels: dict[str, None] = {}
    for id in sorted(base.filled):
        before, now = base.memory.raws.get(id), to_json(context.raws.get(id))
        address = address_of(catalog, id) if before != now else None
        if address is None:
            continue
        if not same(column_of(catalog, address), before, now, context.names.roles):
            labels[label_in(catalog, address, context)] = None
    yield from labels


def _is_of(answers: Answers, base: Base) -> bool:
    """Whether a document was made of these answers."""
    return answers_hash(answers) == base.memory.answers_sha256


def labels_of(pack: EditedPack, edited: Edited) -> dict[str, str]:
    """Id → what people call it, for the answers in what staff edited."""
    catalog = pack.loaded.project.base.catalog
    context = pack.editing.contexts.get(edited.base.memory.department)
    edits = edited.difference
    ids = [*(edit.id for edit in edits.answers), *(lost.id for lost in edits.lost)]
    ids += [id for edit in edits.free for id in (*edit.was_ids, *edit.now_ids)]
    ids += [id for look in edits.looks for id in look.ids]
    labels = {}
    for id in dict.fromkeys(ids):
        address = address_of(catalog, id)
        labels[id] = label_in(catalog, address, context) if address and context else id
    return labels


class Fresh:
    """The packs as a build would make them now; only those that are asked for."""

    def __init__(self, pack: EditedPack) -> None:
        self._loaded, self._store = pack.loaded, pack.store
        self._answers = packs_of(pack.loaded.project)
        self._packs: dict[str, PackNow] = {}
        self._since = Builds(pack.store).before(edition_of(pack.loaded.project))

    def differs(self, target: Path, base: Base) -> bool:
        """Whether a build would write something else than the document as it was made."""
        is_sheet = target.parent.name == SHEETS
        now = sheet_now(self._loaded, base) if is_sheet else self.pack(target.parent.name)
        return now is not None and now.differs(base)

    def pack(self, key: str) -> PackNow | None:
        """None when the project has no pack with that key."""
        if key not in self._answers:
            return None
        if key not in self._packs:
            subject = subject_of(self._loaded, self._answers[key])
            before = made_before(subject, self._store, self._store.folder / key)
            self._packs[key] = PackNow(subject, self._since, before)
        return self._packs[key]
