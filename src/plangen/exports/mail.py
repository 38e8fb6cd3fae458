"""A mail as a draft (`.eml`) that a mail program opens ready to be sent."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

DRAFT: Final = "X-Unsent"
"""The header that makes Outlook open a mail as one that is not sent yet."""
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who a mail goes to, and who gets a copy; nobody, when nobody has said who."""

    to: tuple[str, ...] = ()
    copy: tuple[str, ...] = ()


def draft_mail(subject: str, text: str, files: Mapping[str, bytes], addresses: Addresses) -> bytes:
    """A draft without sender and without a date: both are the mail program's. The same arguments give the
    same bytes."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join("".join(sign if sign.isprintable() else " " for sign in subject).split())
    for header, who in (("To", addresses.to), ("Cc", addresses.copy)):
        if who:
            mail[header] = ", ".join(who)
    mail[DRAFT] = "1"
    mail.set_content(text, cte="quoted-printable")
    for name, data in files.items():
        main, _, sub = _type_of(name).partition("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    if files:
        mail.set_boundary(f"plangen-{sha256(repr((subject, text, sorted(files))).encode()).hexdigest()[:32]}")
    return bytes(mail)


def _type_of(name: str) -> str:
    ending = name[name.rfind(".") :]
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
