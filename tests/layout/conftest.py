"""Pages made of words, for the rules of layout."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cotc.parsers.model import Page, Rule, Span

WIDTH, HEIGHT = 595.0, 842.0


def drawn(text: str, x0: float, baseline: float, size: float = 10.0, **more: Any) -> Span:
    """A span in a type whose letters are all half as wide as the type is large."""
    letters = len(text.rstrip(" ")) or len(text)
    return Span(text, x0, x0 + letters * size / 2, baseline, size, "Times", more.get("bold", False), False)


@pytest.fixture
def span() -> Callable[..., Span]:
    return drawn


@pytest.fixture
def page() -> Callable[..., Page]:
    """A page of spans, and of rules as (x0, top, x1), or with (x0, top, x1, bottom) of any thickness."""

    def make(spans: Sequence[Span], rules: Sequence[tuple[float, ...]] = (), number: int = 1) -> Page:
        bars = tuple(Rule(r[0], r[1], r[2], r[3] if len(r) > 3 else r[1] + 0.5) for r in rules)
        return Page(number, WIDTH, HEIGHT, tuple(spans), bars, 0)

    return make
