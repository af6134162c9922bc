"""Many texts that one sentence tells of, and texts that tell of themselves."""

import pytest
from msgspec.structs import replace

from cotc.parsers.model import Document, Node, walk
from cotc.parsers.pipeline import parse_bytes
from cotc.parsers.semantics.adoption import join_adoptions

PAPER = """\
CTOC/COP/2024/11
Report of the Conference of the Parties to the United Nations Convention against Transnational Organized \
Crime on its twelfth session, held in Vienna from 14 to 18 October 2024

I. Texts

Decision 12/1
National accounts

The Conference of the Parties decided to go on.

Decision 12/2
Censuses

The Conference of the Parties decided to count.

Decision 12/3
Methods

The Conference of the Parties decided to work.

II. Work

1. {}
"""


def told(sentences: str) -> dict[str | None, tuple[object, object]]:
    document = parse_bytes(PAPER.format(sentences).encode(), "paper.txt", language="en")
    return {n.number: (n.meeting, n.adopted_on) for n, _ in walk(document) if n.kind == "decision"}


SEVENTH = ("7th meeting", "2024-10-18")
NOTHING = (None, None)


@pytest.mark.parametrize(
    ("sentences", "numbers"),
    [
        (
            "At its 7th meeting, on 18 October 2024, the Commission adopted decisions 12/1 to 12/3.",
            "1 2 3",
        ),
        (
            "At its 7th meeting, on 18 October 2024, it took action on all texts "
            "(see sect. I.B, decisions 12/1–12/2).",
            "1 2",
        ),
        (
            "It met at its 1st to 7th meetings, from 14 to 18 October 2024. At its 7th meeting, on "
            "18 October 2024, it elected a Chair (see chap. I, sect. A). At the same meeting, it took "
            "action on the draft decisions (draft decisions 12/2 and 12/3).",
            "2 3",
        ),
        ("At its 7th meeting, on 18 October 2024, the Commission discussed decisions 12/1 to 12/3.", ""),
        ("At its 7th meeting, on 18 October 2024, the Commission adopted resolutions 12/1 to 12/3.", ""),
        ("At its 7th meeting, on 18 October 2024, it met. Earlier decisions 12/1 to 12/3 were adopted.", ""),
    ],
)
def test_a_run_gives_each_text_its_meeting(sentences: str, numbers: str) -> None:
    expected = {f"12/{n}": SEVENTH if str(n) in numbers.split() else NOTHING for n in (1, 2, 3)}
    assert told(sentences) == expected


def test_a_run_is_no_second_adoption() -> None:
    document = parse_bytes(
        PAPER.format(
            "At its 6th meeting, on 17 October 2024, the Commission adopted decision 12/1.\n\n"
            "2. At its 7th meeting, on 18 October 2024, the Commission adopted decisions 12/1 to 12/3."
        ).encode(),
        "paper.txt",
        language="en",
    )
    meetings = [node.meeting for node, _ in walk(document) if node.kind == "decision"]
    assert meetings == ["6th meeting", "7th meeting", "7th meeting"]
    assert not [finding for finding in document.findings if finding.code == "adoption-twice"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "On 9 December 2024, at its thirty-ninth session, the Committee established a task force.",
            "2024-12-09",
        ),
        ("On 9 December 2024, at the request of a Chair, the Committee established a task force.", None),
        ("The Committee, on 9 December 2024, at its thirty-ninth session, established a task force.", None),
        ("At its 24th plenary meeting, on 10 June 2025, the Committee decided to go on.", "2025-06-10"),
        ("At its 24th plenary meeting, the Committee decided to go on.", None),
        (
            "The Committee recalled its decision at its 24th plenary meeting, on 10 June 2025.",
            None,
        ),
    ],
)
def test_a_text_may_begin_with_its_day(sentence: str, day: str | None) -> None:
    document: Document = parse_bytes(
        PAPER.replace("The Conference of the Parties decided to go on.", sentence).encode(),
        "p.txt",
        language="en",
    )
    first: Node = next(node for node, _ in walk(document) if node.number == "12/1")
    assert first.adopted_on == day
    assert join_adoptions(replace(document, findings=())).tree == document.tree
