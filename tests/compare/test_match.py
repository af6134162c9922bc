"""Which paragraph is which: texts with new numbers, words that grew, paragraphs that are nearly nothing."""

import pytest

from cotc.cli.compare.versions import compare_versions
from cotc.parsers.model import Document, Node, Report, SourceInfo

LONG = "Decides to convene a working group on technical assistance in Vienna before the next session"
OTHER = "Urges all States that have not yet done so to accede to the Convention without any delay"


def node(kind: str, address: str, words: str | None, number: str | None = None, *below: Node) -> Node:
    headed = kind in ("section", "resolution", "decision", "chapter")
    title, text = (words, None) if headed else (None, words)
    label = f"{number}." if number else None
    return Node(id=address, kind=kind, number=number, label=label, title=title, text=text, children=below)  # type: ignore[arg-type]


def paper(*nodes: Node) -> Document:
    return Document(
        schema="2",
        source=SourceInfo("made.txt", "0" * 64, None, "text", None),
        report=Report("A/1", None, None, "en", None, None, None, None),
        contents=(),
        tree=(Node(id="s-1", kind="session", number="1", children=nodes),),
        footnotes=(),
        furniture=(),
        findings=(),
    )


def told(before: Document, after: Document) -> list[tuple[str, str, str]]:
    """What changed: how, and the addresses before and after."""
    return [
        (
            " ".join(change.how),
            " ".join(item.address for item in change.before),
            " ".join(item.address for item in change.after),
        )
        for change in compare_versions(before, after).changes
        if change.how != ("same",)
    ]


def test_the_one_text_of_each_version_is_the_same_text_whatever_its_title() -> None:
    before = paper(node("resolution", "res-1-1", "Money", "1/1", node("operative", "res-1-1/op-1", LONG)))
    after = paper(node("resolution", "res-2-7", "Budget", "2/7", node("operative", "res-2-7/op-1", LONG)))
    assert told(before, after) == [("changed renumbered", "res-1-1", "res-2-7")]


def test_of_several_texts_the_titles_tell_which_is_which() -> None:
    titles = ("Protection of victims and of witnesses of crime", "Budget of the Conference for two years")
    before = paper(*(node("decision", f"dec-1-{n}", title, f"1/{n}") for n, title in enumerate(titles)))
    after = paper(
        *(node("decision", f"dec-3-{n}", title, f"3/{n}") for n, title in enumerate(reversed(titles), 5))
    )
    assert {(old, new) for _, old, new in told(before, after)} == {
        ("dec-1-0", "dec-3-6"),
        ("dec-1-1", "dec-3-5"),
    }


def test_new_texts_beside_an_old_one_are_added() -> None:
    old = node("decision", "dec-1-1", "Budget of the Conference for two years", "1/1")
    new = node("decision", "dec-1-2", "Protection of victims and of witnesses", "1/2")
    assert told(paper(old), paper(old, new)) == [("added", "", "dec-1-2")]


def test_a_paragraph_that_grew_is_changed() -> None:
    before = paper(node("paragraph", "par-1", "The Committee met in Vienna last June", "1"))
    grown = f"The Committee met in Vienna last June. {OTHER}; {LONG.lower()}. {OTHER[::-1]}"
    after = paper(node("paragraph", "par-1", grown, "1"))
    assert told(before, after) == [("changed", "par-1", "par-1")]


def test_a_paragraph_with_other_words_is_another() -> None:
    before, after = (
        paper(node("paragraph", "par-1", LONG, "1")),
        paper(node("paragraph", "par-1", OTHER, "1")),
    )
    assert told(before, after) == [("deleted", "par-1", ""), ("added", "", "par-1")]


def test_a_numbered_heading_stays_itself_with_other_words() -> None:
    before = paper(node("section", "sec-1", "Opening", "1", node("paragraph", "par-1", LONG)))
    after = paper(node("section", "sec-1", "Attendance", "1", node("paragraph", "par-1", LONG)))
    assert told(before, after) == [("changed", "sec-1", "sec-1")]


def test_a_heading_never_becomes_a_paragraph() -> None:
    before, after = paper(node("section", "a-1", LONG)), paper(node("paragraph", "b-1", LONG))
    assert told(before, after) == [("deleted", "a-1", ""), ("added", "", "b-1")]


@pytest.mark.parametrize(
    ("words", "others", "same"),
    [
        ("It was so decided", "It was so agreed", True),
        ("Chad", "Peru", False),
        ("No action", "Action", False),
    ],
)
def test_few_words_are_easily_alike(words: str, others: str, same: bool) -> None:
    before = paper(node("paragraph", "par-1", words, "1"))
    after = paper(node("paragraph", "par-9", others, "9"))
    assert (len(told(before, after)) == 1) is same


def test_paragraphs_without_words_are_told_by_their_place() -> None:
    numbers = [node("paragraph", f"par-{n}", None, str(n)) for n in (1, 2)]
    assert told(paper(*numbers), paper(*numbers)) == []
    assert told(paper(*numbers), paper(numbers[0])) == [("deleted", "par-2", "")]
    assert told(paper(numbers[0]), paper(node("paragraph", "par-1", LONG, "1"))) != []


def test_one_that_was_said_twice_and_is_said_once() -> None:
    twice = [node("paragraph", f"par-{n}", LONG, str(n)) for n in (1, 2)]
    assert told(paper(*twice), paper(twice[1])) == [("deleted", "par-1", "")]
