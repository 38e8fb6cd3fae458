"""Where a sentence ends."""

from __future__ import annotations

from plangen.texts.sentences import first_sentences
from plangen.texts.values import Answer
from tests.support.cases import each

DAY = "Du begynder i overblikket. Kl. 9 ringer telefonen! Er der tvivl? Så spørg."


@each(
    ("text", "count", "first"),
    [
        (DAY, 1, "Du begynder i overblikket."),
        (DAY, 3, "Du begynder i overblikket. Kl. 9 ringer telefonen! Er der tvivl?"),
        (DAY, 9, DAY),
        (
            "Ring kl. 14, fx. Borgeren svarer ca. 5. Maj er travl. Slut.",
            1,
            "Ring kl. 14, fx. Borgeren svarer ca. 5. Maj er travl.",
        ),
        ("Brug det **altid**. Ellers ikke.\n\nNyt afsnit. Mere.", 2, "Brug det **altid**. Ellers ikke."),
        ("- Et punkt. Og mere.\n- Et til.", 1, "- Et punkt. Og mere.\n- Et til."),
        ("", 3, ""),
    ],
)
def test_sentences_end_where_readers_say(text: str, count: int, first: str) -> None:
    assert first_sentences(text, count) == first


def test_an_answer_that_is_printed_whole_can_be_edited_and_a_part_of_it_cannot() -> None:
    answer = Answer(DAY, id="hverdag_efter", kind="markdown", raw=DAY)
    assert answer.saetninger(4) is answer
    assert (answer.saetninger(2).kind, answer.saetninger(2).id) == ("markdown_extract", "hverdag_efter")
