"""Labels that Word counts itself."""

import pytest
from lxml import etree

from cotc.parsers.sources.docx_numbering import Numbering, format_number

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LEVELS = """
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>
 <w:lvlText w:val="%1.%2.%3"/>{restart}</w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/></w:lvl>
"""


def numbering(nums: str = "", restart: str = "", bullet: str = "\uf0b7") -> Numbering:
    levels = LEVELS.format(restart=restart, bullet=bullet)
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    abstract = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'))


@pytest.mark.parametrize(
    ("form", "numbers", "labels"),
    [
        ("decimal", (1, 10, 123), "1 10 123"),
        ("decimalZero", (1, 10), "01 10"),
        ("lowerLetter", (1, 26, 27, 28, 53), "a z aa bb aaa"),
        ("upperLetter", (1, 27), "A AA"),
        ("lowerRoman", (1, 4, 9, 14, 40, 90, 1999), "i iv ix xiv xl xc mcmxcix"),
        ("upperRoman", (3, 8), "III VIII"),
        ("russianLower", (1, 2, 10, 29), "а б к аа"),
        ("arabicAlpha", (1, 2, 3), "أ ب ت"),
        ("arabicAbjad", (1, 2, 3), "أ ب ج"),
        ("hindiNumbers", (1, 12), "١ ١٢"),
        ("decimalFullWidth", (1, 12), "１ １２"),
        (
            "chineseCounting",
            (1, 10, 11, 20, 21, 105, 110, 1003),
            "一 十 十一 二十 二十一 一百〇五 一百一十 一千〇三",
        ),
        ("chicago", (1, 2, 5), "* † **"),
        ("an unknown format", (7,), "7"),
        # Where a format has no sign for a number, its digits stand.
        ("lowerRoman", (0, 4000), "0 4000"),
        ("lowerLetter", (0, 26 * 100), "0 2600"),
        ("chineseCounting", (0, 10_000), "0 10000"),
        ("none", (3,), ""),
        ("bullet", (3,), ""),
    ],
)
def test_formats(form: str, numbers: tuple[int, ...], labels: str) -> None:
    assert " ".join(format_number(number, form) for number in numbers) == labels


def test_every_roman_number_reads_back() -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    for number in range(1, 4000):
        digits = [values[letter] for letter in format_number(number, "lowerRoman")]
        total = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
        assert total == number


def test_a_deeper_level_begins_anew_under_each_item() -> None:
    lists = numbering()
    places = [0, 1, 1, 0, 1, 2, 1, 2]
    labels = [lists.label("1", place) for place in places]
    assert labels == ["1.", "(a)", "(b)", "2.", "(a)", "2.a.i", "(b)", "2.b.i"]


def test_a_level_told_never_to_begin_anew_counts_on() -> None:
    lists = numbering(restart='<w:lvlRestart w:val="0"/>')
    assert [lists.label("1", place) for place in (0, 1, 2, 1, 2)][-1] == "1.b.ii"


def test_lists_share_their_counts_unless_one_has_a_start_of_its_own() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lists = numbering(nums)
    assert [lists.label(key, 0) for key in ("1", "1", "2", "3", "3", "1")] == [
        "1.",
        "2.",
        "3.",
        "5.",
        "6.",
        "7.",
    ]


def test_a_number_of_a_level_not_yet_met_is_its_first() -> None:
    assert numbering().label("1", 2) == "1.a.i"


@pytest.mark.parametrize(("bullet", "label"), [("\uf0b7", "•"), ("o", "•"), ("–", "–"), ("-", "-")])
def test_bullets_in_symbol_fonts_come_as_bullets(bullet: str, label: str) -> None:
    assert numbering(bullet=bullet).label("1", 3) == label


@pytest.mark.parametrize(("list_id", "place"), [(None, 0), ("0", 0), ("99", 0), ("1", 8)])
def test_no_list_no_label(list_id: str | None, place: int) -> None:
    assert numbering().label(list_id, place) == ""


def test_a_list_with_levels_of_its_own() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="9"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lists = numbering(nums)
    assert [lists.label("1", place) for place in (0, 0, 9)] == ["III)", "IV)", ""]


def test_what_a_list_says_of_an_item_that_says_nothing() -> None:
    lists = numbering()
    assert lists.level("1", 2, "Points") == 2
    assert lists.level("1", None, "Points") == lists.level("99", None, "Points") == 0
    assert lists.para("1", 0) == lists.para("1", 8) == lists.para("99", 0)


def test_a_number_of_a_level_that_there_is_not_prints_nothing() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%9%1."/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )
    assert numbering(nums).label("1", 0) == "1."
