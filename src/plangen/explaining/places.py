"""Where an answer stands in the documents of a pack, and what a place of a document is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Document
from plangen.catalog.address import Address
from plangen.explaining.account import Account
from plangen.pulling.addresses import address_of, label_of, question_of, table_question
from plangen.rendering.now import PackNow
from plangen.texts.danish import counted, joined
from plangen.web.blocks import PageBlock

MOST_PLACES = 12
_MOST_ROWS = 8
_TOP = "øverst i dokumentet"


@dataclass(frozen=True)
class DocumentPart:
    """A part of a document: its blocks, and the heading that they stand under."""

    document: Document
    heading: str
    blocks: Sequence[PageBlock]


# --- of an answer -------------------------------------------------------------------------------------------
def of_answer(now: PackNow, what: str) -> list[Account]:
    """The answer with that id, a row or a cell of it: in which documents and under which headings it stands,
    and what reads it. None when the questionnaire has no such answer."""
    address, catalog = Address.parse(what), now.catalog
    if address_of(catalog, what) is None and table_question(catalog, what)[0] is None:
        known = address.question in (catalog.questions if address.part == "svar" else catalog.package)
        if not known or address.steps:
            return []
    question = question_of(catalog, address)
    found = {id: headings for id in now.documents if (headings := list(_headings(now.blocks(id), what)))}
    rules = [code for code, rule in catalog.rules.items() if address.question in rule.questions]
    cards = [card.number for card in now.subject.plan.cards if _decides(catalog, card.id, address.question)]
    title = f"{what}: {label_of(catalog, address) if address.column else question.short}"
    lines = [(1, f"Spørgsmål: {question.text}")]
    lines += [(1, "Står i:")] if found else [(1, "Står ikke i nogen af pakkens dokumenter nu.")]
    lines += [(2, f"{_name(now, id)}: {joined(headings)}") for id, headings in found.items()]
    derived = [id for id in question.documents if id in now.documents and id not in found]
    lines += [(1, f"Bruges også af (i noget, der er beregnet): {joined(derived)}")] if derived else []
    lines += [(1, f"Bestemmer slut for: {joined(cards)}")] if cards else []
    lines += [(1, f"Læses af reglerne: {_rules(rules, now)}")] if rules else []
    data = {
        "emne": "svar",
        "id": what,
        "hvad": question.short,
        "dokumenter": [{"id": id, "afsnit": headings} for id, headings in found.items()],
        "bruges_ogsaa_af": derived,
        "kort": cards,
        "regler": rules,
    }
    return [Account(title, tuple(lines), data)]


def _headings(blocks: Iterable[PageBlock], what: str) -> Iterator[str]:
    """The headings that the answer, or a part of it, stands under, each once."""
    found: dict[str, None] = {}
    for block in blocks:
        if any(_is_in(id, what) for id in block.answers):
            found[block.headings[-1] if block.headings else _TOP] = None
    yield from found


def _is_in(id: str, what: str) -> bool:
    address = Address.parse(id)
    return id == what or any(str(around) == what for around in address.around())


def _decides(catalog: Catalog, card: str, question: str) -> bool:
    known = catalog.cards.get(card)
    return known is not None and Address.parse(known.end_from).question == question


# --- of a place ---------------------------------------------------------------------------------------------
def of_document(now: PackNow, id: str) -> list[Account]:
    """A document: what each of its sections is made of."""
    parts = list(sections(now.documents[id], now.blocks(id)))
    lines: list[tuple[int, str]] = []
    for part in parts:
        lines += [(1, part.heading), (2, _sources(part))]
    data = {
        "emne": "dokument",
        "id": id,
        "afsnit": [{"overskrift": part.heading, **_source_data(part.blocks)} for part in parts],
    }
    return [Account(_name(now, id), tuple(lines), data)]


def of_section(now: PackNow, id: str, where: str) -> list[Account]:
    """The sections of a document whose headings hold a text; else the paragraphs that do."""
    wanted = where.casefold()
    parts = [
        part for part in sections(now.documents[id], now.blocks(id)) if wanted in part.heading.casefold()
    ]
    return [_place(now, part) for part in parts] or of_words(now, where, (id,))


def of_words(now: PackNow, words: str, ids: Iterable[str] = ()) -> list[Account]:
    """The paragraphs, items and cells that hold a text, in the documents named, or in all."""
    wanted, found = " ".join(words.split()).casefold(), list[Account]()
    for id in ids or now.documents:
        for block in now.blocks(id):
            if wanted in block.text.casefold() and not block.is_heading and len(found) < MOST_PLACES:
                heading = block.headings[-1] if block.headings else _TOP
                found.append(_place(now, DocumentPart(now.documents[id], heading, (block,)), block.text))
    return found


def sections(document: Document, blocks: Iterable[PageBlock]) -> Iterator[DocumentPart]:
    """The parts of a document, each with its own heading; what stands above the first one is left out."""
    parts: dict[tuple[str, ...], list[PageBlock]] = {}
    for block in blocks:
        if block.headings:
            parts.setdefault(block.headings, []).append(block)
    for headings, found in parts.items():
        yield DocumentPart(document, headings[-1], found)


def _place(now: PackNow, place: DocumentPart, text: str = "") -> Account:
    """What one place is made of, answer by answer."""
    catalog, source = now.catalog, _source_data(place.blocks)
    title = f"{_name(now, place.document.id)}, {place.heading}{f': {quoted(text)}' if text else ''}"
    lines: list[tuple[int, str]] = [(1, "Svar:")] if source["svar"] else []
    lines += [(2, line) for line in _answers(source["svar"], catalog)]
    lines += [(1, "Standardsætninger:")] if source["tekster"] else []
    lines += [(2, f"{id}: {catalog.passages.get(id, '')}") for id in source["tekster"]]
    if not lines:
        lines = [(1, "Skabelonens egne ord, eller beregnet af planen og andre svar.")]
    questions = {Address.parse(id).question for id in source["svar"]}
    rules = [code for code, rule in catalog.rules.items() if questions & {*rule.questions}]
    lines += [(1, f"Regler om svarene: {_rules(rules, now)}")] if rules else []
    data = {
        "emne": "sted",
        "dokument": place.document.id,
        "overskrift": place.heading,
        **source,
        "regler": rules,
    }
    return Account(title, tuple(lines), data | ({"tekst": text} if text else {}))


def _source_data(blocks: Iterable[PageBlock]) -> dict[str, list[str]]:
    answers, passages = dict[str, None](), dict[str, None]()
    for block in blocks:
        answers |= dict.fromkeys(block.answers)
        passages |= dict.fromkeys(block.passages)
    return {"svar": list(answers), "tekster": list(passages)}


def _sources(part: DocumentPart) -> str:
    """What a section is made of, in a line: the answers by their questions, and the standard sentences."""
    source = _source_data(part.blocks)
    questions = dict.fromkeys(Address.parse(id).whole for id in source["svar"])
    told = [*questions, *source["tekster"]]
    return ", ".join(told) if told else "skabelonens egne ord, eller beregnet"


def _answers(ids: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """Each answer with its id; of many rows of a table how many there are."""
    by_question: dict[str, list[str]] = {}
    for id in ids:
        by_question.setdefault(Address.parse(id).whole, []).append(id)
    for whole, some in by_question.items():
        if len(some) > _MOST_ROWS:
            rows = len({Address.parse(id).row for id in some})
            title = table_question(catalog, whole)[0]
            yield f"{title.short if title else whole} ({whole}), {counted(rows, 'række', 'rækker')}"
            continue
        for id in some:
            address = address_of(catalog, id)
            label = label_of(catalog, address) if address else whole
            yield f"{label} ({id}){', tom plads til at skrive i' if Address.parse(id).is_blank else ''}"


def _rules(codes: Sequence[str], now: PackNow) -> str:
    """»R15, R20 (brudt)«."""
    broken = {finding.code for finding in now.subject.findings}
    return ", ".join(f"{code} (brudt)" if code in broken else code for code in codes)


def _name(now: PackNow, id: str) -> str:
    return f"{id} {now.documents[id].title}"
