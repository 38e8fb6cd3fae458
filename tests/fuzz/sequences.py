"""A pack's life: staff type in Word files, others in the answer file, and somebody builds and pulls.

The model knows what every file said when it was last in step with the answers, and nothing of how a pull
works. From that it knows which conflicts are true, and which words must be where.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.catalog.address import Address
from plangen.forms.yaml.write import Arrange, Change, Kept, Put, apply_changes
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.pulling.addresses import order_of
from plangen.pulling.raw_values import raw_values
from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack
from tests.word.word_saves import saved_by_word

PACKS = ("faelles", "jobindsats")
DOCUMENTS = ("D01", "D02")
SHEETS = ("D09",)  # documents with empty places to write in
SCALARS = ("projekt_titel", "formaal_kort", "med.udvalg", "sammenhaeng.strategi")
TABLE, COLUMNS = "maal", ("maal", "indikator", "maalvaerdi")
STATE = ("evalueringsresultater", "beslutninger")
_NO_WORDS = ("dato", "frist", "afdeling", "status")
_TOKEN = re.compile(r"Ordet[a-z]{4}")
_LISTS = ("konflikter", "ikke_foert_tilbage", "afventer", "noter", "forslag")

Table = tuple[tuple[str, ...], ...]


@dataclass
class Known:
    """A Word file when it was last in step with the answers. `places`: scalar → what each of its places said;
    `rows`: what the table's rows said; `answers`: the scalars in the answers then; `stale`: whether somebody
    else has changed the table in the answers since the file was built; `signed`: whether Word had saved it,
    so that it can be known again."""

    places: dict[str, tuple[str, ...]]
    rows: Table
    answers: dict[str, Any]
    stale: bool = False
    signed: bool = False


class Fault(AssertionError):
    """A promise that was broken, with the steps that led there."""


@dataclass
class Life:
    """One project in the course of a sequence."""

    pack: EditedPack
    dice: random.Random
    told: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], Known] = field(default_factory=dict)
    in_answers_once: set[str] = field(default_factory=set)
    words: int = 0

    # --- reading -------------------------------------------------------------------------------------------
    def data(self, file: tuple[str, str]) -> bytes:
        return self.pack.document(*file).read_bytes()

    def answers(self) -> Project:
        return read_project(self.pack.answers, shipped_library()).project

    def raws(self, department: str) -> dict[str, Any]:
        """The scalars in the answers of a pack."""
        answers = self.answers().answers_of(None if department == "faelles" else department)
        return {id: raw for id, raw in raw_values(answers).items() if id in SCALARS}

    def state(self, file: tuple[str, str]) -> Known:
        """A file as it is now, with the answers of now."""
        data = self.data(file)
        parts = word.stories(data)
        places = {id: tuple(said(sdt) for sdt in word.controls(parts, id)) for id in SCALARS}
        return Known(places, rows_of(data), self.raws(file[0]), signed=is_signed(data))

    def in_answers(self) -> set[str]:
        return set(_TOKEN.findall(" ".join(self.pack.texts().values())))

    def in_files(self) -> set[str]:
        found: set[str] = set()
        for path in self.pack.out.glob("*/*.docx"):
            found |= tokens(path.read_bytes())
        return found

    # --- writing -------------------------------------------------------------------------------------------
    def typed(self, before: str = "") -> str:
        """A text that nobody has typed before; sometimes with what stood there."""
        self.words += 1
        token = "Ordet" + "".join(chr(97 + self.words // 26**n % 26) for n in range(4))
        return f"{before} {token}".strip() if len(before) < 60 and self.dice.random() < 0.4 else token

    def note(self, text: str) -> None:
        self.told.append(text)

    def fail(self, text: str) -> None:
        raise Fault("\n".join([*self.told, f"=> {text}"]))


# --- what stands in a file ----------------------------------------------------------------------------------
def said(element: word.Element) -> str:
    return " ".join("".join(node.text or "" for node in element.iter(f"{word.W}t")).split())


def tokens(data: bytes) -> set[str]:
    found: set[str] = set()
    for root in word.stories(data).values():
        for paragraph in root.iter(f"{word.W}p"):
            found |= set(_TOKEN.findall(said(paragraph)))
    return found


def is_signed(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"<w:rsid " in package.read("word/settings.xml")


def table_rows(parts: dict[str, word.Element]) -> list[word.Element]:
    """The rows of the table, new ones too."""
    keyed = [
        next(sdt.iterancestors(f"{word.W}tr"))
        for sdt in parts["word/document.xml"].iter(f"{word.W}sdt")
        if word.tag_of(sdt).startswith(f"{TABLE}[")
    ]
    if not keyed:
        return []
    table = keyed[0].getparent()
    assert table is not None
    return list(table.iter(f"{word.W}tr"))[1:]


def answered_cells(data: bytes) -> list[int]:
    """The numbers of the cells that hold answers in the rows of the table; the others are computed."""
    rows = [list(row.iter(f"{word.W}tc")) for row in table_rows(word.stories(data))]
    return [n for n in range(len(COLUMNS)) if any(map(_is_answer, (row[n] for row in rows if n < len(row))))]


def _is_answer(cell: word.Element) -> bool:
    around = (*cell.iterancestors(f"{word.W}sdt"), *cell.iter(f"{word.W}sdt"))
    return any(word.tag_of(control).startswith(f"{TABLE}[") for control in around)


def rows_of(data: bytes) -> Table:
    rows = table_rows(word.stories(data))
    return tuple(tuple(said(cell) for cell in row.iter(f"{word.W}tc")) for row in rows)


def waiting(data: bytes) -> list[word.Element]:
    """The paragraphs that a build has put in for somebody to accept or reject."""
    return list(_waiting(word.stories(data)["word/document.xml"]))


def _waiting(root: word.Element) -> Iterator[word.Element]:
    for mark in root.iterfind(f".//{word.W}p/{word.W}pPr/{word.W}rPr/{word.W}ins"):
        if mark.get(f"{word.W}author") == "plangen":
            yield next(mark.iterancestors(f"{word.W}p"))


def without_waiting(data: bytes) -> bytes:
    """The file after they are rejected. Word takes their comments away, too."""

    def edit(parts: dict[str, word.Element]) -> None:
        for paragraph in list(_waiting(parts["word/document.xml"])):
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)

    return word.edited(data, edit)


# --- steps of staff -----------------------------------------------------------------------------------------
def in_word(life: Life, file: tuple[str, str], name: str, edit: Callable[[bytes], bytes]) -> None:
    path = life.pack.document(*file)
    data = edit(path.read_bytes())
    if life.dice.random() < 0.3:
        data = saved_by_word(data, seed=life.dice.randrange(10**6))
        name += ", gemt af Word"
    path.write_bytes(data)
    life.note(f"{file[0]}/{file[1]}: {name}")


def type_answer(life: Life, file: tuple[str, str]) -> None:
    places = life.state(file).places
    id = life.dice.choice([id for id in SCALARS if places[id]])
    text = life.typed(places[id][0])
    numbers = range(len(places[id]))
    chosen = [life.dice.choice(numbers)] if life.dice.random() < 0.2 else list(numbers)

    def edit(data: bytes) -> bytes:
        for number in chosen:
            data = word.set_text(data, id, text, number)
        return data

    in_word(life, file, f"{id} {chosen} = {text}", edit)


def type_back(life: Life, file: tuple[str, str]) -> None:
    """An answer says again what it said when the file was last in step."""
    known, now = life.known[file].places, life.state(file).places
    changed = [id for id in SCALARS if now[id] != known[id]]
    if changed:
        id = life.dice.choice(changed)

        def edit(data: bytes) -> bytes:
            for number, text in enumerate(known[id]):
                data = word.set_text(data, id, text, number)
            return data

        in_word(life, file, f"{id} som før", edit)


def type_cell(life: Life, file: tuple[str, str]) -> None:
    rows = life.state(file).rows
    if rows:
        row, cell = life.dice.randrange(len(rows)), life.dice.choice(answered_cells(life.data(file)))
        text = life.typed(rows[row][cell])
        in_word(life, file, f"række {row + 1}, celle {cell + 1} = {text}", _cell_typed(row, cell, text))


def _cell_typed(row: int, cell: int, text: str) -> Callable[[bytes], bytes]:
    def edit(parts: dict[str, word.Element]) -> None:
        place = list(table_rows(parts)[row].iter(f"{word.W}tc"))[cell]
        around = next((e for e in place.iterancestors(f"{word.W}sdt") if word.tag_of(e)), None)
        inside = [sdt for sdt in place.iter(f"{word.W}sdt") if word.tag_of(sdt)]
        control = inside[0] if inside else around
        if control is not None:
            word.write(control, text)
        else:
            paragraph = next(place.iter(f"{word.W}p"))
            for run in list(paragraph.iter(f"{word.W}r")):
                paragraph.remove(run)
            paragraph.append(word.run(text))

    return lambda data: word.edited(data, edit)


def add_row(life: Life, file: tuple[str, str]) -> None:
    keys = word.row_keys(life.data(file), TABLE)
    if keys:
        below, answered = life.dice.choice(keys), answered_cells(life.data(file))
        texts = [life.typed() if number in answered else "" for number in range(len(COLUMNS))]
        name = f"ny række under {below}: {texts}"
        in_word(life, file, name, lambda data: word.insert_row(data, TABLE, below, texts))


def copy_row(life: Life, file: tuple[str, str]) -> None:
    keys = word.row_keys(life.data(file), TABLE)
    if keys:
        key, texts = life.dice.choice(keys), {name: life.typed() for name in COLUMNS[:2]}
        name = f"kopi af {key}: {texts}"
        in_word(life, file, name, lambda data: word.copy_row(data, TABLE, key, texts))


def delete_row(life: Life, file: tuple[str, str]) -> None:
    rows = life.state(file).rows
    if len(rows) > 2:
        number = life.dice.randrange(len(rows))

        def edit(parts: dict[str, word.Element]) -> None:
            row = table_rows(parts)[number]
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)

        in_word(life, file, f"række {number + 1} slettet", lambda data: word.edited(data, edit))


def move_row(life: Life, file: tuple[str, str]) -> None:
    rows = life.state(file).rows
    if len(rows) > 1:
        one, other = life.dice.sample(range(len(rows)), 2)

        def edit(parts: dict[str, word.Element]) -> None:
            found = table_rows(parts)
            found[other].addprevious(found[one])

        name = f"række {one + 1} flyttet over {other + 1}"
        in_word(life, file, name, lambda data: word.edited(data, edit))


def write_in_a_place(life: Life, file: tuple[str, str]) -> None:
    """A text in a place of a sheet, also where somebody has written before."""
    sheet = (file[0], life.dice.choice(SHEETS))
    ids = [id for id in word.ids(life.data(sheet)) if _is_place(id)]
    id, text = life.dice.choice(ids), life.typed()
    in_word(life, sheet, f"{id} = {text}", lambda data: word.set_text(data, id, text))


def _is_place(id: str) -> bool:
    address = Address.parse(id)
    return address.whole in STATE and address.is_cell and address.column not in _NO_WORDS


def add_row_beside_places(life: Life, file: tuple[str, str]) -> None:
    sheet = (file[0], life.dice.choice(SHEETS))
    key = life.dice.choice(word.row_keys(life.data(sheet), "beslutninger"))
    text = life.typed()
    name = f"ny beslutning under {key}: {text}"
    in_word(life, sheet, name, lambda data: word.insert_row(data, "beslutninger", key, [text]))


def decide(life: Life, file: tuple[str, str]) -> None:
    """Somebody rejects all that a build has put in where two had changed an answer: theirs stands."""
    if waiting(life.data(file)):
        in_word(life, file, "afgjort", without_waiting)


# --- steps of those who write the answer file ---------------------------------------------------------------
def in_answer_file(life: Life, name: str, changes: list[Change]) -> None:
    catalog = builtin_catalog()
    path = life.pack.answers
    path.write_bytes(apply_changes(path.read_bytes(), changes, lambda at: order_of(catalog, at)))
    for known in life.known.values():
        known.stale |= any(TABLE in change.path for change in changes)
    life.in_answers_once |= life.in_answers()
    life.note(f"svarfil: {name}")


def write_answer(life: Life, file: tuple[str, str]) -> None:
    id = life.dice.choice(SCALARS)
    text = life.typed()
    in_answer_file(life, f"{id} = {text}", [Put(("svar", *id.split(".")), text)])


def write_cell(life: Life, file: tuple[str, str]) -> None:
    count = len(life.answers().base.rows(TABLE))
    # A department's file names rows by their first text: who rewords it by hand must do so there too.
    columns = COLUMNS[1:] if len(life.pack.texts()) > 1 else COLUMNS
    if count:
        row, column, text = life.dice.randrange(count), life.dice.choice(columns), life.typed()
        in_answer_file(life, f"række {row + 1} {column} = {text}", [Put(("svar", TABLE, row, column), text)])


def arrange_rows(life: Life, file: tuple[str, str]) -> None:
    """A row added, deleted or moved in the answer file."""
    count = len(life.answers().base.rows(TABLE))
    rows: list[Any] = [Kept(number) for number in range(count)]
    what = life.dice.choice(["ny", "flyttet"] if len(life.pack.texts()) > 1 else ["ny", "slettet", "flyttet"])
    if what == "ny" or count < 3:
        rows.insert(life.dice.randrange(count + 1), {name: life.typed() for name in COLUMNS})
    elif what == "slettet":
        rows.pop(life.dice.randrange(count))
    else:
        rows.insert(life.dice.randrange(count), rows.pop(life.dice.randrange(count)))
    in_answer_file(life, f"rækker: {what} {rows}", [Arrange(("svar", TABLE), tuple(rows))])


# --- steps of plangen ---------------------------------------------------------------------------------------
def pull(life: Life) -> bool:
    """Pulls, checks what may be checked, and says whether everything came back."""
    before = {file: life.state(file) for file in life.known}
    code, told = life.pack.pull("--apply")
    life.note(f"pull: {code}, {[step['rettet_til'] for step in told['rettelser']]}, {_troubles(told)}")
    _check_conflicts(life, before, told)
    undecided = any(waiting(life.data(file)) for file in life.known)
    if told["ikke_foert_tilbage"] or told["forslag"] or told["ulaeselige_filer"]:
        life.fail("noget kunne ikke læses")
    if told["afventer"] and not undecided:
        life.fail("afventer, men intet sted er uafgjort")
    whole = not any(told[name] for name in _LISTS)
    life.in_answers_once |= life.in_answers()
    left = life.in_files() - life.in_answers_once
    if whole and left:
        life.fail(f"ikke i svarene: {sorted(left)}")
    _keep_in_step(life, before, told)
    again = life.pack.pull("--apply")[1]
    if again["rettelser"] or (whole and again["konflikter"]):
        life.fail(f"anden pull: {again['rettelser'] or again['konflikter']}")
    return whole


def _troubles(told: Mapping[str, Any]) -> list[str]:
    return [f"{one['spoergsmaal']}: {one['besked']}" for name in _LISTS for one in told[name]]


def _check_conflicts(life: Life, before: Mapping[tuple[str, str], Known], told: Mapping[str, Any]) -> None:
    true = {id for id in (*SCALARS, TABLE) if _is_disputed(life, id, before)}
    names = {_short(id): id for id in (*SCALARS, TABLE)}
    for one in told["konflikter"]:
        id = next((names[name] for name in names if one["spoergsmaal"].startswith(name)), "")
        if id not in true and not (id == TABLE and _may_be_another_file(life, one["besked"])):
            life.fail(f"falsk konflikt om {id}: {one}")


def _may_be_another_file(life: Life, message: str) -> bool:
    """Whether a conflict is about a row that came in a pull and is gone from a file that nobody can know
    again: a person decides whether the row is to go."""
    return "siden slettet i Word" in message and not all(known.signed for known in life.known.values())


def _short(id: str) -> str:
    return builtin_catalog().questions[id.partition(".")[0]].short


def _is_disputed(life: Life, id: str, before: Mapping[tuple[str, str], Known]) -> bool:
    """Whether two sides say something else than before, and not the same."""
    said_anew: set[object] = set()
    for file, now in before.items():
        known = life.known[file]
        if id == TABLE:
            mine: set[object] = {now.rows} if now.rows != known.rows else set()
            theirs: set[object] = {0} if known.stale else set()
        else:
            mine = {text for text, was in zip(now.places[id], known.places[id], strict=True) if text != was}
            theirs = {now.answers.get(id)} if now.answers.get(id) != known.answers.get(id) else set()
        said_anew |= mine | (theirs if mine else set())
    return len(said_anew) > 1


def _keep_in_step(life: Life, before: Mapping[tuple[str, str], Known], told: Mapping[str, Any]) -> None:
    """What was pulled is what the files and the answers agree about now."""
    disputed = any(one["spoergsmaal"].startswith(_short(TABLE)) for one in told["konflikter"])
    touched = {file for file, then in before.items() if then.rows != life.known[file].rows}
    for file, then in before.items():
        known, now = life.known[file], life.raws(file[0])
        for id in SCALARS:
            changed = {t for t, was in zip(then.places[id], known.places[id], strict=True) if t != was}
            if changed == {now.get(id)}:
                known.places[id] = then.places[id]
                known.answers = {**known.answers, id: now.get(id)}
        if not disputed:
            known.rows = then.rows
        known.signed = then.signed
        known.stale |= bool(touched - {file})


def build(life: Life, whole: bool = False) -> None:
    """Builds. `whole`: everything that was typed has been pulled, so that every file must be new."""
    before = life.in_files()
    arguments = [part for department in PACKS for part in ("--department", department)]
    arguments += [part for document in (*DOCUMENTS, *SHEETS) for part in ("--document", document)]
    life.pack.build("--format", "docx", *arguments)
    lost = before - life.in_files() - life.in_answers_once
    life.note("build")
    if lost:
        life.fail(f"tabt: {sorted(lost)}")
    beside = sorted(path.name for path in life.pack.out.glob("*/*_ny*"))
    states = {name: one["tilstand"] for name, one in life.pack.status().items()}
    if whole and (beside or set(states.values()) != {"uændret"}):
        life.fail(f"ikke fornyet: {beside} {states}")
    for file in life.known:
        path = life.pack.document(*file)
        if states[f"{path.parent.name}/{path.name}"] == "uændret":
            life.known[file] = life.state(file)


STAFF = (type_answer,) * 5 + (type_back,) + (type_cell,) * 3 + (add_row, copy_row, delete_row, move_row)
STAFF += (write_in_a_place,) * 5 + (add_row_beside_places,) + (decide,) * 3
OTHERS = (write_answer, write_answer, write_cell, arrange_rows)


def begin(pack: EditedPack, seed: int) -> Life:
    life = Life(pack, random.Random(seed), [f"frø {seed}"])
    for file in ((department, document) for department in PACKS for document in DOCUMENTS):
        life.known[file] = life.state(file)
    return life


def live(life: Life, steps: int) -> None:
    """A sequence of steps. It ends with a pull and a build."""
    for _ in range(steps):
        file = life.dice.choice(list(life.known))
        number = life.dice.random()
        if number < 0.55:
            life.dice.choice(STAFF)(life, file)
        elif number < 0.70:
            life.dice.choice(OTHERS)(life, file)
        elif number < 0.88:
            whole = pull(life)
            if life.dice.random() < 0.5:
                build(life, whole)
        else:
            build(life)
    build(life, pull(life))
