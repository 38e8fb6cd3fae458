"""How a workbook says what stands where: what the writer puts in hidden cells, and the reader looks for.

The first column of each sheet is hidden. In it stand, on the row with the names of columns, `FIELDS` and the
question's id; on each row what the row is: of the sheet with single answers the id of the answer, of a table
the number that the row has in the answer file, of preset rows the code. So rows may be moved, deleted and put
between others, sheets may be renamed, and columns may change places. A sheet that nobody sees, `ABOUT`, says
which answers the workbook was made from, as JSON in pieces that fit in cells.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from plangen.forms.submission import FORMAT, MadeFrom, NoSubmission

ABOUT: Final = "plangen"
LISTS: Final = "Lister"
GUIDE: Final = "Vejledning"
SINGLE: Final = "Svar"
FIELDS: Final = "#felter"
NONE: Final = "#ingen"
"""In the first column of the row where a table is said to have no rows; the answer stands two columns on."""
VALUE: Final = "svar"
"""The name of the column with single answers."""
_PIECE = 30_000
"""Characters of a cell; Excel takes 32,767."""
_BEGINNING = f'{{"format": "{FORMAT}"'


def told(made_from: MadeFrom) -> Iterator[str]:
    """What the cells of `ABOUT` hold, from the top."""
    text = json.dumps(made_from.data())
    yield from (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def is_told(first: str) -> bool:
    """Whether a sheet is `ABOUT`, by what its first cell holds."""
    return first.startswith(_BEGINNING)


def read(pieces: Iterable[str]) -> MadeFrom:
    """What the cells of `ABOUT` say. Raises `NoSubmission`."""
    try:
        found: Any = json.loads("".join(pieces))
    except (ValueError, RecursionError) as error:
        raise NoSubmission(
            "Filen er beskadiget: dens skjulte ark kan ikke læses.", "Lav et nyt skema."
        ) from error
    return MadeFrom.read(found)
