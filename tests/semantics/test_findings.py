"""What a document's own arithmetic finds, on texts of a few lines."""

import pytest

from cotc.parsers import parse

REPORT = ["United Nations", "CTOC/COP/2024/11", "", "I. Opening of the session", ""]


def found(*lines: str) -> list[tuple[str, str | None]]:
    text = "\n\n".join([*REPORT, *lines])
    document = parse(text.encode(), name="report.txt", language="en")
    return [(finding.code, finding.node) for finding in document.findings]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. It began.", "2. It went on.", "3. It ended."], []),
        (["1. It began.", "2. It went on.", "4. It ended."], [("paragraph-gap", "par-4")]),
        (["1. It began.", "2. It went on.", "2. It ended."], [("paragraph-repeat", "par-2~2")]),
    ],
)
def test_paragraphs_are_counted(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert found(*lines) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("abc", []),
        ("abd", [("point-gap", "par-1/d")]),
        ("abcdefghij", []),
        ("uvwx", []),
    ],
)
def test_points_are_counted(letters: str, expected: list[tuple[str, str]]) -> None:
    points = [f"({letter}) A point;" for letter in letters]
    assert found("1. It noted:", *points) == expected
