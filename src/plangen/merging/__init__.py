"""New answers merged into a Word file that staff have edited.

    merge.merge(base, theirs, ours, pulled, date) -> outcome.Merged
    merge.join(base, theirs, copy, looks, by, date) -> outcome.Merged

`base` is the edition that the file began as, `theirs` the edited file, `ours` the document as it is made
now; all are bytes. `Merged` has the new file, and what is to be told of it: `changes` (what plangen changed
in it), `conflicts` (both changed it: theirs stands, ours stands below as a tracked insertion with a
comment), `kept` (a derived text that staff corrected, and that stays theirs), and `missing`: when it is
not empty, the proof has failed, and the file must stay as it is.

A joined file is `theirs` with what somebody else has written in a `copy` of the same edition: the same merge,
in which the other side is a file that people have saved, too.

The edition that is remembered for a merged file is `ours`: what the merged file has beyond it is what staff
did.

    parts      the members of a file while content comes into it
    atoms      the words, answers and objects of a paragraph
    nodes      a part as a tree of blocks, tables, rows, cells, answers; `alignment` tells which is which
    story      a part merged: what came, went, moved and changed
    fellows    what became of a node in theirs and in ours
    recognising what staff wrote that is new in ours too
    homeless   what is new in ours, and has no place in theirs any more
    paragraphs, runs, values, unwrapped    inside a paragraph
    contents   the contents list
    pictures   which of those that are described alike is which
    sides      what counts as a change of a side: of an edition, or of a file that was saved
    voices     in whose name conflicts are told
    bringing, numbers, lists, editions, restoring, annotations    what new content needs in the edited file
    telling, marks              conflicts: what is told, and how it stands in the file
    proof      the raw files counted, before anything is written
"""
