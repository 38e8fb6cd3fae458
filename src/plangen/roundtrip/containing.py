"""Whether everything that staff did to a document is in a new version of it, so that it may be replaced."""

from __future__ import annotations

from collections import Counter

from plangen.roundtrip.comparing import Difference
from plangen.roundtrip.pulling import everything_done
from plangen.roundtrip.wishes import Pull


def contained(edits: Difference, renewal: Difference, pull: Pull) -> bool:
    """Whether the new version says everything that the edited file says.

    `edits`: what staff did; `renewal`: what the new version changes, both against the file as it was made.
    `pull`: what the document's edits of answers come to with the answers of now.
    """
    if edits.tracked or edits.comments or not everything_done(pull):
        return False
    if any(not lost.retyped for lost in edits.lost):
        return False
    return not Counter(edits.free) - Counter(renewal.free) and not Counter(edits.looks) - Counter(
        renewal.looks
    )
