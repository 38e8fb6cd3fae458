"""What happens to the lines of a file when a value, an entry or the rows of a list change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.forms.yaml.write.changes import Kept, Plain
from plangen.forms.yaml.write.emitting import entry, row
from plangen.forms.yaml.write.lines import Cut, YamlLines
from plangen.forms.yaml.write.places import ValuePlace, body_column, entries_of, gap_of, sign_of, tail_of
from plangen.forms.yaml.write.style import WIDTH


def replaced(lines: YamlLines, place: ValuePlace, value: Plain | None) -> Cut:
    """A value gives way to another, None for nothing; its name and the comment behind it stay."""
    new = _written(lines, place, value, place.is_flow and not place.is_empty)
    if place.is_flow and len(new[0]) + place.column > WIDTH:
        new = _written(lines, place, value, False)
    head = lines[place.line][: place.column]
    first = new[0] if place.key is None else _with_name(lines, place, new[0])
    return Cut(place.line, place.end, (head + first + tail_of(place, lines), *new[1:]))


def _with_name(lines: YamlLines, place: ValuePlace, first: str) -> str:
    """The first line of an entry with the name, and the spaces behind it, as they stand in the file."""
    value = first[first.index(":", len(place.name)) + 1 :].strip()
    colon = lines[place.line].find(":", place.key.end_mark.column)
    name = lines[place.line][place.column : colon + 1]
    return f"{name}{gap_of(place, lines)}{value}" if value else name


def _written(lines: YamlLines, place: ValuePlace, value: Plain | None, flow: bool) -> list[str]:
    style, column = sign_of(place, lines), place.column
    if place.key is None:
        return row(value, column, style, flow)
    body = body_column(place, lines) or max(column, lines.comment_column(place.end)) + 2
    return entry(place.name, value, column, style, body - column, flow)


def added(lines: YamlLines, parent: ValuePlace, name: str, value: Plain, order: Sequence[str]) -> Cut:
    """A name that its mapping did not have, after the one that comes before it in the questionnaire."""
    entries = entries_of(parent, lines)
    column = entries[0].column
    new = entry(name, value, column)
    new[0] = " " * column + new[0]
    ranks = {known: rank for rank, known in enumerate(order)}
    rank = ranks.get(name, len(ranks))
    before = [one for one in entries if ranks.get(one.name, len(ranks)) < rank]
    on_dash = bool(lines[entries[0].line][:column].strip())
    if before or on_dash or rank == len(ranks):
        previous = before[-1] if before else entries[0 if on_dash else -1]
        at = lines.comments_end(previous.end, column)
    else:
        at = entries[0].line
        while at and lines.is_comment(at - 1):
            at -= 1
    return Cut(at, at, tuple(new))


def dropped(lines: YamlLines, parent: ValuePlace, gone: ValuePlace) -> Cut:
    """A name goes together with its value and the comments that stand under it, farther in."""
    head = lines[gone.line][: gone.column]
    if not head.strip():
        return Cut(gone.line, lines.comments_end(gone.end, gone.column), ())
    later = [one for one in entries_of(parent, lines) if one.line > gone.line]  # it stands behind a dash
    if not later:
        return Cut(gone.line, gone.end, (head.rstrip(),))
    first = later[0]
    return Cut(gone.line, first.line + 1, (head + lines[first.line][first.column :],))


def arranged(lines: YamlLines, table: ValuePlace, rows: Sequence[Kept | Plain]) -> Iterator[Cut]:
    """The rows of a list get another order, go, or come. Rows that stay fill the places of rows that stay, in
    their new order; a new row comes right after the one before it. Comments between rows stay.
    """
    there = entries_of(table, lines)
    column = table.node.start_mark.column
    kept = [item.number for item in rows if isinstance(item, Kept)]
    slots = sorted(kept)
    for slot, number in zip(slots, kept, strict=True):
        if slot != number:
            moved = lines.between(there[number].line, there[number].end)
            yield Cut(there[slot].line, there[slot].end, tuple(moved))
    for number in sorted(set(range(len(there))) - set(kept)):
        yield Cut(there[number].line, there[number].end, ())
    reached = 0
    for item in rows:
        if isinstance(item, Kept):
            reached += 1
            continue
        new = row(item, column)
        at = there[slots[reached - 1]].end if reached else there[0].line
        yield Cut(at, at, (" " * column + new[0], *new[1:]))
