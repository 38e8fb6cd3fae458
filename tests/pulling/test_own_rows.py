"""Edits of rows in a department's documents on their way to its own file: only what differs is written."""

from __future__ import annotations

from random import Random
from textwrap import dedent

from plangen.answers.model import Row
from tests.pulling.making import ANSWERS, Case, Pulled, content, control, project_of, row
from tests.support.cases import each

HEAD = "# Egne svar for Nord. Kun det, der er anderledes end i projektets svarfil.\n\n"
CELLS = {
    "kortere_ventetid": {"maal": "Kortere ventetid", "indikator": "Dage"},
    "mere_tid": {"maal": "Mere tid", "indikator": "Timer"},
    "faerre_fejl": {"maal": "Færre fejl", "indikator": "Fejl"},
}
ROWS = [row(key, cells) for key, cells in CELLS.items()]


def new(maal: str) -> object:
    return row("", {"maal": maal, "indikator": "Antal"})


def pulled(*rows: object, own: str = "", base: object = ROWS, text: str = ANSWERS) -> Pulled:
    """The table of goals edited in the department »nord«."""
    files = {"nord": dedent(own)} if own else {}
    now = content(tables={"maal": rows})  # type: ignore[dict-item]
    return Case(text, files).edited(content(tables={"maal": base}), now, "nord").pull()  # type: ignore[dict-item]


def cell(id: str, was: str, now: str, own: str = "", department: str | None = "nord") -> Pulled:
    files = {"nord": dedent(own)} if own else {}
    return Case(own=files).edited(content([control(id, was)]), content([control(id, now)]), department).pull()


def under(text: str) -> str:
    """An own file of nord with these lines under `svar:`."""
    return "svar:\n" + "".join(f"  {line}\n" for line in dedent(text).strip().splitlines())


def goals(result: Pulled, text: str = ANSWERS) -> list[tuple[str, str]]:
    """The goals that »nord« has after the pull."""
    own = {"nord": result.texts["nord"]} if "nord" in result.texts else {}
    project = project_of(result.texts.get(None, text), own)[1]
    known = set(project_of(text)[1].findings)
    assert [f for f in project.findings if f.code in ("V04", "V05", "V06") and f not in known] == []
    return [(r.text("maal"), r.text("indikator")) for r in project.departments["nord"].rows("maal")]


SHARED = [(cells["maal"], cells["indikator"]) for cells in CELLS.values()]


def test_a_changed_cell_is_written_alone() -> None:
    result = cell("maal[mere_tid].baseline", "ukendt", "9")
    assert result.texts == {
        "nord": HEAD + 'svar:\n  maal:\n    aendr:\n      - raekke: Mere tid\n        baseline: "9"\n'
    }


def test_a_second_cell_joins_the_first() -> None:
    own = under("""
        # vores mål
        maal:
          aendr:
            - raekke: Mere tid   # aftalt i januar
              baseline: "9"
    """)
    result = cell("maal[mere_tid].indikator", "Timer", "Minutter", own)
    assert result.texts["nord"] == own.replace(
        "        baseline", "        indikator: Minutter\n        baseline"
    )
    more = cell("maal[faerre_fejl].indikator", "Fejl", "Klager", own)
    assert more.texts["nord"] == own + "      - raekke: Færre fejl\n        indikator: Klager\n"


def test_an_emptied_cell_is_written_as_empty() -> None:
    result = cell("maal[mere_tid].baseline", "ukendt", "")
    assert result.texts["nord"].endswith("      - raekke: Mere tid\n        baseline:\n")


@each(
    ("own", "left"),
    [
        (
            "maal:\n  aendr:\n    - raekke: Mere tid\n      baseline: '9'   # før\n"
            "      indikator: Minutter\n",
            "maal:\n  aendr:\n    - raekke: Mere tid\n      indikator: Minutter\n",
        ),
        (
            "maal:\n  aendr:\n    - raekke: Mere tid\n      baseline: '9'\n"
            "    - raekke: Færre fejl\n      baseline: '1'\n",
            "maal:\n  aendr:\n    - raekke: Færre fejl\n      baseline: '1'\n",
        ),
        ("maal:\n  aendr:\n    - raekke: Mere tid\n      baseline: '9'\nmus: x\n", "mus: x\n"),
        (
            "maal: {aendr: [{raekke: Mere tid, baseline: '9'}], udelad: [Færre fejl]}\n",
            "maal: {udelad: [Færre fejl]}\n",
        ),
        (
            "maal: {aendr: [{raekke: Mere tid, baseline: '9', indikator: I}]}\n",
            "maal: {aendr: [{raekke: Mere tid, indikator: I}]}\n",
        ),
    ],
)
def test_what_is_as_shared_again_needs_no_entry(own: str, left: str) -> None:
    result = cell("maal[mere_tid].baseline", "9", "ukendt", under(own))
    assert result.texts == {"nord": under(left)}


def test_a_deleted_row_is_left_out() -> None:
    result = pulled(*ROWS[1:])
    assert result.texts == {"nord": HEAD + "svar:\n  maal:\n    udelad:\n      - Kortere ventetid\n"}
    own = under(
        "maal:\n  aendr:\n    - raekke: Mere tid\n      baseline: '9'\n  udelad: [Færre fejl]   # ikke her\n"
    )
    both = pulled(ROWS[0], own=own, base=ROWS[:2])
    assert both.texts["nord"] == under("maal:\n  udelad: [Færre fejl, Mere tid]   # ikke her\n")


def test_a_new_row_comes_last_or_says_where() -> None:
    last = pulled(*ROWS, new("Nyt"))
    assert last.texts["nord"].endswith("    tilfoej:\n      - maal: Nyt\n        indikator: Antal\n")
    middle = pulled(ROWS[0], new("Nyt"), *ROWS[1:])
    assert middle.texts["nord"].endswith("        indikator: Antal\n        efter: Kortere ventetid\n")
    assert goals(middle) == [SHARED[0], ("Nyt", "Antal"), *SHARED[1:]]
    first = pulled(new("Nyt"), new("Også"), *ROWS)
    assert goals(first) == [("Nyt", "Antal"), ("Også", "Antal"), *SHARED]
    assert "foran: Kortere ventetid" in first.texts["nord"]


OWN_ROW = under("""
    maal:
      tilfoej:
        # vores eget
        - maal: Vores
          indikator: Antal
          efter: Kortere ventetid
        - maal: Hængt på
          efter: Vores
      raekkefoelge: [Vores, Kortere ventetid]
""")
SHOWN = [row("vores", {"maal": "Vores"}), ROWS[0], row("haengt_paa", {"maal": "Hængt på"}), *ROWS[1:]]


def test_a_row_of_its_own_is_changed_where_it_stands_and_its_name_with_it() -> None:
    result = cell("maal[vores].maal", "Vores", "Vort eget mål", OWN_ROW)
    assert result.texts["nord"] == OWN_ROW.replace("maal: Vores", "maal: Vort eget mål").replace(
        "efter: Vores", "efter: Vort eget mål"
    ).replace("[Vores,", "[Vort eget mål,")


def test_a_row_of_its_own_is_deleted() -> None:
    result = pulled(*SHOWN[1:], own=OWN_ROW, base=SHOWN)
    assert [maal for maal, _ in goals(result)] == ["Kortere ventetid", "Hængt på", "Mere tid", "Færre fejl"]
    assert "Vores" not in result.texts["nord"]


def test_a_moved_row_gives_an_order_of_its_own() -> None:
    result = pulled(ROWS[1], ROWS[0], ROWS[2])
    assert result.texts["nord"].endswith("    raekkefoelge:\n      - Mere tid\n      - Kortere ventetid\n")
    assert goals(result) == [SHARED[1], SHARED[0], SHARED[2]]
    back = pulled(ROWS[0], ROWS[1], ROWS[2], own=result.texts["nord"], base=[ROWS[1], ROWS[0], ROWS[2]])
    assert goals(back) == SHARED
    assert "raekkefoelge" not in back.texts["nord"]


def test_everything_at_once() -> None:
    result = pulled(ROWS[2], new("Nyt"), ROWS[0])
    assert goals(result) == [SHARED[2], ("Nyt", "Antal"), SHARED[0]]


def test_a_table_that_the_department_replaces_is_edited_as_before() -> None:
    own = under("maal:\n  - maal: Kun vores\n    indikator: Dage\n")
    result = cell("maal[kun_vores].indikator", "Dage", "Uger", own)
    assert result.texts["nord"] == own.replace("Dage", "Uger")


def test_rows_that_begin_alike_are_named_by_more_fields() -> None:
    text = ANSWERS.replace(
        "  interessenter:\n",
        "    - interessent: ansatte\n      budskab: Farvel\n      tidspunkt: 4\n  interessenter:\n",
    )
    base, now = (
        control("kommunikation[ansatte_2].tidspunkt", "4 uger"),
        control("kommunikation[ansatte_2].tidspunkt", "6 uger efter"),
    )
    result = Case(text).edited(content([base]), content([now]), "nord").pull()
    assert result.texts["nord"].endswith(
        "    aendr:\n      - raekke:\n          interessent: ansatte\n          budskab: Farvel\n"
        "        tidspunkt: 6\n"
    )


def test_preset_rows_and_groups() -> None:
    result = cell("mening.borgere.begrundelse", "Borgeren får svar.", "Anderledes.")
    assert result.texts["nord"].endswith(
        "mening:\n    aendr:\n      - raekke: borgere\n        begrundelse: Anderledes.\n"
    )
    group = cell("sammenhaeng.strategi", "Strategien.", "Vores.")
    assert group.texts["nord"].endswith("sammenhaeng:\n    aendr:\n      strategi: Vores.\n")
    again = cell("sammenhaeng.strategi", "Vores.", "Strategien.", group.texts["nord"])
    assert again.texts["nord"] == HEAD + "svar:\n"


# --- the project's file changes under a department ----------------------------------------------------------

FOLLOWS = under("""
    maal:
      aendr:
        - raekke: Mere tid   # aftalt
          baseline: "9"
      tilfoej:
        - {maal: Vores, efter: Mere tid}
      udelad: [Færre fejl]
      raekkefoelge: [Mere tid, Kortere ventetid]
""")


def test_names_follow_a_row_that_is_reworded_in_the_projects_file() -> None:
    result = cell("maal[mere_tid].maal", "Mere tid", "Mere tid til borgerne", FOLLOWS, department=None)
    assert result.changed_lines() == ["- maal: Mere tid til borgerne"]
    assert result.texts["nord"] == FOLLOWS.replace("Mere tid", "Mere tid til borgerne")


def test_a_row_that_goes_takes_its_name_along() -> None:
    base, now = content(tables={"maal": ROWS}), content(tables={"maal": ROWS[:2]})
    result = Case(own={"nord": FOLLOWS}).edited(base, now).pull()
    assert result.texts["nord"] == FOLLOWS.replace("    udelad: [Færre fejl]\n", "")
    assert result.troubles == []


def test_a_row_that_a_department_has_changed_is_not_deleted_for_all() -> None:
    base, now = content(tables={"maal": ROWS}), content(tables={"maal": [ROWS[0], ROWS[2]]})
    result = Case(own={"nord": FOLLOWS}).edited(base, now).pull()
    assert (result.texts, result.troubles) == ({}, ["konflikt"])


def test_a_reworded_row_and_an_edit_of_it_in_the_department() -> None:
    case = Case()
    name, other = "maal[mere_tid].maal", "maal[mere_tid].indikator"
    case.edited(content([control(name, "Mere tid")]), content([control(name, "Mere ro")]))
    case.edited(content([control(other, "Timer")]), content([control(other, "Minutter")]), "nord")
    result = case.pull()
    assert result.changed_lines() == ["- maal: Mere ro"]
    assert result.texts["nord"].endswith("- raekke: Mere ro\n        indikator: Minutter\n")


# --- state tables, and what cannot be written ---------------------------------------------------------------

RESULTS = "  evalueringsresultater:\n    - dato: 2027-10-04\n      gik_godt: Alt\n"


def test_an_own_list_of_state_rows_grows_and_changes_where_it_stands() -> None:
    text = ANSWERS.replace("# slut\n", RESULTS)
    own = under("evalueringsresultater:\n  - dato: 2027-11-01   # vores\n    gik_godt: Lidt\n")
    mine = "evalueringsresultater[2027_11_01].gik_godt"
    case = Case(text, {"nord": own})
    case.edited(content([control(mine, "Lidt")]), content([control(mine, "Meget")]), "nord")
    assert case.pull().texts == {"nord": own.replace("Lidt", "Meget")}


def test_a_change_of_a_shared_state_row_keeps_the_departments_rows() -> None:
    text = ANSWERS.replace("# slut\n", RESULTS)
    own = under("evalueringsresultater:\n  - dato: 2027-11-01\n    gik_godt: Lidt\n")
    shared = "evalueringsresultater[2027_10_04].gik_godt"
    case = Case(text, {"nord": own})
    case.edited(content([control(shared, "Alt")]), content([control(shared, "Det meste")]), "nord")
    after = case.pull().texts["nord"]
    rows = project_of(text, {"nord": after})[1].departments["nord"].rows("evalueringsresultater")
    assert [row.text("gik_godt") for row in rows] == ["Det meste", "Lidt"]


def test_one_answer_that_cannot_be_written_does_not_keep_the_others_back() -> None:
    own = "svar:\n  maal: &alle\n    aendr:\n      - {raekke: Mere tid, baseline: '9'}\n  mus: Ja\n"
    case = Case(own={"nord": own})
    row_id, text_id = "maal[mere_tid].indikator", "mus"
    case.edited(content([control(row_id, "Timer")]), content([control(row_id, "Minutter")]), "nord")
    case.edited(content([control(text_id, "Ja")]), content([control(text_id, "Nej")]), "nord", name="D02")
    result = case.pull()
    assert result.texts == {"nord": own.replace("Ja", "Nej")}
    assert result.troubles == ["ulæselig"]
    assert [step.wish.label for step in result.pull.steps] == ["MUS"]


# --- many edits at random -----------------------------------------------------------------------------------


@each("seed", range(25))
def test_whatever_is_edited_the_department_has_it_then_and_the_file_says_no_more(seed: int) -> None:
    random = Random(seed)
    own: dict[str, str] = {}
    for _ in range(random.randint(1, 4)):
        rows_before = project_of(ANSWERS, own)[1].departments["nord"].rows("maal")
        before = [(one.key, cells_of(one)) for one in rows_before]
        after = randomly_edited(before, random)
        case = Case(own=dict(own))
        base, now = ([row(key, cells) for key, cells in rows] for rows in (before, after))
        result = case.edited(content(tables={"maal": base}), content(tables={"maal": now}), "nord").pull()
        assert result.troubles == []
        assert None not in result.texts
        own = {"nord": result.texts["nord"]} if result.texts else own
        project = project_of(ANSWERS, own)[1]
        assert [cells_of(one) for one in project.departments["nord"].rows("maal")] == [c for _, c in after]
        places = [f.place.file for f in project.findings if f.code == "V04" and f.place]
        assert "inputs/p/nord.yaml" not in places


Named = tuple[str, dict[str, str]]
COLUMNS = ("maal", "indikator", "baseline")


def cells_of(one: Row) -> dict[str, str]:
    return {column: one.text(column) for column in COLUMNS}


def randomly_edited(rows: list[Named], random: Random) -> list[Named]:
    """One to three edits: a cell, an emptied cell, a row deleted, added or moved; one row stays."""
    after = [(key, dict(cells)) for key, cells in rows]
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(after))
        match random.choice(["cell", "empty", "delete", "add", "move"]):
            case "cell":
                after[at][1][random.choice(COLUMNS)] = f"Rettet {random.randrange(9)}"
            case "empty":
                after[at][1]["baseline"] = ""
            case "delete" if sum(bool(key) for key, _ in after) > 1:
                after.pop(at)
            case "add":
                new_row = {"maal": f"Nyt {random.randrange(1000)}", "indikator": "Antal", "baseline": ""}
                after.insert(at, ("", new_row))
            case "move":
                moved = after.pop(at)
                after.insert(random.randrange(len(after) + 1), moved)
    return after
