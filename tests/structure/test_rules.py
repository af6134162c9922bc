"""Rules of structure, as cases in plain text: fixtures/rules/structure.txt says how they are written."""

from collections.abc import Callable
from typing import Any


def test_a_case_gives_its_outline(case: Any, outline_of: Callable[[tuple[str, ...]], list[str]]) -> None:
    assert outline_of(case.given) == list(case.expected)


def test_there_are_cases_enough(cases: list[Any]) -> None:
    titles = [case.title for case in cases]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)
    assert all(case.expected for case in cases)
