"""Random lives of a pack: typed in Word and in the answer file, pulled and built, again and again.

What staff typed is in the answers or in a file, a second pull has nothing to say, a conflict is one, and a
build after a whole pull renews every file. `PLANGEN_FUZZ_PULLS=300 pytest tests/fuzz/test_pull_sequences.py`
plays so many sequences; `PLANGEN_FUZZ_SEED` is the first seed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.sequences import begin, live
from tests.support.edited_packs import EditedPack, copy_of
from tests.support.samples import LONG

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D01", "D02", "D09")]

SEQUENCES = int(os.environ.get("PLANGEN_FUZZ_PULLS", "1"))
SEED = int(os.environ.get("PLANGEN_FUZZ_SEED", "1"))
STEPS = 12 if LONG else 8
ANSWERS = """\
# Et lille projekt
pakke:
  version: "0.9"
  dato: 2026-12-11
  omfang: let
  dokumenter: [D02]

svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Din vej til job
  idriftsaettelsesdato: 2027-09-06
  evaluering_rytme: {valg: egen, egne_uger: [2, 8]}
  afdelinger:
    - afdeling_id: jobindsats
      navn: Jobindsats
      medarbejdere: 24
    - afdeling_id: sygedagpenge
      navn: Sygedagpenge
      medarbejdere: 19
  formaal_kort: >-
    Borgerne skal hurtigere og mere fleksibelt have hjælp til at komme i job.
  sammenhaeng:
    strategi: Følger beskæftigelsespolitikken. # fra 2026
  maal:
    - maal: Færre aflyste og flyttede samtaler
      gevinsttype: borger
      indikator: Andel aflyste samtaler
      maalvaerdi: højst 9 pct.
      gevinstejer: Teamleder
    # det vigtigste
    - maal: Platformen tilbydes systematisk
      indikator: Andel nye forløb
      maalvaerdi: 60 pct.
      maales_uge: 8
    - maal: Borgerne oplever hjælpen som relevant
      indikator: Tilfredshed
      maalvaerdi: mindst 4
      datakilde: Kort spørgeskema
    - maal: Færre aflyste og flyttede møder
      indikator: Andel aflyste møder
      maalvaerdi: højst 4 pct.
  med:
    status: planlagt
    udvalg: Lokal-MED
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    """Three documents for everybody and for one department."""
    pack = EditedPack(tmp_path_factory.mktemp("liv"))
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text(ANSWERS, "utf-8")
    packs = [part for department in ("faelles", "jobindsats") for part in ("--department", department)]
    documents = [part for document in ("D01", "D02", "D09") for part in ("--document", document)]
    pack.build("--format", "docx", *packs, *documents)
    return pack


@pytest.mark.parametrize("seed", range(SEED, SEED + SEQUENCES))
def test_nothing_is_lost_and_no_conflict_is_false(built: EditedPack, tmp_path: Path, seed: int) -> None:
    live(begin(copy_of(built, tmp_path / "projekt"), seed), STEPS)
