"""What controls say of themselves, set aside while their part is elements: each would be half a dozen more,
in hundreds of controls, and nobody looks at one."""

from __future__ import annotations

from typing import Final

from plangen.ooxml.ns import Element
from plangen.word.filling.looks import TagLook

_SIGN: Final = "\ue004"  # no template and no value has it
_START, _END = f'<w:sdt n="{_SIGN}'.encode(), b'">'


class Shells:
    """The controls of one rendering, without what stands in them."""

    def __init__(self) -> None:
        self._said: list[bytes] = []

    def around(self, content: str, look: TagLook, about: str) -> str:
        """A control around a text. `about`: what it says of itself besides its look: what is filled in looks
        like the tag, not like the marker."""
        self._said.append(f"<w:sdt><w:sdtPr>{look.xml}{about}</w:sdtPr>".encode())
        return f'<w:sdt n="{self.newest}"><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    @property
    def newest(self) -> str:
        """The name of the last control."""
        return f"{_SIGN}{len(self._said) - 1}"

    def restored(self, data: bytes) -> bytes:
        """A part as it stands in the file, with what was set aside."""
        before, *pieces = data.split(_START)
        whole = [before]
        for piece in pieces:
            number, after = piece.split(_END, 1)
            whole += (self._said[int(number)], after)
        return b"".join(whole)


def shell_name(control: Element) -> str | None:
    """The name of a control; none for one of the template."""
    name: str | None = control.get("n")
    return name
