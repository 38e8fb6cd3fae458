"""Answer files as an enemy, or an accident, would write them: an example changed at random, from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

INPUTS = Path(__file__).parents[2] / "inputs"
EXAMPLES = ("jobcenter", "sagsoverblik")

Path_ = tuple[Any, ...]


def hostile_file(seed: int) -> bytes:
    """The answer file of a seed: one to six changes of an example, of its values or of its text."""
    chance = random.Random(seed)
    name = chance.choice(EXAMPLES)
    text = (INPUTS / f"{name}.yaml").read_text("utf-8")
    if chance.random() < 0.6:
        tree = YAML(typ="safe").load(text)
        for _ in range(chance.randint(1, 6)):
            _change_value(tree, chance)
        text = json.dumps(tree, ensure_ascii=chance.random() < 0.5, default=str)
    else:
        for _ in range(chance.randint(1, 6)):
            text = chance.choice(TEXT_CHANGES)(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        at = chance.randrange(len(data))
        data = data[:at] + chance.randbytes(8) + data[at:]
    return data


# ruff: noqa: E501
# --- values -------------------------------------------------------------------------------------------------
def _deep_list(chance: random.Random) -> str:
    mark = chance.choice(["- ", "* ", "1. ", "> ", "- > ", "1. > - "])
    depth = chance.choice([5, 30, 120, 400])
    if chance.random() < 0.5:
        return mark * depth + "x"
    return "\n".join("  " * n + mark + "x" for n in range(depth))


def _table(chance: random.Random) -> str:
    columns = chance.choice([1, 3, 40, 300])
    head = "|" + "a|" * columns
    return "\n".join([head, "|" + "---|" * columns, *["|" + "b|" * chance.choice([0, columns])] * 5])


def _marks(chance: random.Random) -> str:
    pieces = (
        "* ** _ __ ` ``` ~~ [ ] ( ) ![x](y) <b> </b> &amp; \\ # | --- \n \n\n 1. - + > : ^ ~ {{ }} {% %} ‹ ›"
    )
    return "".join(chance.choice(pieces.split(" ")) for _ in range(chance.choice([10, 80, 600])))


def _letters(chance: random.Random) -> str:
    ranges = [(0, 0x20), (0x7F, 0xA0), (0x300, 0x36F), (0x590, 0x5FF), (0x200B, 0x2070), (0xD800, 0xE000),
              (0xE000, 0xF8FF), (0xFE00, 0xFE10), (0x1F300, 0x1FAFF), (0xFFF0, 0x10000), (0xE0000, 0xE01F0)]  # fmt: skip
    low, high = chance.choice(ranges)
    return "".join(chr(chance.randrange(low, high)) for _ in range(chance.choice([1, 5, 200])))


def _link(chance: random.Random) -> str:
    target = chance.choice(
        ["javascript:alert(1)", "file:///etc/passwd", "https://" + "a" * 3000, "mailto:", "http://[::1", "//x",
         "https://x.dk/\u202e", "https://\ud800", "data:text/html,x", "https://x.dk/%zz?<&>\"'"]
    )  # fmt: skip
    return f"Se [{'*' * chance.randint(0, 5)}her]({target}) og <{target}>"


VALUES: tuple[Callable[[random.Random], Any], ...] = (
    lambda c: None,
    lambda c: c.choice([True, False, 0, -1, 10**12, 10**400, -0.0, 1e308, float("inf"), float("nan")]),
    lambda c: c.choice(["9" * 1_000_000, "-" * 5000, "1e999999", "0x" + "f" * 500, "1" * 13, "٣", "½", "−5"]),
    lambda c: c.choice(["0001-01-01", "9999-12-31", "2027-02-30", "2099-12-31", "2000-01-01", "2027-13-01"]),
    lambda c: "x" * c.choice([0, 300, 1000, 20_000, 200_000]),
    lambda c: "ord " * c.choice([100, 240, 4_900]),
    lambda c: c.choice(
        ["alle", "ingen", "faelles", "con", "../../x", "/etc/passwd", "a\x00b", "{projektejer}"]
    ),
    lambda c: c.choice(
        [[], {}, [[]], [{}], {"": ""}, [None] * 50, {"valg": {"valg": []}}, [["a"], {"b": [1]}]]
    ),
    lambda c: [{f"k{n}": n} for n in range(c.choice([1, 30]))],
    lambda c: {f"navn_{n}": "x" for n in range(c.choice([1, 200]))},
    lambda c: [{"afdeling_id": f"a{n}", "navn": "N" * 90, "leder": "L"} for n in range(c.choice([2, 40]))],
    lambda c: c.choice(
        ["{{ x }}", "{% for x in y %}", "{{ 7*7 }}", "<w:p>", "]]>", "<!--", "&#0;", "&lt;", "$&"]
    ),
    _deep_list,
    _table,
    _marks,
    _letters,
    _link,
)


def _places(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from _places(value, (*path, key))


def _change_value(tree: Any, chance: random.Random) -> None:
    places = list(_places(tree))
    if not places:
        return
    *above, last = chance.choice(places)
    holder = tree
    for key in above:
        holder = holder[key]
    kind = chance.random()
    if kind < 0.08:
        del holder[last]
    elif kind < 0.16 and isinstance(holder, list):
        holder.extend([holder[last]] * chance.choice([1, 5, 60]))
    elif kind < 0.22 and isinstance(holder, dict):
        holder[str(chance.choice(VALUES)(chance))[:2000]] = holder.pop(last)
    elif kind < 0.5 and isinstance(holder[last], str):
        text, at = holder[last], chance.randint(0, len(holder[last]))
        holder[last] = text[:at] + str(chance.choice(VALUES)(chance)) + text[at:]
    else:
        holder[last] = chance.choice(VALUES)(chance)


# --- text ---------------------------------------------------------------------------------------------------
BOMB = "b0: &b0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 9)
)
INSERTED = (
    *["\x00", "\x07", "\ufeff", "\u202e", "\xa0", "\u200b", "�", "\ue000", "�", "\u2028", "\x85"],
    "\t", "\n", "\r", '"', "'", ": ", " #", "- ", "? ", "*a", "&a ", "<<: *a", "!!python/object:os.system ", "!x ",
    "!!binary x", "%YAML 1.1\n---\n", "---\n", "...\n", "[" * 60, "{" * 60, "]" * 9, "> ", "|9\n", "&r [*r]", BOMB,
    "“", "”", "»", "«", "–", "９", "а", "=", "~", "null", "0o17", "1_000", "2027-01-31T10:00:00Z", "\\x00", "x" * 5000,
)  # fmt: skip


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(INSERTED) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice([1, 2, 10, 300]) :]


def _copy(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    piece = lines[start : start + chance.choice([1, 3, 40])]
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *piece * chance.choice([1, 1, 30]), *lines[at:]])


def _indent(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(["", " ", "   ", "\t", "\u00a0"]) + lines[at].lstrip()
    return "\n".join(lines)


def _value(text: str, chance: random.Random) -> str:
    """A line's value as another."""
    lines = text.split("\n")
    keyed = [n for n, line in enumerate(lines) if ": " in line and "#" not in line]
    if not keyed:
        return text
    at = chance.choice(keyed)
    value = chance.choice(VALUES)(chance)
    shown = json.dumps(value, default=str) if chance.random() < 0.7 else str(value)[:3000]
    lines[at] = lines[at].partition(": ")[0] + ": " + shown
    return "\n".join(lines)


TEXT_CHANGES = (_insert, _insert, _cut, _copy, _indent, _value, _value)
