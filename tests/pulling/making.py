"""Documents as plain data, and pulls of them: for tests of the round trip without Word files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.differences.comparison import compare
from plangen.forms.project import SourceFile, load_project
from plangen.pulling.answer_texts import written_back
from plangen.pulling.file_writer import AnswerFiles, Target
from plangen.pulling.plan import contexts_of, plan_pull
from plangen.pulling.raw_values import raw_values, row_keys, to_json
from plangen.pulling.wishes import Choices, EditedDocument, Pull
from plangen.word.reading.content import AnswerTable, Content, Control, TableRow

CATALOG = builtin_catalog()

ANSWERS = """\
# Jobcenter
pakke:
  version: "0.9"   # udkast
  dato: 2027-01-04
svar:
  kommune_navn: Egelund Kommune
  # de to afdelinger
  afdelinger:
    - afdeling_id: nord
      navn: Nord
      leder: Leder i Nord
      medarbejdere: 5
      medarbejdergrupper: Sagsbehandlere
    - afdeling_id: syd
      navn: Børn og Unge
      leder: Leder i syd
      medarbejdere: 7
      medarbejdergrupper: Sagsbehandlere
  loesningstype: fagsystem
  projektstart: 2026-12-07
  idriftsaettelsesdato: 2027-09-06
  roller:
    projektejer:
      rolle: Jobcenterchef
    projektleder:
      rolle: Konsulent
  formaal_kort: >-
    Borgerne skal hurtigere have hjælp.
  formaal_typer:
    - kvalitet   # vigtigst
    - fleksibilitet
  formaal_primaert: kvalitet
  mening:
    borgere:
      begrundelse: Borgeren får svar.
  her_og_nu_fordele: |-
    - Telefonen ringer mindre.
    - Skabeloner er samlet.
  sammenhaeng:
    strategi: Strategien.
    andre_forandringer: ingen
  maal:
    - maal: Kortere ventetid
      gevinsttype: faglig
      indikator: Dage
      baseline: "14"
      maalvaerdi: "7"
      maales_uge: 26
      gevinstejer: projektejer
    # den anden
    - maal: Mere tid
      gevinsttype: faglig
      indikator: Timer
      baseline: ukendt
      maalvaerdi: "3"
      maales_uge: 26
      gevinstejer: Leder i Nord
    - maal: Færre fejl
      gevinsttype: faglig
      indikator: Fejl
      maalvaerdi: "0"
      maales_uge: 52
      gevinstejer: projektleder
  superbrugere:
    - betegnelse: Superbruger i Nord
      art: superbruger
      afdeling: nord
      timer_uge: 3
    - betegnelse: Superbruger i Syd
      art: superbruger
      afdeling: syd
      timer_uge: 4
      frigoeres: Vagten
  kommunikation:
    - interessent: ansatte
      anledning: Start
      budskab: Velkommen
      tidspunkt: -12
  interessenter:
    - interessent_id: ansatte
      navn: De ansatte
      gruppe: medarbejdere
# slut
"""

Cells = Mapping[str, str]
"""Column → text of one row."""


def control(
    id: str, text: str, *, rejected: str | None = None, empty: bool = False, place: str = ""
) -> Control:
    """A control that says `text`; `empty` makes it a placeholder."""
    return Control(id, text, text if rejected is None else rejected, empty, False, place or "Afsnit")


def row(
    key: str, cells: Cells, copied_from: str = "", question: str = "maal", beside: Cells | None = None
) -> TableRow:
    """A row. `beside`: heading → what a cell says that is no answer."""
    told = tuple(cells.items())
    copies = tuple((f"{question}[{copied_from}].{name}", text) for name, text in told) if copied_from else ()
    beside_them = tuple((beside or {}).items())
    return TableRow(key, told, "Tabel", copied_from, beside=beside_them, copies=copies)


def content(
    controls: Sequence[Control] = (),
    tables: Mapping[str, Sequence[TableRow]] | None = None,
    free: Sequence[str] = (),
    comments: Sequence[str] = (),
    tracked: int = 0,
) -> Content:
    """A document. The cells of rows with a key are controls too."""
    made = list(controls)
    answer_tables = []
    for question, rows in (tables or {}).items():
        answer_tables.append(AnswerTable(question, tuple(rows)))
        for one in rows:
            source = one.key or one.copied_from
            if source:
                made += [control(f"{question}[{source}].{column}", text) for column, text in one.cells]
    return Content(tuple(made), tuple(answer_tables), tuple(free), (), tuple(comments), tracked)


def project_of(text: str, own: Mapping[str, str] | None = None) -> tuple[AnswerFiles, Project]:
    """Answer files and the project they make. `own`: department → the text of its own file."""
    main = SourceFile("inputs/p.yaml", "p", text.encode())
    files = {key: SourceFile(f"inputs/p/{key}.yaml", key, told.encode()) for key, told in (own or {}).items()}
    return AnswerFiles("p", main, files), load_project("p", main, list(files.values()), CATALOG)


@dataclass
class Case:
    """A project, the documents built from it, and what staff made of them."""

    text: str = ANSWERS
    own: dict[str, str] = field(default_factory=dict)
    sources: list[EditedDocument] = field(default_factory=list)

    def edited(self, base: Content, now: Content, department: str | None = None, name: str = "D01") -> Case:
        """Adds a document, built from the answers as they are in this case."""
        answers = project_of(self.text, self.own)[1].answers_of(department)
        raws = {id: to_json(raw) for id, raw in raw_values(answers).items()}
        shown = {one.id: (one.text,) for one in base.controls}
        listed = row_keys(answers.only(department) if department else answers)
        difference = compare(base, now, listed)
        self.sources.append(EditedDocument(name, department, difference, raws, row_keys(answers), shown))
        return self

    def pull(self, choices: Choices | None = None, text: str | None = None) -> Pulled:
        """Pulls everything; `text`: the answer file as it is by then."""
        files, project = project_of(self.text if text is None else text, self.own)
        planned = plan_pull(CATALOG, self.sources, contexts_of(project), choices or Choices())
        results, pull = written_back(CATALOG, files, project, planned)
        texts = {target: data.decode() for target, data in results.items()}
        return Pulled(pull, texts, [trouble.kind for trouble in pull.troubles])


@dataclass
class Pulled:
    """What came of it: the pull, the new text of each file, and the kinds of the troubles."""

    pull: Pull
    texts: dict[Target, str]
    troubles: list[str]

    @property
    def base(self) -> str:
        return self.texts[None]

    def changed_lines(self, before: str = ANSWERS) -> list[str]:
        """The lines of the project's file that are new, without indent."""
        old = before.splitlines()
        return [line.strip() for line in self.base.splitlines() if line not in old]
