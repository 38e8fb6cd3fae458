"""Every kind of edit, done to whatever a Word file holds: for tests over all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.support import word_edits as word
from tests.support.word_edits import Element, W

_KINDS = ("text", "date", "dropDownList", "comboBox")


@dataclass(frozen=True)
class Target:
    """The control with this id and number in a file. `level`: r, p or tc, what it stands around."""

    id: str
    number: int
    kind: str
    level: str
    part: str
    is_empty: bool
    labels: tuple[str, ...] = ()


def targets(data: bytes) -> list[Target]:
    """The controls of a file."""
    return list(_targets(word.stories(data)))


def _targets(parts: dict[str, Element]) -> Iterator[Target]:
    numbers: dict[str, int] = {}
    order = sorted(parts, key=lambda name: (not name.startswith("word/document"), name))
    found = [(name, control) for name in order for control in parts[name].iter(f"{W}sdt")]
    for name, control in found:
        id = word.tag_of(control)
        content = control.find(f"{W}sdtContent")
        if not id or content is None or not len(content):
            continue
        numbers[id] = number = numbers.get(id, -1) + 1
        kind = next((kind for kind in _KINDS if control.find(f"{W}sdtPr/{W}{kind}") is not None), "")
        level = next(child.tag.rpartition("}")[2] for child in content if "bookmark" not in child.tag)
        labels = tuple(item.get(f"{W}displayText", "") for item in control.iter(f"{W}listItem"))
        empty = next(control.iter(f"{W}showingPlcHdr"), None) is not None
        yield Target(id, number, kind, level, name.removeprefix("word/")[:6], empty, labels)


Edit = Callable[[bytes], bytes]
OneEdit = Callable[[bytes, Target], bytes]


def _on(edit: OneEdit, **wanted: object) -> Edit:
    """An edit of the first control of a kind; of a file without one it makes the same file."""

    def apply(data: bytes) -> bytes:
        for target in targets(data):
            if all(getattr(target, name) == value for name, value in wanted.items()):
                return edit(data, target)
        return data

    return apply


def _typing(text: str) -> OneEdit:
    return lambda data, target: word.set_text(data, target.id, text, target.number)


def _on_rows(edit: Callable[[bytes, str, list[str]], bytes]) -> Edit:
    """An edit of the first table with rows of answers, two or more."""

    def apply(data: bytes) -> bytes:
        for question in dict.fromkeys(id.partition("[")[0] for id in word.ids(data) if "[" in id):
            keys = word.keys_of_one_table(data, question)
            if len(keys) > 1 and len(word.columns(data, question, keys[0])) > 1:
                return edit(data, question, keys)
        return data

    return apply


def _free_text(data: bytes) -> str:
    """The first words outside controls."""
    body = word.stories(data)["word/document.xml"]
    texts = (t for t in body.iter(f"{W}t") if next(t.iterancestors(f"{W}sdt"), None) is None)
    return next((t.text for t in texts if t.text and len(t.text) > 3), "")


def _copied(data: bytes, question: str, keys: list[str]) -> bytes:
    columns = word.columns(data, question, keys[0])
    return word.copy_row(data, question, keys[0], {columns[0]: "Kopieret"})


EDITS: dict[str, Edit] = {
    "tekst": _on(_typing("Ny *tekst* & <mere>\n2. linje"), kind="text", is_empty=False, part="docume"),
    "tekst udfyldt": _on(_typing("Nu udfyldt"), kind="", level="r", is_empty=True),
    "sidehoved": _on(_typing("Nyt sidehoved"), part="header"),
    "sidefod": _on(_typing("1.0"), part="footer"),
    "dato": _on(_typing("7. september 2027"), kind="date"),
    "valg": _on(lambda data, t: word.set_text(data, t.id, t.labels[-1], t.number), kind="dropDownList"),
    "afsnit": _on(_typing("Et afsnit.\n- Punkt\n  - Under"), kind="", level="p", is_empty=False),
    "afsnit udfyldt": _on(_typing("Et afsnit.\nOg et til."), kind="", level="p", is_empty=True),
    "celle": _on(_typing("Ny celle\nmed to afsnit"), level="tc", is_empty=False),
    "celle udfyldt": _on(_typing("Ny celle"), level="tc", is_empty=True),
    "tømt tekst": _on(lambda data, t: word.empty(data, t.id, t.number), kind="text", is_empty=False),
    "tømt afsnit": _on(lambda data, t: word.empty(data, t.id, t.number), level="p", is_empty=False),
    "tømt celle": _on(lambda data, t: word.empty(data, t.id, t.number), level="tc", is_empty=False),
    "skrevet igen": _on(lambda data, t: word.retype(data, t.id, "Igen", t.number), level="r", part="docume"),
    "kontrol slettet": _on(lambda data, t: word.delete_control(data, t.id, t.number), level="r", kind="text"),
    "sporet": _on(lambda data, t: word.track(data, t.id, "Sporet", t.number), kind="text", part="docume"),
    "række indsat": _on_rows(lambda data, q, keys: word.insert_row(data, q, keys[0], ["Ny", "Række"])),
    "række kopieret": _on_rows(_copied),
    "række flyttet": _on_rows(lambda data, q, keys: word.move_row(data, q, keys[1], keys[0])),
    "række slettet": _on_rows(lambda data, q, keys: word.delete_row(data, q, keys[1])),
    "fri tekst": lambda data: word.type_in_free_text(data, _free_text(data), "Egne ord"),
    "fed": lambda data: word.make_bold(data, _free_text(data)),
    "nyt afsnit": lambda data: word.add_paragraph(data, "Egen slutning"),
    "kommentar": lambda data: word.comment(data, "Er det rigtigt?"),
}
"""In an order in which each finds something to do after those before it."""
