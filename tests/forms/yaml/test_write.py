"""Changes to the text of an answer file: what was asked for, and not a byte more."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode
from plangen.catalog import builtin_catalog
from plangen.findings import FilePlace
from plangen.forms.yaml.blank import starter_text
from plangen.forms.yaml.read.tree import read_tree
from plangen.forms.yaml.write import (
    Arrange,
    Change,
    Clear,
    Drop,
    Kept,
    NotWritable,
    Put,
    apply_changes,
    changed,
    plain_data,
    source_data,
)
from plangen.forms.yaml.write.changes import Path as DataPath
from plangen.pulling.addresses import order_of
from tests.support.cases import each
from tests.support.samples import examples

INPUTS = Path(__file__).parents[3] / "inputs"
LONG = (
    "En lang tekst om borgere og medarbejdere, der " + "arbejder sammen hver eneste dag " * 4 + "hele året."
)

FILE = """\
# øverst
pakke:
  version:  # Version, skal udfyldes
  dato: 2027-01-01   # dato
svar:
  a: >-
    linje et
    linje to

  # 2 overskrift
  b: |-
      - x
      - y

  c:
  - k: 1
    l:
  # mellem rækkerne
  - k: "to"   # om to
    l: [x, y]
  -
  - k: fire
  f: en lang
    almindelig tekst
  m:
    - u   # om u
    - v
  n: [1, 2]
  p: {q: r, s: }
  z: |
    slut
# nederst
"""


def order(path: DataPath) -> list[str]:
    return ["pakke", "svar", "tekster"] if not path else [*"abcdefghijklmnopqrstuvwxyz", "version", "dato"]


def edited(*changes: Change, text: str = FILE) -> list[str]:
    """The lines that went (-) and came (+)."""
    after = apply_changes(text.encode(), changes, order).decode()
    lines = list(unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [line[0] + " " + line[1:] for line in lines[2:] if line[0] in "+-"]


def svar(*path: str | int) -> DataPath:
    return ("svar", *path)


# --- single values ------------------------------------------------------------------------------------------


def test_values_keep_their_form_and_their_comments() -> None:
    assert edited(Put(("pakke", "dato"), date(2027, 2, 3)), Put(svar("c", 1, "k"), "tre")) == [
        "-   dato: 2027-01-01   # dato",
        "+   dato: 2027-02-03   # dato",
        '-   - k: "to"   # om to',
        '+   - k: "tre"   # om to',
    ]


def test_an_empty_value_is_filled_in_before_its_comment() -> None:
    assert edited(Put(("pakke", "version"), "0.9"))[-1] == '+   version: "0.9"  # Version, skal udfyldes'


def test_a_block_stays_a_block_of_its_kind() -> None:
    assert edited(Put(svar("a"), "kort"), Put(svar("b"), "- x\n- z\n  - inderst")) == [
        "-     linje et",
        "-     linje to",
        "+     kort",
        "-       - y",
        "+       - z",
        "+         - inderst",
    ]


def test_running_text_that_gets_points_becomes_a_literal_block() -> None:
    lines = edited(Put(svar("a"), "Først:\n\n- et\n- to"))
    assert [line for line in lines if line.startswith("+")] == [
        "+   a: |-",
        "+     Først:",
        "+ ",
        "+     - et",
        "+     - to",
    ]


def test_paragraphs_in_a_folded_block_stay_apart() -> None:
    assert "+     Et." in edited(Put(svar("a"), "Et.\n\nTo."))


def test_a_long_text_is_folded_at_100_columns() -> None:
    lines = [line[2:] for line in edited(Put(svar("f"), LONG), Put(svar("z"), f"{LONG}\n\n- {LONG}"))]
    assert "  f: >-" in lines
    assert max(map(len, lines)) <= 100


@each(
    ("text", "line"),
    [
        ("2027-01-01", 'g: "2027-01-01"'),
        ("0.9", 'g: "0.9"'),
        ("ja: nej", 'g: "ja: nej"'),
        ("null", 'g: "null"'),
        ("- punkt", 'g: "- punkt"'),
        ("a #1", 'g: "a #1"'),
        ('sagt "sådan"', 'g: sagt "sådan"'),
        ('"sådan"', 'g: "\\"sådan\\""'),
        ('0"', 'g: "0\\""'),
        ("[x]", 'g: "[x]"'),
        ("kl. 14, hvor", "g: kl. 14, hvor"),
        ("[Udfyldes", 'g: "[Udfyldes"'),
    ],
)
def test_text_is_quoted_where_it_must_be(text: str, line: str) -> None:
    assert edited(Put(svar("g"), text)) == [f"+   {line}"]


def test_values_inside_brackets_are_quoted_for_brackets() -> None:
    assert edited(Put(svar("p", "s"), "a, b"), Put(svar("p", "t"), "c"))[-1] == (
        '+   p: {q: r, s: "a, b", t: c}'
    )


def test_a_text_never_swallows_the_comments_below_it() -> None:
    text = "svar:\n  a:\n    # - valg  # Vælg\n      # flere\n  c: x\n"
    after = apply_changes(text.encode(), [Put(svar("a"), "et\n\nto"), Put(svar("b"), "tre")], order).decode()
    assert after == (
        "svar:\n  a: |-\n        et\n\n        to\n    # - valg  # Vælg\n      # flere\n  b: tre\n  c: x\n"
    )


def test_clearing_leaves_the_name() -> None:
    lines = edited(Clear(svar("a")), Clear(svar("b")), Clear(svar("n")), Clear(svar("c")))
    assert [line for line in lines if line.startswith("+")] == ["+   a:", "+   b:", "+   n:"]
    assert "-   - k: fire" in lines


def test_a_bare_code_gets_fields() -> None:
    text = "svar:\n  a: kode   # valgt\n"
    assert apply_changes(text.encode(), [Put(svar("a", "begrundelse"), "fordi")], order).decode() == (
        "svar:\n  a:   # valgt\n    valg: kode\n    begrundelse: fordi\n"
    )


# --- new names and rows -------------------------------------------------------------------------------------


def test_a_new_name_comes_after_the_one_before_it() -> None:
    after = apply_changes(FILE.encode(), [Put(svar("d"), {"x": "1"})], order).decode()
    assert '  - k: fire\n  d:\n    x: "1"\n  f: en lang\n' in after
    first = apply_changes(b"svar:\n  # om b\n  b: 1\n", [Put(svar("a"), "x")], order).decode()
    assert first == "svar:\n  a: x\n  # om b\n  b: 1\n"


@each("text", ["", "# tom\n", "svar:\n", "svar: {}\n", "pakke:\n  dato:\n", "svar:"])
def test_files_with_nothing_in_them(text: str) -> None:
    after = apply_changes(text.encode(), [Put(svar("a"), "b"), Put(svar("c", "d"), "e")], order)
    assert plain_data(read_tree(after, "").root)["svar"] == {"a": "b", "c": {"d": "e"}}


def test_rows_come_go_and_move_and_comments_stay() -> None:
    rows = (Kept(3), Kept(0), {"k": "ny", "l": ["a"]}, Kept(1))
    after = apply_changes(FILE.encode(), [Arrange(svar("c"), rows)], order).decode()
    assert after[after.index("  c:") : after.index("  f:")] == (
        "  c:\n  - k: fire\n  # mellem rækkerne\n  - k: 1\n    l:\n  - k: ny\n    l:\n      - a\n"
        '  - k: "to"   # om to\n    l: [x, y]\n'
    )


def test_a_list_of_codes_keeps_the_items_that_stay() -> None:
    assert edited(Put(svar("m"), ["u", "w"])) == ["-     - v", "+     - w"]
    assert edited(Put(svar("n"), [2, 4]))[-1] == "+   n: [2, 4]"


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    after = apply_changes(data, [Put(svar("b"), "- x\n- æ"), Put(svar("h"), "ny")], order)
    assert after.startswith(b"\xef\xbb\xbf# \xc3\xb8verst\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") == data.count(b"\n") + 1


@each(
    "text",
    [
        "svar:\n  a: &x {b: 1}\n  c: *x\n",
        "svar: &y\n  a: 1\n",
        "svar:\n  a: [\n",
        "- a\n",
        "svar:\n  a: *x\n",
    ],
)
def test_a_file_that_cannot_be_changed_piece_by_piece_is_refused(text: str) -> None:
    with pytest.raises(NotWritable):
        apply_changes(text.encode(), [Put(svar("a", "b"), "2")], order)


@each(
    ("text", "after"),
    [
        ("svar:\n  a: x\n---\nsvar:\n  a: y\n", "svar:\n  a: ny\n---\nsvar:\n  a: y\n"),
        ("svar:\n  a: x\n  b: &k 1\n  c: &k 2\n", "svar:\n  a: ny\n  b: &k 1\n  c: &k 2\n"),
        ("svar:\n  a:   x  # om a\n", "svar:\n  a:   ny  # om a\n"),
        ("{svar: {a: x, b: }}\n", '{svar: {a: ny, b: ""}}\n'),
        (
            "svar:\n  a: >-\n    # ikke en kommentar\n\n  # om b\n  b: 1",
            "svar:\n  a: >-\n    ny\n\n  # om b\n  b: 1",
        ),
        ("svar:\n  'a': 'x'\n  b: 1\n", "svar:\n  'a': 'ny'\n  b: 1\n"),
        ("svar:\n  a:\n    x\n    y\n  b: 1\n", "svar:\n  a: ny\n  b: 1\n"),
    ],
)
def test_files_of_every_form_keep_it(text: str, after: str) -> None:
    assert apply_changes(text.encode(), [Put(svar("a"), "ny")], order).decode() == after


def test_names_and_rows_go_with_their_own_lines_alone() -> None:
    text = "svar:\n  c:\n  - k: 1\n    # om l\n    l: 2\n  -\n  # om d\n  d: 1\n  n: [1]\n"
    row = ["-   - k: 1", "-     # om l", "-     l: 2"]
    assert edited(Drop(svar("c", 0, "k")), text=text) == [*row, "+   - l: 2"]
    assert edited(Drop(svar("n")), Drop(svar("d")), text=text) == ["-   d: 1", "-   n: [1]"]
    assert edited(Arrange(svar("c"), (Kept(1),)), text=text) == row


def test_a_copied_answer_is_written_as_it_stood() -> None:
    tree = read_tree((INPUTS / "jobcenter.yaml").read_bytes(), "").root
    assert tree is not None
    copy = source_data(tree)
    assert isinstance(copy, dict)
    after = apply_changes(b"", [Put(("svar", "maal"), copy["svar"]["maal"])], order)  # type: ignore[index,call-overload]
    text = after.decode()
    assert "maales_uge: " in text
    assert 'maales_uge: "' not in text


# --- properties ---------------------------------------------------------------------------------------------

_WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"), exclude_characters="#\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(lambda text: text == " ".join(text.split()))
_TEXTS = st.one_of(
    _WORDS,
    st.lists(_WORDS, min_size=2, max_size=4).map("\n\n".join),
    st.lists(_WORDS, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(_WORDS, min_size=8, max_size=14).map(" ".join),
    st.sampled_from(["~", "null", "2027-01-01", "1_000", "0x1f", "y", "...", "---", "%", "a: b", "#", LONG]),
)


def _leaves(node: Node, path: DataPath = ()) -> list[DataPath]:
    match node:
        case ScalarNode():
            return [path]
        case SequenceNode():
            return [leaf for at, item in enumerate(node.items) for leaf in _leaves(item, (*path, at))]
        case MappingNode():
            return [leaf for entry in node.entries for leaf in _leaves(entry.value, (*path, entry.key))]


def _bases() -> dict[str, bytes]:
    files = {name: (INPUTS / f"{name}.yaml").read_bytes() for name in ("jobcenter", "sagsoverblik")}
    return {**files, "ny": starter_text(builtin_catalog(), "ny", "x.json").encode(), "lille": FILE.encode()}


BASES = _bases()


def _as_it_is(data: bytes) -> bytes:
    return data


def _from_windows(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


def _aligned(data: bytes) -> bytes:
    """Two spaces behind each name, and a comment behind each plain date."""
    text = re.sub(r"^( *(?:- )?[a-z_]+:) (?=[\w\"])", r"\1   ", data.decode(), flags=re.MULTILINE)
    return re.sub(r"(\d{4}-\d\d-\d\d)$", r"\1   # dato", text, flags=re.MULTILINE).encode()


def _rows_at_their_name(data: bytes) -> bytes:
    """Everything inside the answers two columns farther out where that is allowed: rows under their name."""
    lines, out = data.decode().split("\n"), []
    within = False
    for line in lines:
        if re.match(r"  \w", line):
            within = False
        if re.match(r"    - \w+:", line):
            within = True
        out.append(line[2:] if within and line.startswith("    ") else line)
    return "\n".join(out).encode()


LAYOUTS = (_as_it_is, _from_windows, _aligned, _rows_at_their_name)


@settings(max_examples=examples(15))
@given(st.data())
def test_any_text_in_any_place_leaves_the_rest_alone(data: st.DataObject) -> None:
    base = BASES[data.draw(st.sampled_from(sorted(BASES)))]
    root = read_tree(base, "").root
    assert root is not None
    leaves = [leaf for leaf in _leaves(root) if len(leaf) > 1 and not isinstance(leaf[-1], int)]
    paths = data.draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=4, unique=True))
    changes: list[Change] = [
        Put(path, data.draw(_TEXTS)) if data.draw(st.integers(0, 5)) else Clear(path) for path in paths
    ]
    after = apply_changes(base, changes, lambda path: order_of(builtin_catalog(), path))
    result = read_tree(after, "")
    assert not result.findings
    assert result.root is not None
    assert list(_comments(after)) == list(_comments(base))
    assert _names(result.root) == _names(root)


@settings(max_examples=examples(10))
@given(st.data())
def test_lines_of_other_answers_stay_as_they_are(data: st.DataObject) -> None:
    """Whatever is done to some answers, in whatever layout: no line of another one is touched."""
    base = data.draw(st.sampled_from(LAYOUTS))(BASES[data.draw(st.sampled_from(sorted(BASES)))])
    root = read_tree(base, "").root
    assert root is not None
    svar_node = root.get("svar")
    assert isinstance(svar_node, MappingNode)
    leaves = [leaf for leaf in _leaves(svar_node, ("svar",)) if not isinstance(leaf[-1], int)]
    paths = data.draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=3, unique=True))
    wanted = [Put(path, data.draw(_TEXTS)) for path in paths]
    after = apply_changes(base, wanted, lambda path: order_of(builtin_catalog(), path))
    told = changed(plain_data(root), wanted)
    assert _folded(plain_data(read_tree(after, "").root)) == _folded(told)
    old, new = base.decode().split("\n"), after.decode().split("\n")
    touched = {str(path[1]) for path in paths}
    starts = [
        (entry.place.line - 1, entry.key) for entry in svar_node.entries if isinstance(entry.place, FilePlace)
    ]
    for kind, first, last, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for number in range(first, last if kind != "equal" else first):
            assert [name for line, name in starts if line <= number][-1] in touched
            assert not old[number].lstrip().startswith("#")


def _folded(value: object) -> object:
    """The data with the white space of its texts made even; an empty value is None."""
    match value:
        case dict():
            return {name: _folded(item) for name, item in value.items()}
        case list():
            return [_folded(item) for item in value]
        case str():
            return " ".join(unicodedata.normalize("NFC", value).split()) or None
    return value


@settings(max_examples=examples(10))
@given(st.data())
def test_any_arrangement_of_rows(data: st.DataObject) -> None:
    base = BASES["jobcenter"]
    root = read_tree(base, "").root
    assert root is not None
    svar_node = root.get("svar")
    assert isinstance(svar_node, MappingNode)
    tables = [entry for entry in svar_node.entries if isinstance(entry.value, SequenceNode)]
    tables = [entry for entry in tables if all(isinstance(item, MappingNode) for item in entry.value.items)]  # type: ignore[union-attr]
    entry = data.draw(st.sampled_from(tables))
    assert isinstance(entry.value, SequenceNode)
    kept = data.draw(st.permutations(range(len(entry.value.items))).map(list))
    kept = kept[: data.draw(st.integers(1, len(kept)))]
    rows: list[Kept | dict[str, str]] = [Kept(number) for number in kept]
    for text in data.draw(st.lists(_TEXTS, max_size=2)):
        rows.insert(data.draw(st.integers(0, len(rows))), {"navn": text})
    change = Arrange(("svar", entry.key), tuple(rows))
    after = apply_changes(base, [change], lambda path: order_of(builtin_catalog(), path))
    assert list(_comments(after)) == list(_comments(base))
    told, wanted = plain_data(read_tree(after, "").root), changed(plain_data(root), [change])
    assert list(told["svar"]) == list(wanted["svar"])
    assert len(told["svar"][entry.key]) == len(rows)


def _comments(data: bytes) -> list[str]:
    """The lines that are nothing but a comment."""
    return [line for line in data.decode().splitlines() if line.lstrip().startswith("# ")]


def _names(node: Node) -> object:
    """The names of a tree without its texts."""
    match node:
        case MappingNode():
            return [(entry.key, _names(entry.value)) for entry in node.entries]
        case SequenceNode():
            return [_names(item) for item in node.items]
    return None
