"""Signs that look like others: hard spaces and hyphens, invisible ones, letters of other alphabets.

Text from Word, web pages and mails holds them. Where only one plain form can be meant (a name, a code, a
date, a number), that form is read; where none can, the message names the sign and its place.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
# Cyrillic and Greek letters that look like Latin ones.
_LETTERS = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03b9\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425",
        "aeopcyxijsdqwABEZHIKMNOPTYXoviABEKMHOPCTX",
        strict=True,
    )
)
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans({**_LETTERS, **_WIDE, **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SPACES, " ")})
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ROW_KEY = re.compile(r"[\w .;-]+", re.ASCII)
_KINDS = {
    "\u00a0": "et hårdt mellemrum",
    "\u202f": "et smalt hårdt mellemrum",
    "\u2011": "en hård bindestreg",
    "\u00ad": "en blød bindestreg",
    "\u200b": "et usynligt mellemrum",
    "\ufeff": "et usynligt mærke",
}


def plain_form(text: str) -> str:
    """The text with plain signs in the place of those that look like them, and without invisible ones."""
    if text.isascii():
        return text
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return seen.translate(_PLAIN).strip(_QUOTES + " ")


def plain_name(text: str) -> str:
    """A name as it was meant: its plain form when that is an ordinary name, else the text itself."""
    plain = plain_form(text).strip()
    return plain if plain is text or _NAME.fullmatch(plain) else text


def plain_keys(text: str) -> str:
    """Keys of rows (departments, stakeholders, cards) as they were meant, else the text itself."""
    plain = plain_form(text)
    return plain if plain is text or _ROW_KEY.fullmatch(plain) else text


def strange_sign(text: str) -> str:
    """»Tegn 7 er et hårdt mellemrum (U+00A0).« about the first sign that is not what it looks like."""
    for number, sign in enumerate(text, start=1):
        kind = _kind(sign)
        if kind:
            return f"Tegn {number} er {kind} (U+{ord(sign):04X})."
    return ""


def _kind(sign: str) -> str:
    if sign in _KINDS:
        return _KINDS[sign]
    if sign in _LETTERS:
        return f"et bogstav fra et andet alfabet, der ligner {_LETTERS[sign]}"
    category = unicodedata.category(sign)
    if category == "Cf":
        return "et usynligt tegn"
    if category == "Zs" and sign != " ":
        return "et særligt mellemrum"
    if sign in _DASHES:
        return "en særlig streg"
    if sign in _WIDE:
        return "et tegn i dobbelt bredde"
    return ""


def quote_trouble(text: str) -> str:
    """What is odd about the quotes of an answer that has none as YAML: »…« around the whole, or one without
    its partner. Empty when nothing is."""
    text = text.strip()
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        if not any(sign in _QUOTES for sign in text[1:-1]):
            return f"Svaret står i anførselstegn ({text[0]}…{text[-1]}), som bliver skrevet i dokumenterne"
    elif text[:1] != text[-1:] and text.count('"') == 1 and text.endswith('"'):
        return 'Svaret slutter med et anførselstegn ("), der ikke har noget første'
    return ""
