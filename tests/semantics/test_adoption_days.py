"""Adoption as paragraphs made for it tell it: days that are whole, texts that are only named, long names."""

import pytest

from cotc.parsers.model import Document, Node, Ref, Report, SourceInfo, walk
from cotc.parsers.semantics.adoption import join_adoptions


def text(document: Document, address: str) -> Node:
    return next(node for node, _ in walk(document) if node.id == address)


def made(*nodes: Node, language: str = "en", start: str | None = "2024-10-14") -> Document:
    """A report in which paragraphs tell of texts."""
    session = Node(id="s-1", kind="session", children=nodes, start=start, end=start and "2024-10-18")
    return Document(
        schema="2",
        source=SourceInfo("made.txt", "0" * 64, None, "text", None),
        report=Report("CTOC/COP/2024/11", None, "CTOC/COP", language, None, None, None, None),
        contents=(),
        tree=(session,),
        footnotes=(),
        furniture=(),
        findings=(),
    )


RESOLUTION = Node(id="res-12-1", kind="resolution", number="12/1", status="adopted")


def tells(words: str, **refs: tuple[str, str | None]) -> Node:
    """A paragraph in which each of `refs` (kind of it: words, form) stands."""
    found = []
    for kind, (printed, form) in refs.items():
        start = words.index(printed)
        target = "res-12-1" if kind == "resolution" else None
        found.append(Ref(kind, start, start + len(printed), printed, form, target))  # type: ignore[arg-type]
    return Node(
        id="par-1", kind="paragraph", number="1", text=words, refs=tuple(sorted(found, key=lambda r: r.start))
    )


SENTENCE = "At its 10th meeting, on 18 October, the Conference adopted resolution 12/1."


@pytest.mark.parametrize(
    ("form", "start", "day"),
    [
        ("--10-18", "2024-10-14", "2024-10-18"),
        ("--10-18", None, None),  # no session says of which year
        ("--12-18", "2024-10-14", None),  # not within the session
        ("--10-18", "2023-10-20", "2024-10-18"),  # a session over two years
        ("--10-18", "2023-10-01", None),  # … and a day that it has twice
        ("2024-10-18", "2024-10-14", "2024-10-18"),
        ("2024-10", "2024-10-14", None),
        ("2024-10-14/2024-10-18", "2024-10-14", None),
        (None, "2024-10-14", None),
    ],
)
def test_the_day_is_a_whole_day(form: str | None, start: str | None, day: str | None) -> None:
    told = tells(
        SENTENCE,
        meeting=("10th meeting", None),
        date=("18 October", form),
        resolution=("resolution 12/1", None),
    )
    node = text(join_adoptions(made(told, RESOLUTION, start=start)), "res-12-1")
    assert (node.narrative, node.meeting, node.adopted_on) == ("par-1", "10th meeting", day)


def test_a_paragraph_that_adopts_nothing_tells_of_no_adoption() -> None:
    words = "The Secretary recalled that resolution 12/1 had been circulated."
    document = made(tells(words, resolution=("resolution 12/1", None)), RESOLUTION)
    assert join_adoptions(document) == document


def test_a_language_without_words_for_it_is_left_as_it_is() -> None:
    document = made(RESOLUTION, language="de")
    assert join_adoptions(document) is document


def test_one_long_name_with_a_conjunction_is_one_sponsor() -> None:
    body = "the Co-Chairs of the Working Group on International Cooperation and Technical Assistance"
    words = f"At its 10th meeting, the Conference adopted a draft submitted by {body} as resolution 12/1."
    told = tells(words, meeting=("10th meeting", None), resolution=("resolution 12/1", None))
    node = text(join_adoptions(made(told, RESOLUTION)), "res-12-1")
    assert node.narrative == "par-1"
    assert isinstance(node.sponsors, tuple)
    assert len(node.sponsors) < 2
