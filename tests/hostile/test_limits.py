"""Limits are told by name with the option that raises them; --isolate outlives what a paper does."""

from collections.abc import Callable
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
from attack_pdf import SENTENCE, many_pages, page

from cotc.parsers import parse
from cotc.parsers.errors import LimitError
from cotc.parsers.limits import Clock, Limits, bounded
from cotc.parsers.model import Page, Rule, Span

Cotc = Callable[..., Any]
SPAN = Span("words", 1.0, 9.0, 5.0, 10.0, "", False, False)


@pytest.mark.parametrize(
    ("limits", "option"),
    [
        (Limits(pages=2), "pages"),
        (Limits(page_size=500), "page-size"),
        (Limits(page_characters=5), "page-characters"),
        (Limits(characters=100), "characters"),
    ],
)
def test_each_limit_names_its_option(limits: Limits, option: str) -> None:
    with pytest.raises(LimitError, match=f"--limit {option}="):
        parse(many_pages(3), limits=limits)


def test_objects() -> None:
    with pytest.raises(LimitError, match="--limit objects="):
        parse(page(b"0 0 m 9 9 l S " * 10), limits=Limits(objects=9))


def test_nothing_is_no_limit() -> None:
    assert parse(many_pages(3), limits=Limits(*(0 for _ in Limits._fields))).source.pages == 3


def test_texts_are_counted_before_they_are_read() -> None:
    with pytest.raises(LimitError, match="--limit characters="):
        parse(SENTENCE.encode() * 100, limits=Limits(characters=100))


def test_the_clock() -> None:
    times = iter((0.0, 9.0, 11.0))
    clock = Clock(Limits(seconds=10), lambda: next(times))
    clock.look()
    with pytest.raises(LimitError, match="--limit seconds="):
        clock.look()


@pytest.mark.parametrize("wrong", [nan, inf, -inf, 1e300])
def test_places_that_are_none_are_brought_back(wrong: float) -> None:
    span = SPAN._replace(x0=wrong, x1=wrong, baseline=wrong, size=wrong)
    given = Page(1, 595.0, 842.0, (SPAN, span), (Rule(0.0, wrong, 9.0, 1.0),), 0)
    limits = Limits()
    (read,) = bounded([given], limits, Clock(limits))
    assert read.spans[0] == SPAN
    assert read.spans[1].text == "words"
    for value in (read.spans[1].x0, read.spans[1].x1, read.spans[1].baseline):
        assert abs(value) <= limits.page_size
    assert 0 < read.spans[1].size <= 10_000


def test_on_the_command_line(cotc: Cotc, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(many_pages(3))
    run = cotc("parse", "--limit", "pages=2", paper)
    assert (run.code, run.out) == (1, b"")
    assert "--limit pages=20" in run.err
    assert cotc("parse", "--limit", "pages=3", paper).code == 0
    for wrong in ("leaves=3", "pages", "pages=many"):
        run = cotc("parse", "--limit", wrong, paper)
        assert run.code == 2
        assert "page-size" in run.err


def test_isolated_it_is_the_same(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    paper = fixtures / "S_RES_2773_2025_en.pdf"
    whole = cotc("parse", "-f", "json", paper)
    apart = cotc("parse", "-f", "json", "--isolate", paper)
    assert (apart.code, apart.out) == (0, whole.out)
    for args in (("--limit", "pages=1", paper), (tmp_path / "missing.pdf",)):
        whole, apart = cotc("parse", *args), cotc("parse", "--isolate", *args)
        assert (apart.code, apart.err) == (whole.code, whole.err)
        assert apart.code == 1
