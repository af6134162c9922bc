"""What parsers/structure promises, of any paragraphs whatever: rule cases cut up and shuffled."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import PROMISES, lines_of

from cotc.parsers.structure import Built

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

few = settings(max_examples=150)


@pytest.fixture(scope="session")
def lines(cases: list[Any]) -> list[str]:
    """The paragraphs, notes and contents rows of all cases."""
    return lines_of(cases)


@st.composite
def soups(draw: st.DrawFn) -> tuple[str, list[int], bool]:
    """A language, places in the list of lines, and whether the front must be parted from the text."""
    language = draw(st.sampled_from(LANGUAGES))
    # Runs of neighbours, so that texts and lists stay together long enough to go wrong in the middle.
    starts = draw(
        st.lists(st.tuples(st.sampled_from(range(5000)), st.integers(1, 7)), min_size=1, max_size=8)
    )
    return language, [start + k for start, count in starts for k in range(count)], draw(st.booleans())


def soup(paper: Any, lines: list[str], drawn: tuple[str, list[int], bool]) -> Any:
    language, places, split = drawn
    about = [f"language| {language}"] + (["split|"] if split else [])
    return paper((*about, *(lines[place % len(lines)] for place in places)))


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@few
@given(drawn=soups())
def test_it_is_kept(drawn: Any, paper: Any, lines: list[str], promise: Callable[[Any, Built], None]) -> None:
    made = soup(paper, lines, drawn)
    promise(made, made.built())


@few
@given(drawn=soups())
def test_the_same_paragraphs_give_the_same_tree(drawn: Any, paper: Any, lines: list[str]) -> None:
    assert soup(paper, lines, drawn).built() == soup(paper, lines, drawn).built()
