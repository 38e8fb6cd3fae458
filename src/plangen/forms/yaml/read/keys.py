"""The keys of one mapping: what is no name, what stands twice, and the comma that makes a key by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plangen.answers.lookalikes import plain_name
from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode
from plangen.answers.wording import masked, quoted
from plangen.findings import FilePlace, Finding, Place, Severity

Part = tuple[Node, int, int]
"""A node with the indexes in the text where it starts and ends."""

_NOT_A_NAME = re.compile(r"[-+]?[\d.,:_-]*\d|~|(?i:null|true|false)")
_HASH = re.compile(r"[ \t]*:[ \t]+(#[^\s#!].*)")
_NAMES_HINT = (
    "Et navn er et ord som kommune_navn. Hører det til en tekst, så sæt hele teksten i anførselstegn."
)


def mapping_node(
    parts: list[Part], text: str, flow: bool, place: Place | None
) -> tuple[MappingNode, list[Finding]]:
    """The mapping of key, value, key, value … in `parts`, with what is wrong with its keys.

    `text`: the whole file, to see whether a colon stood between two parts; `flow`: written with { }.
    A key that stands twice keeps its first value.
    """
    findings: list[Finding] = []
    entries: dict[str, Entry] = {}
    last: str | None = None
    for key, value, gap in _pairs(parts, text):
        if flow and last is not None and _is_comma_trap(key, value, gap):
            findings.append(_trap(key, last))
            entries[last] = _flawed(entries[last])
            continue
        wrong = _not_a_name(key)
        if wrong is not None:
            findings.append(wrong)
        elif isinstance(key, ScalarNode) and not key.flawed:
            name = plain_name(key.text)
            if name in entries:
                findings.append(_repeated(key, entries[name]))
            else:
                entries[name] = Entry(name, value, key.place)
                last = name
    findings += _answers_in_comments(parts, text)
    weight = 1 + sum(1 + entry.value.weight for entry in entries.values())
    return MappingNode(tuple(entries.values()), place, weight), findings


def _pairs(parts: list[Part], text: str) -> Iterator[tuple[Node, Node, str]]:
    """Key, value, and what stands between them in the file."""
    for (key, _, key_end), (value, value_start, _) in zip(parts[::2], parts[1::2], strict=True):
        yield key, value, text[key_end:value_start]


def _answers_in_comments(parts: list[Part], text: str) -> Iterator[Finding]:
    """`sag: #12 om adgang`: the whole answer is a comment. With a space after # it explains the field."""
    for (key, start, end), (value, _, _) in zip(parts[::2], parts[1::2], strict=True):
        match = _HASH.match(text, end)
        empty = isinstance(value, ScalarNode) and value.plain and not value.text and not value.flawed
        if match and empty and isinstance(key.place, FilePlace):
            place = FilePlace(key.place.file, key.place.line, key.place.column + match.start(1) - start)
            message = f"{quoted(match[1])} er en bemærkning og ikke et svar, fordi det begynder med #."
            yield Finding("V06", Severity.WARNING, message, place, hint='Sæt svaret i anførselstegn ("…").')


def _is_comma_trap(key: Node, value: Node, gap: str) -> bool:
    """`{effekt: Ved, hvad der er nyt}`: the words after the comma are a key without a colon."""
    if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode):
        return False
    return key.plain and value.plain and not value.text and ":" not in gap


def _trap(key: Node, last: str) -> Finding:
    words = key.text if isinstance(key, ScalarNode) else ""
    message = f"Kommaet deler teksten: {quoted(words)} bliver læst som et felt for sig."
    hint = f'Husk anførselstegn om hele teksten, fx {last}: "…, {masked(words)[:30]}".'
    return Finding("V06", Severity.ERROR, message, key.place, hint=hint)


def _flawed(entry: Entry) -> Entry:
    """The entry with a value that must not be used: only half of the text is in it."""
    return Entry(entry.key, ScalarNode("", flawed=True, place=entry.value.place), entry.place)


def _not_a_name(key: Node) -> Finding | None:
    """The finding about a key that is no name, else None."""
    hint = _NAMES_HINT
    if not isinstance(key, ScalarNode):
        message = "Her står en liste eller { }, hvor der skal stå et navn."
    elif key.flawed:
        return None
    elif not key.text.strip():
        message = "Der mangler et navn før kolonet."
    elif key.plain and key.text == "<<":
        message = "Sammenfletning med << kan ikke bruges i en svarfil."
        hint = "Skriv felterne ud."
    elif key.plain and _NOT_A_NAME.fullmatch(key.text):
        message = f"{quoted(key.text)} er ikke et navn."
    else:
        return None
    return Finding("V06", Severity.ERROR, message, key.place, hint=hint)


def _repeated(key: ScalarNode, first: Entry) -> Finding:
    places = " og ".join(f"i {place.inside}" for place in (first.place, key.place) if place)
    message = f"{quoted(key.text)} står to gange: {places}. Kun den første er læst."
    return Finding("V06", Severity.ERROR, message, key.place, hint="Slet den ene, eller saml dem.")
