"""The built-in content as typed, immutable data, and how each attribute stands in the data files (`Key`).

Field names are English; ids and codes (`afdelinger`, `M`, `K`, ...) are the Danish ones of the data files.
Annotations are evaluated here (no `__future__`): `attributes` reads them, and working them out from text
takes longer than building the catalog.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args

from plangen.catalog.attributes import Key
from plangen.catalog.document import SCOPES, Document
from plangen.catalog.guidance import Guidance
from plangen.catalog.rules import Rule
from plangen.catalog.sheets import PointCard, Sheet

ColumnType = Literal["text", "markdown", "date", "date_or_week", "number", "choice", "multi", "tal_liste"]
COLUMN_TYPES: tuple[ColumnType, ...] = get_args(ColumnType)
QUESTION_TYPES = ("text", "markdown", "date", "number", "choice", "multi", "group", "table", "fixed")
FOLLOWS = ("faelles", "afdeling", "sidste")
_REQUIRED = ("ja", "boer", "nej", "betinget")
_MISSING = ("M", "U", "S", "D")
_DOCUMENTS = Key("dok", known_in="dokumenter", wrong="ukendt dokument »{value}«", read=tuple)
Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, a field of a group, or an extra field of a choice.

    `required`: betinget means that `required_if`, an expression on the record's own fields, decides.
    `refers`: rolle, afdeling, interessent, opgavekort, maal, proevehandling, or noegle (this column defines
    the row's key). `scope`: the smallest profile that asks it, empty for that of its question. `consequence`:
    what follows when it is missing, in a sentence.
    `earlier_name`: what an earlier questionnaire called it; `earlier_options`: its codes that have another
    name today → that name.
    `pattern`: name of a pattern in `Lists.patterns`. `at_least`, `at_most`: of a number; `whole`: without
    decimals; `longest`: characters of a text, 0 for the length that its type allows.
    """

    id: Annotated[str, Key("id")]
    type: Annotated[ColumnType, Key("type", one_of=COLUMN_TYPES, wrong="ukendt kolonnetype »{value}«")]
    label: Annotated[str, Key("tekst")]
    required: Annotated[str, Key("req", one_of=_REQUIRED)]
    help: Annotated[str, Key("hjaelp")] = ""
    options: Annotated[Options, Key("valg")] = field(default_factory=dict)
    options_from: Annotated[str, Key("valg_fra")] = ""
    refers: Annotated[str, Key("er")] = ""
    pattern: Annotated[str, Key("moenster", known_in="moenstre", wrong="ukendt mønster »{value}«")] = ""
    required_if: Annotated[str, Key("kraeves_hvis", expression=True)] = ""
    default: Annotated[Any, Key("standard")] = None
    default_applies: Annotated[bool, Key("standard_gaelder")] = False
    at_least: Annotated[float | None, Key("mindst")] = None
    at_most: Annotated[float | None, Key("hoejst")] = None
    whole: Annotated[bool, Key("hele")] = False
    longest: Annotated[int, Key("laengde")] = 0
    scope: Annotated[str, Key("omfang", one_of=SCOPES)] = ""
    consequence: Annotated[str, Key("hvis_mangler")] = ""
    earlier_name: Annotated[str, Key("foer")] = ""
    earlier_options: Annotated[Options, Key("valg_foer")] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the questionnaire.

    `type`: group is one record, table repeated rows, fixed preset rows. `required`: betinget means required
    when shown, boer that a missing answer is a warning. `scope`: the smallest profile that asks it.
    `missing`: M marker, U leave out, S the passage, D default. `passage`: printed for »ingen« (and with S).
    `documents`: those that print the answer, the main one first. `consequence`: what follows when it is
    missing, in a sentence. `text_as`: the column of a group that a bare text is read as.
    `due_card`: the task card whose date decides when a missing answer becomes an error.
    `default_in`: profile → the code that counts there when nothing is answered. `newly_required`: an earlier
    questionnaire did not ask for it, so it is no error in its files. `earlier_options`: as of a column.
    `state`: answered while the project runs; a department's rows are added to the project's.
    """

    id: Annotated[str, Key("id")]
    section: Annotated[str, Key("s", known_in="sections")]
    type: Annotated[str, Key("type", one_of=QUESTION_TYPES)]
    required: Annotated[str, Key("req", one_of=_REQUIRED)]
    scope: Annotated[str, Key("omfang", one_of=SCOPES)]
    missing: Annotated[str, Key("mangler", one_of=_MISSING)]
    short: Annotated[str, Key("kort")]
    text: Annotated[str, Key("tekst")]
    help: Annotated[str, Key("hjaelp")] = ""
    source: Annotated[str, Key("kilde")] = ""
    passage: Annotated[
        str, Key("st", known_in="tekster", wrong="standardsætningen »{key}«: »{value}« findes ikke")
    ] = ""
    shown_if: Annotated[str, Key("vis_hvis", expression=True)] = ""
    due_card: Annotated[str, Key("faellig", known_in="opgavekort", wrong="ukendt kort »{value}«")] = ""
    min_rows: Annotated[int, Key("min")] = 0
    none_allowed: Annotated[bool, Key("ingen")] = False
    state: Annotated[bool, Key("tilstand")] = False
    own_items: Annotated[bool, Key("egne")] = False
    ordered: Annotated[bool, Key("raekkefoelge")] = False
    options: Annotated[Options, Key("valg")] = field(default_factory=dict)
    options_from: Annotated[str, Key("valg_fra")] = ""
    rows: Annotated[Options, Key("raekker")] = field(default_factory=dict)
    rows_from: Annotated[str, Key("raekker_fra")] = ""
    rows_required: Annotated[bool, Key("raekker_paakraevet")] = True
    columns: Annotated[tuple[Column, ...], Key("kolonner", also="felter")] = ()
    default: Annotated[Any, Key("standard")] = None
    default_applies: Annotated[bool, Key("standard_gaelder")] = False
    longest: Annotated[int, Key("laengde")] = 0
    documents: Annotated[tuple[str, ...], _DOCUMENTS] = ()
    consequence: Annotated[str, Key("hvis_mangler")] = ""
    text_as: Annotated[str, Key("tekst_som")] = ""
    default_in: Annotated[Options, Key("standard_i")] = field(default_factory=dict)
    newly_required: Annotated[bool, Key("nyt_krav")] = False
    earlier_options: Annotated[Options, Key("valg_foer")] = field(default_factory=dict)

    def column(self, column_id: str) -> Column:
        """The column with that id; KeyError when there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the questionnaire; `minutes` is the time it takes in an interview or workshop."""

    id: Annotated[str, Key("id")]
    title: Annotated[str, Key("titel")]
    setting: Annotated[str, Key("forloeb")]
    minutes: Annotated[int, Key("minutter")]


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A standard task card (opgavekort). `start` and `end` are weeks from go-live at a 26-week lead.

    `scope`: the smallest profile whose plan has the card. `phases` maps phase model to phase id;
    `priority_if` is (priority, expression) or None; `follows` is `faelles` (the project's common date),
    `afdeling` (the department's own go-live) or `sidste` (the project's latest go-live).
    `end_from` names the answer that decides the end date when it is given (specifikation.md 3.3).
    `accountable` is a role key or a word of `Lists.performers`; `informed` says who is told, in words;
    `after` are the ids of the cards whose slut this card's slut should not precede.
    """

    id: Annotated[str, Key("id")]
    title: Annotated[str, Key("titel")]
    theme: Annotated[str, Key("tema")]
    priority: Annotated[str, Key("prioritet")]
    scope: Annotated[str, Key("omfang", one_of=SCOPES)]
    phases: Annotated[Options, Key("faser")]
    start: Annotated[int, Key("start")]
    end: Annotated[int, Key("slut")]
    follows: Annotated[
        str,
        Key("foelger", one_of=FOLLOWS, wrong="skriv faelles, afdeling eller sidste"),
    ]
    goal: Annotated[str, Key("maal")]
    description: Annotated[str, Key("beskrivelse")]
    method: Annotated[str, Key("metode")]
    result: Annotated[str, Key("resultat")]
    performer: Annotated[str, Key("udfoerer")]
    accountable: Annotated[str, Key("ansvarlig")]
    involved: Annotated[str, Key("involverede")]
    quality: Annotated[str, Key("kvalitet")]
    documents: Annotated[tuple[str, ...], _DOCUMENTS]
    source: Annotated[str, Key("kilde")]
    priority_if: Annotated[
        tuple[str, str] | None, Key("prioritet_hvis", read=lambda given: next(iter(given.items())))
    ] = None
    end_from: Annotated[str, Key("slut_fra")] = ""
    shown_if: Annotated[str, Key("vis_hvis", expression=True)] = ""
    informed: Annotated[str, Key("orienteres")] = ""
    after: Annotated[tuple[str, ...], Key("efter", read=tuple)] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """How much of the questionnaire and the pack a project has (specifikation.md 2.2).

    `audience`: whom it is for; `questions`: how many it always asks; `minutes`: how long they take;
    `pages`: of the project's pack, at most.
    """

    id: Annotated[str, Key("id")]
    label: Annotated[str, Key("label")]
    audience: Annotated[str, Key("til")]
    questions: Annotated[int, Key("spoergsmaal")]
    minutes: Annotated[int, Key("minutter")]
    pages: Annotated[int, Key("sider")]


@dataclass(frozen=True, slots=True)
class Lists:
    """Small fixed lists that several stages share; see `data/lister.yaml` for what each means."""

    patterns: Mapping[str, str]
    empty_answers: tuple[str, ...]
    empty_statements: tuple[str, ...]
    min_length: int
    holiday_weeks: tuple[int, ...]
    closed_weeks: tuple[int, ...]
    group_words: tuple[str, ...]
    closed_days: tuple[str, str]
    template_roles: Mapping[str, str]
    goals_of_purpose: Mapping[str, tuple[str, ...]]
    performers: Mapping[str, Any]
    raci_words: Mapping[str, str]
    themes: Mapping[str, str]
    package_status: Mapping[str, str]
    profiles: Mapping[str, Profile]
    profile_unanswered: str
    priorities: Mapping[str, str]
    card_status: Mapping[str, str]
    point_status: Mapping[str, str]
    pitfall_status: Mapping[str, str]
    requirements_title: Mapping[str, str]
    phase_done: Mapping[str, str]
    leader_points: tuple[str, ...]
    group_task_delivery: Mapping[str, tuple[str, str]]
    can_answer: Mapping[str, str]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """All built-in content; each is itself alone, so that what is read with it can be remembered.

    `passages` maps passage id (ST-01) to Danish text with {placeholders}; `package` holds the settings
    under `pakke:` in the form of questions, so that one validator serves both; `rules` the table of rules by
    code, also those that are not judged yet. `documents` are those that can be made; `titles` has every
    document of the pack, by id in the pack's order. `guidance`: what a plan is mirrored in. `sheets` are the
    workshop sheets, `sheet_documents` the same as documents that are in no pack; `point_cards` the library
    of points to be cut out.
    """

    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    phase_models: Mapping[str, Mapping[str, str]]
    phase_crosswalk: Mapping[str, Mapping[str, Mapping[str, str]]]
    cards: Mapping[str, TaskCard]
    documents: Mapping[str, Document]
    titles: Mapping[str, str]
    passages: Mapping[str, str]
    package: Mapping[str, Question]
    lists: Lists
    rules: Mapping[str, Rule]
    guidance: Guidance
    sheets: Mapping[str, Sheet]
    sheet_documents: Mapping[str, Document]
    point_cards: Mapping[str, PointCard]

    def document(self, id: str) -> Document | None:
        """A document or a sheet by its id; None when there is none that can be made."""
        return self.documents.get(id) or self.sheet_documents.get(id)

    def section_of(self, question_id: str) -> Section:
        """The section a question belongs to."""
        wanted = self.questions[question_id].section
        return next(s for s in self.sections if s.id == wanted)
