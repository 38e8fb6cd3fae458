"""A zip file, written whole. Without times, rights or the name of a system: the same members, the same bytes.

The standard library compresses every member each time, and takes as long for the name of a small one as for
its content. Most members of a document are its template's; here they are compressed once.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_STORED, _DEFLATED = 0, 8
_COMPRESSED_ALREADY: Final = (".png", ".jpg", ".jpeg", ".gif")
_SMALL: Final = 32_000
_LEVEL, _LEVEL_OF_LARGE = 6, 3
"""Of a large part, which is compressed each time, a third of the time for a tenth more bytes."""
_VERSION, _UTF8, _FIRST_DAY = 20, 0x800, 33  # 1 January 1980
_HEADER: Final = struct.Struct("<HHHHHLLLHH")
_PLACE: Final = struct.Struct("<HHHLL")
_END: Final = struct.Struct("<HHHHLLH")


def write_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of the members (name and content), in their order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for member, data in members:
        name = member.encode()
        method, packed = _packed(member, data)
        sizes = (zlib.crc32(data), len(packed), len(data), len(name), 0)
        flags = 0 if member.isascii() else _UTF8
        header = _HEADER.pack(_VERSION, flags, method, 0, _FIRST_DAY, *sizes)
        files += (b"PK\x03\x04", header, name, packed)
        directory += (b"PK\x01\x02", struct.pack("<H", _VERSION), header, _PLACE.pack(0, 0, 0, 0, at), name)
        at += 4 + len(header) + len(name) + len(packed)
    listed = b"".join(directory)
    count = len(files) // 4
    return b"".join([*files, listed, b"PK\x05\x06", _END.pack(0, 0, count, count, len(listed), at, 0)])


def _packed(name: str, data: bytes) -> tuple[int, bytes]:
    """How a member is kept, and its bytes as they are kept."""
    if name.endswith(_COMPRESSED_ALREADY):
        return _STORED, data
    return _DEFLATED, _deflated_once(data) if len(data) <= _SMALL else _deflated(data, _LEVEL_OF_LARGE)


@lru_cache(maxsize=256)
def _deflated_once(data: bytes) -> bytes:
    return _deflated(data, _LEVEL)


def _deflated(data: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
