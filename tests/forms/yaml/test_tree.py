"""What is wrong with a file as YAML: one row per kind of slip."""

from __future__ import annotations

import unicodedata

import pytest

from plangen.answers.nodes import MappingNode, ScalarNode, SequenceNode
from plangen.findings import Severity
from plangen.forms.yaml.read.tree import MAX_DEPTH, read_tree
from plangen.forms.yaml.write import plain_data
from tests.support.cases import each

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

# What is read → code, line:column, part of the message, part of the hint.
UNREADABLE = [
    pytest.param(
        "a: \xe6".encode("latin-1"), "V06 1:4", "ikke gemt som UTF-8: byte 4 (0xE6)", "»æ«", id="latin-1"
    ),
    pytest.param(b"x: 1\r\ny: \xff", "V06 2:4", "byte 10 (0xFF)", "Gem filen som UTF-8", id="not utf-8"),
    pytest.param("svar: æ".encode("utf-16"), "V06 1:1", "UTF-16", "Gem filen som UTF-8", id="utf-16"),
    pytest.param(
        "svar: æ".encode("utf-16-be"), "V06 1:1", "UTF-16", "Gem filen som UTF-8", id="utf-16, no mark"
    ),
    pytest.param(b"svar: \xed\xa0\x80", "V06 1:7", "ikke gemt som UTF-8", "", id="surrogate in utf-8"),
    pytest.param(b"#" * 2_000_001, "V06 1:1", "for stor", "den rigtige fil", id="huge"),
    pytest.param("- a\n- b", "V06 1:1", "Filen er en liste", "svar:", id="list"),
    pytest.param("Egelund Kommune", "V06 1:1", "Filen er en enkelt tekst", "svar:", id="one text"),
    pytest.param("a:\n\tmus: x\n", "V06 2:1", "tabulator", "to mellemrum", id="tab"),
    pytest.param("a:\n  mus: x\n  \tmed: y\n", "V06 3:3", "tabulator", "to mellemrum", id="tab after spaces"),
    pytest.param("a: b: c", "V06 1:5", "kolon inde i teksten", "anførselstegn", id="colon in text"),
    pytest.param("a: 1\nb\nc: 2", "V06 2:1", "intet navn med kolon", "kommune_navn:", id="no colon"),
    pytest.param("a:1\nb: 2", "V06 1:3", "mellemrum efter kolonet i »a:«", "Skriv et", id="no space"),
    pytest.param(" a: 1\nb: 2", "V06 2:1", "indrykningen passer ikke", "lige langt ind", id="indentation"),
    pytest.param("- a\nb: 1", "V06 2:1", "indrykningen passer ikke", "lige langt ind", id="list and names"),
    pytest.param("a: @x", "V06 1:4", "begynder med tegnet @", "anførselstegn", id="special sign"),
    pytest.param("a: **fed** tekst", "V06 1:4", "begynder med tegnet *", "anførselstegn", id="star"),
    pytest.param("a: &", "V06 1:4", "begynder med tegnet &", "anførselstegn", id="ampersand"),
    pytest.param(
        'a: "x\nb: 1\n', "V06 1:4", "anførselstegnet bliver ikke lukket", "slutter", id="open quote"
    ),
    pytest.param(
        "a: 'det's x'", "V06 1:9", "efter det afsluttende anførselstegn", "hele teksten", id="quote inside"
    ),
    pytest.param('a: "c:\\plan"', "V06 1:8", "omvendt skråstreg", "enkelte anførselstegn", id="escape"),
    pytest.param(
        'a: "\\U00110000"', "V06 1:1", "tegnkoden", "enkelte anførselstegn", id="impossible character"
    ),
    pytest.param("a: > tekst", "V06 1:6", "efter > eller |", "næste linje", id="text after block sign"),
    pytest.param("a: [1, 2\nb: 3", "V06 1:4", "listen i [ ]", "Sæt ]", id="open list"),
    pytest.param("a: {b: 1\nc: 3", "V06 1:4", "felterne i { }", "Sæt }", id="open fields"),
    pytest.param("a: - b", "V06 1:4", "sin egen linje", "|-", id="item on the line"),
    pytest.param("%plan\nsvar: x", "V06 1:1", "%", "anførselstegn", id="percent"),
    pytest.param("[" * 100, f"V06 1:{MAX_DEPTH + 1}", "for mange niveauer", "inderste", id="too deep"),
    pytest.param(BOMB, "V06 6:8", "folder sig ud", "Skriv indholdet ud", id="aliases that explode"),
]

# The rest of these files is read.
READ_ON = [
    pytest.param(
        "a: 1\nb: 2\na: 3", "V06 3:1", "»a« står to gange: i linje 1 og i linje 3", "Slet", id="key twice"
    ),
    pytest.param(
        "a: {b: Ved, hvad der er nyt}", "V06 1:13", "»hvad der er nyt«", "Husk anførselstegn", id="comma"
    ),
    pytest.param(
        "a: *x", "V06 1:4", "»*x« henviser til noget, der ikke findes", "anførselstegn", id="no anchor"
    ),
    pytest.param("a: &x [*x]", "V06 1:8", "henviser til sig selv", "Skriv indholdet ud", id="own alias"),
    pytest.param("a: x\n---\nb: y", "V06 2:1", "flere dele", "Slet linjen", id="two documents"),
    pytest.param("2027: x", "V06 1:1", "»2027« er ikke et navn", "ord som", id="number as key"),
    pytest.param("true: x", "V06 1:1", "»true« er ikke et navn", "ord som", id="bool as key"),
    pytest.param("? [a]\n: x", "V06 1:3", "skal stå et navn", "ord som", id="list as key"),
    pytest.param(": x", "V06 1:1", "mangler et navn før kolonet", "ord som", id="no key"),
    pytest.param("<<: {a: 1}", "V06 1:1", "<<", "Skriv felterne ud", id="merge"),
    pytest.param(
        "a: !!python/name:os.system x", "V06 1:4", "»!!python/name:os.system«", "Slet", id="python tag"
    ),
    pytest.param("a: !egen x", "V06 1:4", "»!egen«", "Slet", id="own tag"),
    pytest.param(
        "a: b\x07c", "V05 1:5", "usynligt styretegn (U+0007)", "Slet tegnet", id="control character"
    ),
    pytest.param("a: b\x00c", "V05 1:5", "usynligt styretegn (U+0000)", "Slet tegnet", id="zero"),
    pytest.param("# c\x85\x9f", "V05 1:5", "usynligt styretegn (U+009F)", "Slet tegnet", id="in a comment"),
    pytest.param('a: "\\x07"', "V05 1:4", "usynligt styretegn (U+0007)", "Slet tegnet", id="escaped control"),
    pytest.param("a: \ue000", "V05 1:4", "uden fast betydning (U+E000)", "Slet tegnet", id="private use"),
    pytest.param(
        'a: "\\uf8ff"', "V05 1:4", "uden fast betydning (U+F8FF)", "Slet tegnet", id="escaped private"
    ),
    pytest.param('a: "\\ud800"', "V05 1:4", "halvt tegn (U+D800)", "Slet tegnet", id="lone surrogate"),
]


@each(("content", "place", "message", "hint"), UNREADABLE)
def test_a_file_that_cannot_be_read(content: str | bytes, place: str, message: str, hint: str) -> None:
    tree = read_tree(_bytes(content), "f.yaml")
    assert tree.root is None
    _check(tree.findings[-1], place, message, hint)


@each(("content", "place", "message", "hint"), READ_ON)
def test_a_slip_that_does_not_stop_reading(content: str, place: str, message: str, hint: str) -> None:
    tree = read_tree(_bytes(content), "f.yaml")
    assert tree.root is not None
    assert len(tree.findings) == 1
    _check(tree.findings[0], place, message, hint)


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _check(finding, place: str, message: str, hint: str) -> None:
    assert f"{finding.code} {finding.place.line}:{finding.place.column}" == place
    assert finding.place.file == "f.yaml"
    assert finding.severity is Severity.ERROR
    assert message in finding.message
    assert hint in finding.hint


@each("content", [b"", b"\n\n", b"# kun en bemaerkning\n", b"~", b"---\n...\n"])
def test_an_empty_file_is_an_empty_mapping(content: bytes) -> None:
    tree = read_tree(content, "f.yaml")
    assert tree.root is not None and not tree.root.entries
    assert not tree.findings


def test_a_byte_order_mark_is_accepted_and_mentioned() -> None:
    tree = read_tree(b"\xef\xbb\xbfa: 1", "f.yaml")
    assert _text(tree.root, "a") == "1"
    assert [(f.severity, str(f.place)) for f in tree.findings] == [(Severity.INFO, "f.yaml:1:1")]


def test_every_tab_line_is_named() -> None:
    tree = read_tree(b"svar:\n\ta: 1\n\tb: 2\n", "f.yaml")
    assert [f.place.line for f in tree.findings] == [2, 3]


def test_tabs_in_texts_are_no_trouble() -> None:
    tree = read_tree(b"a: |\n  x\ty\n\t\n  \tz\nb:\tx\ty\n\t\nc: d\t# e\n", "f.yaml")
    assert not tree.findings
    assert [_text(tree.root, key) for key in "abc"] == ["x y\n\n\tz\n", "x y", "d"]


def test_all_slips_are_found_in_one_run() -> None:
    tree = read_tree("a: *x\nb: !y z\nb: 1\nc: {d: e, f}\ng: \ue001\n".encode(), "f.yaml")
    assert sorted(f.place.line for f in tree.findings) == [1, 2, 3, 4, 5]


def test_texts_are_kept_as_written_with_their_place() -> None:
    tree = read_tree(b"a:\n  version: 0.9\n  day: 2027-01-01\n  none: ~\n", "f.yaml")
    mapping = tree.root.get("a")
    assert isinstance(mapping, MappingNode)
    assert [(e.key, e.value.text, str(e.value.place)) for e in mapping.entries] == [
        ("version", "0.9", "f.yaml:2:12"),
        ("day", "2027-01-01", "f.yaml:3:8"),
        ("none", "~", "f.yaml:4:9"),
    ]


def test_texts_and_names_are_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "små: blåbærgrød")
    assert decomposed != "små: blåbærgrød"
    assert _text(read_tree(decomposed.encode(), "f.yaml").root, "små") == "blåbærgrød"


def test_two_halves_of_a_character_are_put_together() -> None:
    assert _text(read_tree(b'a: "\\ud83d\\ude00"', "f.yaml").root, "a") == "\N{GRINNING FACE}"


def test_line_ends_that_only_some_programs_see_do_not_break_the_layout() -> None:
    tree = read_tree("a: x\u2028y\u0085z\r\nb: 1\rc: 2".encode(), "f.yaml")
    assert not tree.findings
    assert [_text(tree.root, key) for key in "abc"] == ["x y z", "1", "2"]


def test_harmless_anchors_and_standard_tags_are_accepted() -> None:
    tree = read_tree(b"a: &x [1, 2]\nb: *x\nc: !!str 4\n", "f.yaml")
    assert not tree.findings
    assert isinstance(tree.root.get("b"), SequenceNode)
    assert tree.root.get("c") == ScalarNode("4", False, tree.root.get("c").place)


def test_an_explicit_empty_field_in_braces_is_no_comma_trap() -> None:
    assert not read_tree(b'a: {b: , c: "", d: x}', "f.yaml").findings


def test_the_half_text_of_a_comma_trap_is_not_used() -> None:
    root = read_tree(b"a: {b: Ved, hvad, c: x}", "f.yaml").root
    inner = root.get("a")
    assert isinstance(inner, MappingNode)
    assert inner.get("b").flawed and inner.get("c").text == "x"


def test_a_file_full_of_control_characters_gives_few_findings() -> None:
    assert len(read_tree(b"a: " + b"\x01x" * 5000, "f.yaml").findings) == 21


def test_cpr_like_names_are_not_repeated() -> None:
    findings = read_tree(b"a: {b: c, 0101901234}", "f.yaml").findings
    assert findings and "0101901234" not in str(findings[0])


def _text(node: MappingNode | None, key: str) -> str:
    value = node.get(key) if node else None
    assert isinstance(value, ScalarNode)
    return value.text


def test_tables_and_points_of_any_sign_in_a_folded_text_stay_lines() -> None:
    table = "| Uge | Hvad |\n|---|---|\n| 1 | Start |"
    for lines in (table, "Vi vil:\n\u2013 det ene\n\u2013 det andet"):
        folded = "problem: >-\n" + "".join(f"  {line}\n" for line in lines.split("\n"))
        assert plain_data(read_tree(folded.encode(), "x").root) == {"problem": lines}
    one = "problem: >-\n  Det er dyrt |\n  og langsomt.\n"
    assert plain_data(read_tree(one.encode(), "x").root) == {"problem": "Det er dyrt | og langsomt."}
