"""What became of paragraphs between two versions."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cotc.cli.compare.match import moved
from cotc.cli.compare.versions import Change, compare_versions
from cotc.parsers import Document
from cotc.parsers.model import Node

Edited = Callable[[Document, Callable[[Node], tuple[Node, ...]]], Document]
ENGLISH = "ctoc-a.en.pdf"


@pytest.fixture
def english(parsed: Callable[[str], Document]) -> Document:
    return parsed(ENGLISH)


def told(before: Document, after: Document) -> list[tuple[str, list[str], list[str]]]:
    changes = (c for c in compare_versions(before, after).changes if c.how != ("same",))
    return [(" ".join(c.how), [i.address for i in c.before], [i.address for i in c.after]) for c in changes]


def test_a_paper_does_not_differ_from_itself(english: Document) -> None:
    comparison = compare_versions(english, english)
    assert not comparison.differ
    assert comparison.counts() == {"same": 111}


def test_a_deleted_paragraph_is_told_where_it_stood(
    english: Document, without: Callable[[Document, str], Document]
) -> None:
    after = without(english, "res-12-4/op-3")
    changes = compare_versions(english, after).changes
    at = [c.how for c in changes].index(("deleted",))
    assert changes[at - 1].before[0].address == "res-12-4/op-2"
    assert told(english, after) == [("deleted", ["res-12-4/op-3"], [])]
    assert told(after, english) == [("added", [], ["res-12-4/op-3"])]


def test_changed_words_and_numbers(english: Document, edited: Edited) -> None:
    def edit(node: Node) -> tuple[Node, ...]:
        if node.id == "res-12-4/op-7":
            return (replace(node, text=(node.text or "").replace("Decides", "Resolves")),)
        if node.id == "res-12-4/op-8":
            return (replace(node, id="res-12-4/op-18", number="18", label="18."),)
        return (node,)

    assert told(english, edited(english, edit)) == [
        ("changed", ["res-12-4/op-7"], ["res-12-4/op-7"]),
        ("renumbered", ["res-12-4/op-8"], ["res-12-4/op-18"]),
    ]


def _in_two(node: Node) -> tuple[Node, ...]:
    if node.id != "par-5":
        return (node,)
    head, _, tail = (node.text or "").partition("Accordingly")
    return (
        replace(node, text=head.strip(), notes=()),
        replace(node, id="par-5~2", number=None, label=None, text="Accordingly" + tail, notes=()),
    )


def test_split_and_merged_are_two_sides_of_one_thing(english: Document, edited: Edited) -> None:
    other = edited(english, _in_two)
    assert told(english, other) == [("split", ["par-5"], ["par-5", "par-5~2"])]
    assert told(other, english) == [("merged", ["par-5", "par-5~2"], ["par-5"])]
    change = next(c for c in compare_versions(english, other).changes if "split" in c.how)
    assert [p.text.strip() for p in change.pieces if p.op == "added"] == ["¶"]


def test_a_paragraph_that_moved(english: Document, edited: Edited) -> None:
    def edit(node: Node) -> tuple[Node, ...]:
        if node.id != "res-12-4":
            return (node,)
        first, *others = node.children
        at = next(i for i, n in enumerate(others) if n.id == "res-12-4/pp-2")
        return (replace(node, children=(first, *others[:at], *others[at + 1 : 8], others[at], *others[8:])),)

    assert told(english, edited(english, edit)) == [("moved", ["res-12-4/pp-2"], ["res-12-4/pp-2"])]


def test_a_draft_is_matched_with_the_text_that_was_adopted(
    parsed: Callable[[str], Document], edited: Edited
) -> None:
    draft = parsed("E_2025_L.15_en.pdf")

    def numbered(node: Node) -> tuple[Node, ...]:
        number = "2025/28" if node.kind == "resolution" else node.number
        return (replace(node, id=node.id.replace("res", "res-2025-28", 1), number=number),)

    adopted = edited(draft, numbered)
    assert [how for how, *_ in told(draft, adopted)] == ["renumbered"]  # the heading alone


def test_a_part_alone(english: Document, without: Callable[[Document, str], Document]) -> None:
    comparison = compare_versions(english, without(english, "par-5"), (("res-12-4",), ("res-12-4",)))
    assert not comparison.differ
    addresses = [change.before[0].address for change in comparison.changes]
    assert addresses[0] == "res-12-4"
    assert addresses[-1] == "fn-7"
    assert "fn-1" not in addresses  # called from resolution 12/2


def test_the_word_file_of_a_paper_reads_as_its_pdf(
    parsed: Callable[[str], Document], english: Document
) -> None:
    assert not compare_versions(parsed("ctoc-a.en.docx"), english).differ


def test_two_papers_that_have_nothing_in_common(parsed: Callable[[str], Document], english: Document) -> None:
    other = parsed("S_RES_2773_2025_en.pdf")
    changes = compare_versions(english, other).changes
    befores = [item for change in changes for item in change.before]
    afters = [item for change in changes for item in change.after]
    assert len(befores) == len(set(befores)) == 111
    assert len(afters) == len(set(afters)) > 30
    assert sum(_kept(change) for change in changes) < 4


def _kept(change: Change) -> bool:
    return bool(change.before and change.after)


@pytest.mark.parametrize(
    ("pairs", "out"),
    [({}, set()), ({0: 0, 1: 1}, set()), ({0: 2, 1: 0, 2: 1}, {0}), ({0: 0, 1: 3, 2: 1, 3: 2}, {1})],
)
def test_the_fewest_have_moved(pairs: dict[int, int], out: set[int]) -> None:
    assert moved(pairs) == out
