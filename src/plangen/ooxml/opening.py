"""Opens Word files that came from outside: whatever they hold, it takes little time and memory.

A file is refused with a reason in Danish when it is none of Word's, protected, damaged, or larger than any
document that people write.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from plangen.findings import PlangenError
from plangen.ooxml.ns import Element

MOST_BYTES: Final = 256_000_000
"""Of a file, and of what it holds when it is unpacked."""
_MOST_MEMBERS = 4_000
_MOST_XML = 48_000_000
_MOST_TAGS = 600_000  # beginnings and ends
_KEPT: Final = 2_000_000  # bytes of a file whose members are kept a while
_KEPT_MEMBERS: Final = 16_000_000

SAVE_AGAIN: Final = "Åbn filen i Word, og gem den som almindeligt Word-dokument (*.docx)."
EARLIER: Final = "Find en tidligere udgave af filen, fx under »Tidligere versioner«."
_UNPROTECT = "Åbn filen i Word, fjern adgangskoden under Filer › Oplysninger › Beskyt dokument, og gem."
_UNLABEL = "Åbn filen i Word, vælg en følsomhedsmærkat uden kryptering, og gem."
_TOO_LARGE = "Flyt det meste ud af filen, og gem den igen, eller find en tidligere udgave."

_OLE = b"\xd0\xcf\x11\xe0"
# What stands in the directory of an older file, and what is said of it. The first that fits counts.
_OLDER: Final = (
    ("DRMEncryptedTransform", "filen er krypteret med en følsomhedsmærkat eller rettighedsstyring", _UNLABEL),
    ("EncryptedPackage", "filen er beskyttet med adgangskode", _UNPROTECT),
    ("WordDocument", "filen er gemt i Words gamle format (.doc)", SAVE_AGAIN),
    ("", "filen er ikke et Word-dokument", EARLIER),
)
_OTHER_KINDS: Final = (
    (b"%PDF", "filen er en PDF-fil"),
    (b"{\\rtf", "filen er gemt som RTF"),
    (b"<", "filen er gemt som webside eller XML"),
)


class UnreadableWord(PlangenError):
    """A file that is no Word document, or one that cannot be read. The hint says what helps."""

    def __init__(self, message: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(message, hint)


def opened(data: bytes, wanted: Callable[[str], bool] = bool) -> dict[str, bytes]:
    """The members of a Word file by name. `wanted`: whether one of that name is asked for. Raises
    `UnreadableWord`."""
    _refuse_other_kinds(data)
    members = unpacked(data, wanted)
    if members.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise UnreadableWord("filen er et OpenDocument-dokument (.odt)")
    return members


def unpacked(data: bytes, wanted: Callable[[str], bool] = bool) -> dict[str, bytes]:
    """The members of a package of any program by name. `wanted`: as for `opened`. Raises
    `UnreadableWord`."""
    known = _lately(data) if wanted is bool and len(data) <= _KEPT else None
    return _unpacked(data, wanted) if known is None else dict(known)


@lru_cache(maxsize=8)
def _lately(data: bytes) -> Mapping[str, bytes] | None:
    """All members, for the same file is asked about many things in a row; None when they are too many to
    keep."""
    members = _unpacked(data, bool)
    return members if sum(map(len, members.values())) <= _KEPT_MEMBERS else None


def _unpacked(data: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_strange(infos)
            members = {info.filename: archive.read(info) for info in infos if wanted(info.filename)}
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError) as error:
        raise UnreadableWord("filen er beskadiget", EARLIER) from error
    _refuse_huge_xml(members)
    return members


def parsed(data: bytes, name: str) -> Element:
    """The root of a part of such a file, without comments and processing instructions.

    `name` is what the message calls it. Raises `UnreadableWord`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            message = "filen har indhold inden i indhold i flere hundrede lag"
            raise UnreadableWord(message, _TOO_LARGE) from error
        raise UnreadableWord(f"filen er beskadiget ({name} kan ikke læses)", EARLIER) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableWord(f"filen er ikke skrevet af Word ({name} har en DTD)", EARLIER)
    return root


def is_xml(data: bytes) -> bool:
    """Whether a member is XML by its first bytes."""
    head = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith((b"<?xml", b"<\x00?\x00x\x00")) or (
        head.startswith(b"<") and b"xmlns" in data[:2000]
    )


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise UnreadableWord("filen er tom", EARLIER)
    if len(data) > MOST_BYTES:
        raise UnreadableWord("filen er for stor", _TOO_LARGE)
    if data.startswith(_OLE):
        for mark, reason, hint in _OLDER:
            if mark.encode("utf-16-le") in data:
                raise UnreadableWord(reason, hint)
    for beginning, reason in _OTHER_KINDS:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(beginning):
            raise UnreadableWord(reason)
    if not data.startswith(b"PK"):
        raise UnreadableWord("filen kan ikke læses som Word-dokument", EARLIER)


def _refuse_strange(infos: list[ZipInfo]) -> None:
    """Before anything is unpacked: the sizes bound what reading a member can give."""
    names = [info.filename.casefold() for info in infos]
    if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise UnreadableWord("filen fylder for meget, når den pakkes ud", _TOO_LARGE)
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableWord("filen er en zip-fil med adgangskode", EARLIER)
    if len(set(names)) < len(names):
        raise UnreadableWord("filen er beskadiget (to dele har samme navn)", EARLIER)
    if any(name.startswith("/") or ".." in name.replace("\\", "/").split("/") for name in names):
        raise UnreadableWord("filen er beskadiget (en del har et navn, der peger ud af filen)", EARLIER)


def _refuse_huge_xml(members: Mapping[str, bytes]) -> None:
    parts = [data for data in members.values() if is_xml(data)]
    if sum(map(len, parts)) > _MOST_XML or sum(data.count(b"<") for data in parts) > _MOST_TAGS:
        raise UnreadableWord("filen indeholder mere tekst og formatering, end plangen kan læse", _TOO_LARGE)
