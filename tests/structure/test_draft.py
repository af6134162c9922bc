"""The tree under construction: what is taken off the front, boxes of several pages, numbers in addresses."""

import pytest
from msgspec import UNSET

from cotc.parsers.model import Call, Kind, one_a_page
from cotc.parsers.model.block import Block, Mark
from cotc.parsers.model.marks import with_marks
from cotc.parsers.structure.addresses import address
from cotc.parsers.structure.draft import (
    Draft,
    ascii_form,
    freeze,
    from_block,
    shift_marks,
    shift_runs,
)
from cotc.parsers.structure.labels import read_label


def test_what_is_taken_off_the_front_moves_the_rest() -> None:
    assert shift_runs(((0, 3), (2, 8), (9, 12)), 3) == ((0, 5), (6, 9))
    assert [(mark.text, mark.offset) for mark in shift_marks((Mark("1", 2), Mark("2", 9)), 3)] == [
        ("1", 0),
        ("2", 6),
    ]
    block = Block(text="(a) Words", page=2, emphasis=((4, 9),), marks=(Mark("1", 9),))
    node = from_block("subparagraph", block, read_label(block.text))
    assert (node.number, node.label, node.text, node.emphasis) == ("a", "(a)", "Words", ((0, 5),))
    assert (node.page, node.marks[0].offset, node.rows, node.block) == (2, 5, None, block)


def test_a_bullet_is_a_label_without_a_number() -> None:
    block = Block(text="• Words", page=1)
    node = from_block("subparagraph", block, read_label(block.text))
    assert (node.number, node.label, node.text) == (None, "•", "Words")


def test_a_table_has_no_text() -> None:
    node = from_block("table", Block(text="", page=1, rows=(("a",),)))
    assert (node.text, node.rows, node.label, node.number) == (None, (("a",),), None, None)


def test_marks_go_back_to_where_they_stand() -> None:
    assert with_marks("One two", (Mark("1", 3), Mark("*", 7))) == "One1 two*"


def test_boxes_of_one_page_are_one() -> None:
    one = ((1, 50.0, 60.0, 100.0, 70.0), (2, 10.0, 10.0, 20.0, 20.0))
    other = ((1, 40.0, 65.0, 90.0, 80.0), (3, 1.0, 2.0, 3.0, 4.0))
    assert one_a_page((*one, *other)) == (
        (1, 40.0, 60.0, 100.0, 80.0),
        (2, 10.0, 10.0, 20.0, 20.0),
        (3, 1.0, 2.0, 3.0, 4.0),
    )
    assert one_a_page((*other[:1], *one[:1])) == ((1, 40.0, 60.0, 100.0, 80.0),)


@pytest.mark.parametrize(
    ("kind", "number", "label", "written"),
    [
        ("operative", "5", "5. ", "5"),
        ("operative", "3 bis", "3 bis. ", "3-bis"),
        ("paragraph", "١٢", "١٢- ", "12"),
        ("subparagraph", "б", "б) ", "b"),
        ("subparagraph", "أ", "(أ) ", "a"),
        ("subparagraph", "غ", "(غ) ", "b"),
        ("subparagraph", "三", "(三)", "iii"),
        ("chapter", "四", "四、", "IV"),
        ("section", "باء", "باء - ", "B"),
        ("section", "A", "A. ", "A"),
        ("chapter", "IV", "IV. ", "IV"),
        ("resolution", "12/3", "", "12-3"),
        ("resolution", "١٢/٣", "", "12-3"),
        ("resolution", "IV", "", "IV"),
        ("resolution", "XIII/25", "", "XIII-25"),
        ("resolution", "XIIIa", "", "xiiia"),
        ("decision", "BC-15/1", "", "bc-15-1"),
        ("decision", "-/CP.27", "", "cp-27"),
        ("annex", "two", "", "two"),
        ("operative", "Vb", "", "vb"),
    ],
)
def test_numbers_as_addresses_write_them(kind: Kind, number: str, label: str, written: str) -> None:
    read = read_label(label + "Words") if label else None
    assert (read is not None) is bool(label)
    assert ascii_form(Draft(kind, number=number, read=read)) == written


def test_what_is_frozen_of_each_kind() -> None:
    text = Draft(
        "resolution", id="res-1", status="adopted", adopted_on="2024-10-18", meeting="3rd meeting", page=4
    )
    table = Draft("table", id="table-1", rows=(("a",),), boxes=((3, 0, 0, 1, 1), (2, 0, 0, 1, 1)), page=2)
    note = Call("1", 0, "fn-1")
    session = Draft("session", id="session", children=[text, table], calls=(note,))
    whole = freeze(session)
    assert (whole.place, whole.start, whole.end, whole.pages, whole.status) == (None, None, None, None, UNSET)
    assert whole.notes == (note,)
    one, other = whole.children
    assert (one.status, one.adopted_on, one.meeting, one.pages) == (
        "adopted",
        "2024-10-18",
        "3rd meeting",
        (4, 4),
    )
    assert (one.place, one.start, one.end, one.rows) == (UNSET, UNSET, UNSET, UNSET)
    assert (other.status, other.adopted_on, other.meeting, other.pages) == (UNSET, UNSET, UNSET, (2, 3))
    assert other.rows == (("a",),)


def test_addresses() -> None:
    kinds: tuple[Kind, ...] = ("formula", "annex", "resolution", "decision", "paragraph", "table", "section")
    inside = [Draft(kind) for kind in kinds for _ in range(2)]
    twice = [Draft("operative", number="1"), Draft("operative", number="1"), Draft("preambular", number="9")]
    text = Draft("resolution", number="1/1", children=twice)
    session = Draft(
        "session", children=[*inside, text, Draft("paragraph", number="4"), Draft("part", number="two")]
    )
    address(session)
    assert session.id == "session"
    assert [draft.id for draft in inside] == [
        *("formula", "formula-2", "annex", "annex-2", "res", "res-2", "dec", "dec-2"),
        *("par-1", "par-2", "table-1", "table-2", "sec-1", "sec-2"),
    ]
    assert [draft.id for draft in text.children] == [
        "res-1-1/op-1",
        "res-1-1/op-1~2",
        "res-1-1/pp-1",
    ]
    assert [draft.id for draft in session.children[-3:]] == ["res-1-1", "par-4", "part-two"]


def test_a_numbered_paragraph_of_a_chapter_is_cited_by_its_number_alone() -> None:
    deep = Draft("paragraph", number="7")
    point = Draft("subparagraph", number="a")
    deep.children.append(point)
    own = Draft("paragraph", number="7")
    section = Draft("section", number="A", children=[deep, Draft("subparagraph")])
    root = Draft(
        "session",
        children=[
            Draft(
                "chapter",
                number="I",
                children=[section],
            ),
            Draft("annex", number="I", children=[own]),
        ],
    )
    address(root)
    assert (deep.id, point.id, own.id) == ("par-7", "par-7/a", "annex-I/par-7")
    assert section.children[1].id == "ch-I/A/item-1"
