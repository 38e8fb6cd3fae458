"""Bytes to text: encoding, byte order marks, and characters that no answer may hold.

Refused characters are replaced by U+FFFD in the text, so that the rest of the file can still be read and
every position stays; `SourceText.refused` remembers where they stood.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from plangen.findings import FilePlace, Finding, Severity
from plangen.forms.yaml.read.file_kinds import wrong_kind

MAX_BYTES = 2_000_000
UNREAD = "\ufffd"
"""Stands in the text for what could not be read."""
_MAX_REPORTED = 20
_BOM = "\ufeff"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS_UTF8 = (
    "Gem filen som UTF-8: i Notesblok og Visual Studio Code vælges tegnkodningen, når man gemmer filen."
)

# Control characters that XML or YAML forbid. Tab and line breaks are allowed.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
# The engine marks answers with private-use characters (texts.values); an answer must not hold any.
_PRIVATE = "\ue000-\uf8ff"
_REFUSED = re.compile(f"[{_CONTROL}{_PRIVATE}\ud800-\udfff]")
_HARMLESS_TABS = re.compile(r"\S[^\n]*|^[ \t]+$", re.MULTILINE)
# Spaces of other kinds (hard, thin, wide), pasted from Word or a web page. In an answer they may stay.
_HARD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_STRUCTURAL_SPACES = re.compile(
    r"^[^\S\n\t]*(?:-[^\S\n\t]+)*(?:[\w.-]+[^\S\n\t]*:(?:[^\S\n\t]+|$))?", re.MULTILINE
)
# Line ends that only some programs see; as spaces they cannot break the layout of the file.
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file. `refused` holds the indexes of replaced characters, rising."""

    label: str
    text: str
    refused: tuple[int, ...] = ()

    def holds_refused(self, start: int, end: int) -> bool:
        """Whether a refused character stood between two indexes."""
        at = bisect_left(self.refused, start)
        return at < len(self.refused) and self.refused[at] < end

    def place(self, index: int) -> FilePlace:
        """Line and column of an index."""
        line = self.text.count("\n", 0, index) + 1
        return FilePlace(self.label, line, index - self.text.rfind("\n", 0, index))


def has_refused(text: str) -> bool:
    """Whether a text holds a control character, a private-use character or half a surrogate pair."""
    return _REFUSED.search(text) is not None


def refusal(text: str, place: FilePlace | None) -> Finding:
    """The finding about the first refused character in a text."""
    match = _REFUSED.search(text)
    character = match.group() if match else UNREAD
    code = f"U+{ord(character):04X}"
    if "\ue000" <= character <= "\uf8ff":
        message = (
            f"Teksten indeholder et tegn uden fast betydning ({code}), fx et symbol fra en særlig skrifttype."
        )
    elif "\ud800" <= character <= "\udfff":
        message = f"Teksten indeholder et halvt tegn ({code})."
    else:
        message = f"Teksten indeholder et usynligt styretegn ({code})."
    return Finding("V05", Severity.ERROR, message, place, hint="Slet tegnet, og skriv teksten igen.")


def read_text(data: bytes, label: str) -> tuple[SourceText | None, list[Finding]]:
    """The text of a file and what is wrong with it; no text when it cannot be read at all."""
    if len(data) > MAX_BYTES:
        kind = wrong_kind(data, label)
        if kind:
            return None, [kind]
        message = (
            f"Filen er for stor ({len(data) // 1000} kB); en svarfil må højst fylde {MAX_BYTES // 1000} kB."
        )
        hint = "Kontrollér, at det er den rigtige fil."
        return None, [Finding("V06", Severity.ERROR, message, FilePlace(label), hint=hint)]
    wrong = wrong_kind(data, label) or _wrong_encoding(data, label)
    if wrong:
        return None, [wrong]
    text = data.decode("utf-8")
    findings: list[Finding] = []
    if text.startswith(_BOM):
        text = text[1:]
        message = "Filen begynder med et usynligt mærke (BOM). Det er sprunget over."
        findings.append(Finding("V06", Severity.INFO, message, FilePlace(label)))
    text = _even_whitespace(text)
    refused = tuple(match.start() for match in _REFUSED.finditer(text))
    findings += _refusals(SourceText(label, text), refused)
    return SourceText(label, _REFUSED.sub(UNREAD, text), refused), findings


def _even_whitespace(text: str) -> str:
    """One kind of line end; plain spaces where a hard one can only have been meant as such, before a line's
    text and around its signs; and tabs only where they indent a line: there they are a slip to report, while
    in a text pasted from elsewhere they are as good as a space. No position changes but those of \\r\\n."""
    text = _ODD_BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _HARD_SPACE.search(text):
        text = _STRUCTURAL_SPACES.sub(lambda match: _HARD_SPACE.sub(" ", match[0]), text)
    if "\t" not in text:
        return text
    return _HARMLESS_TABS.sub(lambda match: match[0].replace("\t", " "), text)


def _refusals(source: SourceText, refused: tuple[int, ...]) -> list[Finding]:
    """One finding for each run of refused characters; a file full of them is cut short."""
    findings: list[Finding] = []
    previous = -2
    for index in refused:
        if index != previous + 1:
            if len(findings) == _MAX_REPORTED:
                message = "Der er flere af den slags tegn i filen. Resten er ikke vist."
                findings.append(Finding("V05", Severity.ERROR, message, source.place(index)))
                break
            findings.append(refusal(source.text[index], source.place(index)))
        previous = index
    return findings


def _wrong_encoding(data: bytes, label: str) -> Finding | None:
    """The finding about a file that is not UTF-8, else None."""
    if data.startswith(_WIDE_BOMS) or _looks_wide(data):
        message = "Filen er gemt som UTF-16 og ikke som UTF-8."
        return Finding("V06", Severity.ERROR, message, FilePlace(label), hint=SAVE_AS_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BOM)
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        place = SourceText(label, before).place(len(before))
        byte = f"byte {error.start + 1} (0x{data[error.start]:02X})"
        message = f"Filen er ikke gemt som UTF-8: {byte} kan ikke læses."
        return Finding("V06", Severity.ERROR, message, place, hint=_encoding_hint(data[error.start]))
    return None


def _encoding_hint(byte: int) -> str:
    """Says which letter was probably meant, when the byte is a Danish letter in the old Windows encoding."""
    letter = bytes([byte]).decode("cp1252", errors="ignore")
    if letter in "æøåÆØÅéüöä»«–":
        return f"Tegnet er formodentlig »{letter}« fra en ældre tegnkodning. {SAVE_AS_UTF8}"
    return SAVE_AS_UTF8


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:200]
    return len(head) >= 4 and head.count(0) * 3 > len(head) and 0 in (head[0], head[1])
