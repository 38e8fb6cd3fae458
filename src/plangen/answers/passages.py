"""The project's own wording of standard passages (`tekster:`)."""

from __future__ import annotations

import re

from plangen.answers.nodes import MappingNode, ScalarNode, is_empty
from plangen.answers.report import At, Report
from plangen.answers.scalars import Refused
from plangen.answers.wording import closest, quoted
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.findings import Severity

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_passages(node: MappingNode, catalog: Catalog, report: Report) -> dict[str, str]:
    """Passage id → text of the passages that can be used.

    A text may hold the {placeholders} of the catalog's own wording and no others, because only those are
    known where the passage is printed.
    """
    texts: dict[str, str] = {}
    known = catalog.passages
    for entry in node.entries:
        at = At(Address("tekster").field(entry.key), f"tekster, {entry.key}", "")
        if entry.key not in known:
            names = list(known)
            hint = f"Sætningerne hedder {names[0]} til {names[-1]}."
            report.unknown(entry.key, entry.place, At(Address("tekster"), "tekster", ""), {}, hint)
            continue
        if is_empty(entry.value):
            continue
        if not isinstance(entry.value, ScalarNode) or entry.value.flawed:
            report.refuse(at, entry.value, Refused("en tekst", "Skriv sætningen efter kolonet."))
            continue
        text = " ".join(entry.value.text.split())
        report.odd(entry.value, at)
        if _placeholders_fit(text, catalog.passages[entry.key], entry.value, at, report):
            texts[entry.key] = text
    return texts


def _placeholders_fit(text: str, original: str, node: ScalarNode, at: At, report: Report) -> bool:
    """Whether a text uses only the placeholders of the original; else V04 for each that is unknown."""
    allowed = dict.fromkeys(_PLACEHOLDER.findall(original), "")
    unknown = [name for name in dict.fromkeys(_PLACEHOLDER.findall(text)) if name not in allowed]
    for name in unknown:
        near = closest(name, allowed)
        shown = quoted("{" + name + "}")
        if near is not None:
            message = f"{at.where}: ukendt felt {shown}; mente du {quoted('{' + near + '}')}?"
            hint = ""
        else:
            message = f"{at.where}: ukendt felt {shown}."
            fields = ", ".join("{" + field + "}" for field in allowed)
            hint = (
                f"Sætningen kan bruge: {fields}." if fields else "Sætningen har ingen felter; slet klammerne."
            )
        report.add("V04", Severity.ERROR, message, node.place, at, hint)
    return not unknown
