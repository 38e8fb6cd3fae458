"""The words of one part of a Word file, whatever part it is, without what programs write themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree, html

from plangen.ooxml.fields import addresses, is_of_programs, words_of_programs
from plangen.ooxml.ns import BREAK, MC, SDT, SDT_PR, TAB, A, Element, P, W, local_name, val, w
from plangen.ooxml.prompts import without_prompts
from plangen.ooxml.properties import EDITION, is_by_program

Words = tuple[str, ...]
_PIECE = re.compile(r"[^\W_]+")

_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PARAGRAPHS: Final = frozenset({P, f"{{{A}}}p"})
_TEXTS: Final = frozenset({w("t"), w("delText"), f"{{{A}}}t", f"{{{_MATH}}}t"})
_CODES: Final = frozenset({w("instrText"), w("delInstrText")})
_GAPS: Final = frozenset({TAB, BREAK, w("cr"), w("ptab"), f"{{{A}}}br"})
_FALLBACK: Final = f"{{{MC}}}Fallback"
_SIGNS: Final = frozenset({w("noBreakHyphen"), w("sym")})
_STOPS: Final = _PARAGRAPHS | _TEXTS | _CODES | _GAPS | _SIGNS | {_FALLBACK, w("docPart"), SDT}
_WITH_TEXT: Final = etree.XPath(
    "descendant-or-self::*[text()[normalize-space()]][not(self::w:t or self::w:instrText)]",
    namespaces={"w": W},
)
_TYPED: Final = etree.XPath(
    "descendant-or-self::*/@*[contains('|descr|title|alt|string|tooltip|instr|',"
    " concat('|', local-name(), '|'))]"  # one comparison: there are thousands of attributes
)
"""Attributes in which people type, whatever their element."""
_HOLD_TYPED: Final = tuple(
    w(name) for name in ("tblCaption", "tblDescription", "statusText", "helpText", "default", "docVar")
)
"""Elements whose value, or name, people type."""
_PROGRAM_FIELDS: Final = frozenset(
    {"lastModifiedBy", "created", "modified", "revision", "lastPrinted", "language", "version"}
)
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}Properties"
# Roots of what SharePoint and Word put in a file on their own.
_OF_PROGRAMS: Final = (
    "http://schemas.microsoft.com/office/2006/metadata/contentType",
    "http://schemas.microsoft.com/sharepoint/v3/contenttype/forms",
    "http://schemas.microsoft.com/sharepoint/events",
    "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
)
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
CODE: Final = "\ufff9"
"""Begins a word of the code of a field, which nobody reads as text."""
_FIELD = re.compile(f"{CODE}([A-Z]+)(?= |$)")
_BLANK: Final = frozenset({"–", "-", "—"})


def split(text: str) -> Words:
    """The words of a text, without what only steers line breaks, and without the sign for »nothing«."""
    plain = without_prompts(" ".join(_NOTHING.sub("", unicodedata.normalize("NFC", text)).split()))
    return tuple(word for word in plain.split() if word not in _BLANK)


def told(words: Iterable[str], most: int) -> str:
    """Words as people are told of them, no more than so many, and how many more there are. Fields are told by
    their names, and not by all that their codes say."""
    words = tuple(words)
    texts = [word for word in words if CODE not in word]
    shown = [f"»{word}«" for word in texts[:most]]
    names = sorted({name for word in words for name in _FIELD.findall(word)})
    if len(texts) < len(words):
        shown.append(f"et felt ({', '.join(names)})" if names else "et felt")
    more = len(texts) - most
    return ", ".join(shown) + (f" og {more} til" if more > 0 else "")


def _coded(code: str) -> str:
    """The words of a field's code, told apart from text."""
    return "".join(f" {CODE}{word}" for word in code.split()) + " "


def pieces(text: str) -> frozenset[str]:
    """The words of a text, told apart at everything that is no letter or digit: signs that Markdown writes
    around them make no difference."""
    return frozenset(_PIECE.findall(_NOTHING.sub("", unicodedata.normalize("NFC", text))))


# --- text ---------------------------------------------------------------------------------------------------
def paragraphs_of(root: Element) -> Iterator[Words]:
    """Each paragraph's words, and those of every other element with text."""
    if root.tag == _CORE:
        yield from _core(root)
    elif root.tag == _CUSTOM:
        yield from _custom(root)
    elif not etree.QName(root).namespace or not str(etree.QName(root).namespace).startswith(_OF_PROGRAMS):
        listed: list[Words] = []
        others: list[Words] = []
        for words, in_list in _walked(root):
            (listed if in_list else others).append(words)
        yield from others
        known = [" ".join(words) for words in dict.fromkeys(others)] if listed else []
        yield from (words for words in listed if not _repeats(words, known))


def contents_lines_of(root: Element) -> Iterator[Words]:
    """The lines of contents lists that programs keep, whatever the headings say."""
    return (words for words, in_list in _walked(root) if in_list)


def _repeats(words: Words, known: Iterable[str]) -> bool:
    """Whether a line of a contents list says what a heading says, be it with a page number. LibreOffice may
    cut the end of a line off."""
    lines = (" ".join(words), " ".join(words[:-1] if words[-1].isdigit() else words))
    return any(heading.startswith(line) for heading in known for line in lines)


def _walked(root: Element) -> Iterator[tuple[Words, bool]]:
    """The words of paragraphs, and whether they are lines of a contents list that programs keep."""
    skipped = words_of_programs(root)
    lists = _contents_lists(root)
    open_paragraphs: list[list[str]] = []
    inside = 0
    tags = _STOPS | {element.tag for element in _WITH_TEXT(root)}  # most elements only say how others look
    walker = etree.iterwalk(root, events=("start", "end"), tag=tags)
    for event, element in walker:
        if event == "start":
            inside += element in lists
            if element.tag == _FALLBACK or _is_prompt(element):
                walker.skip_subtree()
            elif element.tag in _PARAGRAPHS:
                open_paragraphs.append([])
            elif open_paragraphs:
                open_paragraphs[-1].append("" if element in skipped else _text_of(element))
            elif element.text and (words := split(element.text)):
                yield words, bool(inside)
        else:
            inside -= element in lists
            ended = element.tag in _PARAGRAPHS and open_paragraphs
            if ended and (words := split("".join(open_paragraphs.pop()))):
                yield words, bool(inside)


def _text_of(element: Element) -> str:
    if element.tag in _CODES:
        return _coded(element.text or "")
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag in _GAPS:
        return " "
    if element.tag == w("noBreakHyphen"):
        return "\u2011"
    if element.tag == w("sym"):
        code = element.get(w("char"), "")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""
    return ""


def _contents_lists(root: Element) -> set[Element]:
    return {control for control in root.iter(SDT) if control.find(f"{SDT_PR}/{w('docPartObj')}") is not None}


def _is_prompt(element: Element) -> bool:
    """A building block of Word's own: the inviting text of empty controls."""
    return element.tag == w("docPart") and val(element, "docPartPr/name").startswith("DefaultPlaceholder")


def words_of_chunk(content: bytes) -> list[Words]:
    """The words of an inserted web page or text file, as well as they can be told."""
    text = content.decode("utf-8", "replace")
    if content.lstrip().startswith(b"<"):
        text = html.document_fromstring(content[:2_000_000]).text_content()
    elif content.startswith(b"{\\rtf"):
        text = re.sub(r"\\'[0-9a-fA-F]{2}|\\[a-z]+-?\d* ?|[{}]", " ", text)
    return [words for line in text[:2_000_000].splitlines() if (words := split(line))]


# --- what is no text ----------------------------------------------------------------------------------------
def typed_in(root: Element) -> Iterator[Words]:
    """What people type in attributes: alternative texts, names of choices, watermarks, codes of fields."""
    for value in _TYPED(root):
        is_code = local_name(value.attrname) == "instr"
        if is_code and is_of_programs(value):
            continue
        if words := split(_coded(value) if is_code else value):
            yield words
    for element in root.iter(*_HOLD_TYPED):
        typed = (value for key, value in element.items() if local_name(key) in ("val", "name"))
        yield from filter(None, map(split, typed))
    for address in addresses(root):
        yield (_plain(address),)


def addresses_of(relationships: Element) -> Iterator[Words]:
    """The addresses of links and of linked files."""
    for one in relationships:
        if one.get("TargetMode") == "External" and one.get("Target"):
            yield (_plain(one.get("Target")),)


def _plain(address: str) -> str:
    """An address as people see it; programs write its escapes in their own ways."""
    return unquote(address).split("#")[0].rstrip("/").casefold()


def _core(root: Element) -> Iterator[Words]:
    for one in root:
        if local_name(one.tag) not in _PROGRAM_FIELDS:
            # LibreOffice takes the commas between keywords away.
            words = split(re.sub("[,;]", " ", one.text or ""))
            yield from [words] if words else []


def _custom(root: Element) -> Iterator[Words]:
    for one in root:
        name = one.get("name", "")
        words = split(f"{name} {' '.join(one.itertext())}")
        if name != EDITION and not is_by_program(name) and words:
            yield words
