"""Breaks, tabs, hard spaces and bookmarks that staff have put in an answer stay where they stand when its
words change, or the answer waits: they are no words, so nothing else would tell that they are gone."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from plangen.merging.merge import merge
from plangen.merging.outcome import Merged, Pulled
from plangen.merging.proof import missing
from plangen.projects.shipped import shipped_library
from plangen.wordfiles.joining import try_join
from tests.fuzz.package import element, w
from tests.merging.editions import editions
from tests.support import word_edits as word
from tests.support.structure.check import check_structure
from tests.support.word_edits import Element

GROUP = "jobcenter/faelles/02_kommissorium_faelles.docx"
PURPOSE = "jobcenter/faelles/01_formaalsbeskrivelse_faelles.docx"
LEADER = "arbejdsgruppe_medlemmer[faglig_koordinator]"
ANSWER, SAYS = f"{LEADER}.bidrag", "Kobling til samtalemodellen"
PROBLEM = "problem"

SIGNS = {
    "sideskift": '<w:r><w:br w:type="page"/></w:r>',
    "spalteskift": '<w:r><w:br w:type="column"/></w:r>',
    "linjeskift": "<w:r><w:br/></w:r>",
    "tabulator": "<w:r><w:tab/></w:r>",
    "blød bindestreg": "<w:r><w:softHyphen/></w:r>",
    "bogmærket mitmaerke": '<w:bookmarkStart w:id="9911" w:name="mitmaerke"/>',
    "figur": "<w:r><w:pict/></w:r>",
}
"""By what a proof calls them."""
STAY = {
    **{name: xml for name, xml in SIGNS.items() if name != "figur"},  # it is told like a text of staff's
    "hårdt mellemrum": "<w:r><w:t>\u00a0</w:t></w:r>",
}
_SHOWN = {"page": "‹side›", "column": "‹spalte›", "": "‹linje›"}
_OTHERS = {"tab": "‹tab›", "softHyphen": "‹blød›", "pict": "‹figur›"}

Put = Callable[[bytes], bytes]


def put(id: str, xml: str, after: str = "") -> Put:
    """Puts a sign in the control of an answer, after these first words of it."""
    return lambda data: word.edited(data, lambda parts: _put(word.controls(parts, id)[0], xml, after))


def _put(control: Element, xml: str, after: str) -> None:
    text = next(control.find(w("sdtContent")).iter(w("t")))
    made = [element(xml)]
    if made[0].tag == w("bookmarkStart"):
        made.append(element('<w:bookmarkEnd w:id="9911"/>'))
    run, rest = text.getparent(), deepcopy(text.getparent())
    said = text.text or ""
    assert said.startswith(after)
    text.text, rest.find(w("t")).text = after, said[len(after) :]
    for one in (text, rest.find(w("t"))):
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for one in (rest, *reversed(made)):
        run.addnext(one)


def said(data: bytes, id: str) -> str:
    """What the control of an answer says, with the signs in it."""
    return _said(word.stories(data), id)


def _said(parts: dict[str, Element], id: str) -> str:
    content = word.controls(parts, id)[0].find(w("sdtContent"))
    return "".join(map(_shown, content.iter())).replace("\u00a0", "‹hårdt›")


def _shown(one: Element) -> str:
    if one.tag == w("br"):
        return _SHOWN[one.get(w("type"), "")]
    if one.tag == w("bookmarkStart"):
        name = one.get(w("name"), "")
        return "" if name.startswith("_") else f"‹{name}›"
    return next((shown for tag, shown in _OTHERS.items() if one.tag == w(tag)), one.text or "")


def read(document: str) -> bytes:
    return editions().read(document, 0)


def merged_with(theirs: bytes, ours: bytes, base: bytes, pulled: Pulled | None = None) -> Merged:
    merged = merge(base, theirs, ours, pulled or Pulled(), date="2027-01-01")
    assert merged.missing == ""
    assert check_structure(merged.data) == check_structure(theirs)
    return merged


# --- where they stand ---------------------------------------------------------------------------------------
def test_they_stay_beside_the_words_that_stay() -> None:
    """Each in an answer of its own; all of them have one word more now."""
    base = read(GROUP)
    keys = word.row_keys(base, "arbejdsgruppe_medlemmer")
    ids = [f"arbejdsgruppe_medlemmer[{key}].fordel" for key in keys][: len(STAY)]
    parts = word.stories(base)
    ours = word.set_texts(base, {id: f"{_said(parts, id)} xny" for id in ids})
    for words in (0, 1, 9):  # before all words, behind the first, behind all
        theirs = word.edited(base, partial(_put_each, ids=ids, words=words))
        parts = word.stories(theirs)
        merged = merged_with(theirs, ours, base)
        assert merged.conflicts == ()
        new = word.stories(merged.data)
        assert [_said(new, id) for id in ids] == [_with_word(_said(parts, id)) for id in ids]


def _put_each(parts: dict[str, Element], ids: list[str], words: int) -> None:
    for id, xml in zip(ids, STAY.values(), strict=True):
        said = _said(parts, id).split(" ")
        after = said[:words] + ([""] if 0 < words < len(said) else [])
        _put(word.controls(parts, id)[0], xml, " ".join(after))


def _with_word(there: str) -> str:
    """With the new word behind the last one, before a sign that stands behind all."""
    assert there.count("‹") == 1
    return there.replace("‹", " xny‹") if there.endswith("›") else f"{there} xny"


def test_an_answer_waits_where_one_stands_between_words_that_change() -> None:
    base = read(GROUP)
    theirs = put(ANSWER, SIGNS["sideskift"], "Kobling ")(base)
    merged = merged_with(theirs, word.set_text(base, ANSWER, "Målene for hele gruppen"), base)
    assert [one.ours for one in merged.conflicts] == ["Målene for hele gruppen"]
    assert said(merged.data, ANSWER) == "Kobling ‹side›til samtalemodellen"


def test_they_stay_in_an_answer_of_paragraphs() -> None:
    base = read(PURPOSE)
    before = said(base, PROBLEM)
    theirs = put(PROBLEM, SIGNS["sideskift"], "Samtaler ")(base)
    merged = merged_with(theirs, word.set_text(base, PROBLEM, f"{before} xny"), base)
    assert said(merged.data, PROBLEM) == f"{before} xny".replace("Samtaler ", "Samtaler ‹side›")
    emptied = merged_with(theirs, word.empty(base, PROBLEM), base)
    assert said(emptied.data, PROBLEM) == said(theirs, PROBLEM)
    assert len(emptied.conflicts) == 1


def test_they_stay_in_an_answer_that_staff_have_put_elsewhere() -> None:
    def move(parts: dict[str, Element]) -> None:
        control = word.controls(parts, ANSWER)[0]
        word.put_in(parts, "beslutningskompetence", control)
        control.getparent().remove(control)

    base = read(GROUP)
    theirs = word.edited(put(ANSWER, SIGNS["sideskift"], "Kobling ")(base), move)
    merged = merged_with(theirs, word.set_text(base, ANSWER, f"{SAYS} xny"), base)
    assert said(merged.data, ANSWER) == "Kobling ‹side›til samtalemodellen xny"
    other = merged_with(theirs, word.set_text(base, ANSWER, "Målene for hele gruppen"), base)
    assert said(other.data, ANSWER) == "Kobling ‹side›til samtalemodellen"
    assert len(other.conflicts) == 1


def test_a_row_that_goes_stays_when_one_stands_in_it() -> None:
    base = read(GROUP)
    ours = word.delete_row(base, "arbejdsgruppe_medlemmer", "faglig_koordinator")
    for xml in SIGNS.values():
        merged = merged_with(put(ANSWER, xml, "Kobling ")(base), ours, base)
        assert "‹" in said(merged.data, ANSWER)
        assert len(merged.conflicts) == 1


# --- what the answers have taken ----------------------------------------------------------------------------
def test_a_page_break_stays_when_the_words_around_it_were_pulled() -> None:
    for document, id in ((GROUP, ANSWER), (PURPOSE, PROBLEM)):
        base = read(document)
        typed = word.set_text(base, id, "Jeres nye tekst")
        theirs = put(id, SIGNS["sideskift"], "Jeres ")(typed)
        merged = merged_with(theirs, typed, base, Pulled({id: ("Jeres nye tekst",)}))
        assert said(merged.data, id) == "Jeres ‹side›nye tekst"
        assert merged.conflicts == ()
    ours = word.set_text(read(GROUP), ANSWER, "Jeres nye tekst om målene")
    theirs = put(ANSWER, SIGNS["sideskift"], "Jeres ")(word.set_text(read(GROUP), ANSWER, "Jeres nye tekst"))
    merged = merged_with(theirs, ours, read(GROUP), Pulled({ANSWER: ("Jeres nye tekst",)}))
    assert said(merged.data, ANSWER) == "Jeres ‹side›nye tekst om målene"


def test_a_line_break_goes_with_the_words_that_were_pulled() -> None:
    """The answers have it in whatever form they say it."""
    base = read(GROUP)
    theirs = put(ANSWER, SIGNS["linjeskift"], "Jeres ")(word.set_text(base, ANSWER, "Jeres nye tekst"))
    ours = word.set_text(base, ANSWER, "Noget tredje")
    merged = merged_with(theirs, ours, base, Pulled({ANSWER: ("Jeres \nnye tekst",)}))
    assert said(merged.data, ANSWER) == "Noget tredje"


# --- the proof ----------------------------------------------------------------------------------------------
def test_what_is_forgotten_is_named() -> None:
    base, ours = (editions().read(GROUP, generation) for generation in (0, 1))
    for name, xml in SIGNS.items():
        assert missing(base, put(ANSWER, xml, "Kobling ")(base), ours, ours, ()) == f"»{name}«"


def test_a_copy_is_not_joined_when_its_break_would_be_forgotten() -> None:
    base = read(GROUP)
    mine, other = (
        word.set_text(base, ANSWER, f"{SAYS} xny"),
        put(ANSWER, SIGNS["sideskift"], "Kobling ")(base),
    )
    merged, why = try_join(shipped_library().catalog, base, mine, other, "Bente Hansen", "2027-01-01")
    assert merged is None
    assert "sideskift" in why
    merged, _ = try_join(shipped_library().catalog, base, other, mine, "Bente Hansen", "2027-01-01")
    assert merged is not None
    assert said(merged.data, ANSWER) == "Kobling ‹side›til samtalemodellen xny"
