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


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (["1. Requests the Secretariat to act."], []),
        (["1. Requests the Secretariat to act;"], [("no-full-stop", "res-12-1/op-1")]),
        (
            ["1. Requests the Secretariat:", "(a) To act;", "(b) To tell"],
            [("no-full-stop", "res-12-1/op-1/b")],
        ),
        (["1. Approves the agenda:", "(a) Opening", "(b) Closure"], []),
        (["1. Adopts the programme:", "Targets", "2. Decides to act."], []),
    ],
)
def test_a_text_ends_in_a_full_stop_but_not_an_agenda(
    end: list[str], expected: list[tuple[str, str]]
) -> None:
    text = ["Resolution 12/1", "Title", "The Conference,", "Recalling its resolutions,"]
    assert found("A. Resolutions", *text, *end) == expected
