"""Numerals of four scripts: everything that can be written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.profiles.numerals import (
    ABJAD,
    ALPHABETS,
    CYRILLIC,
    abjad_value,
    arabic_ordinal,
    ascii_number,
    digits,
    han_value,
    letter_value,
    letters,
    roman,
    roman_value,
)

HAN = "零一二三四五六七八九"
ABJAD_NAMES = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون "
    "سين عين فاء صاد قاف راء شين تاء ثاء خاء ذال ضاد ظاء غين"
)
UNITS = {
    1: ("أولا", "الأول", "الأولى", "أولاً"),
    2: ("ثانيا", "الثاني", "الثانية"),
    3: ("ثالثا", "الثالث", "الثالثة"),
    4: ("رابعا", "الرابع", "الرابعة"),
    5: ("خامسا", "الخامس", "الخامسة"),
    6: ("سادسا", "السادس", "السادسة"),
    7: ("سابعا", "السابع", "السابعة"),
    8: ("ثامنا", "الثامن", "الثامنة"),
    9: ("تاسعا", "التاسع", "التاسعة"),
    10: ("عاشرا", "العاشر", "العاشرة"),
    11: ("حادي عشر", "الحادي عشر", "الحادية عشرة"),
    12: ("ثاني عشر", "الثاني عشر", "الثانية عشرة"),
    19: ("تاسع عشر", "التاسع عشر", "التاسعة عشرة"),
    20: ("عشرون", "العشرون", "العشرين"),
    21: ("الحادي والعشرون", "الحادية والعشرين"),
    79: ("التاسعة والسبعون", "التاسعة والسبعين"),
    99: ("التاسعة والتسعون",),
}


def _han(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    text = f"{HAN[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{HAN[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and units:
        text += "零"
    return text + (HAN[units] if units else "")


def test_every_roman_number_to_3999_is_read_back() -> None:
    written = [roman(value) for value in range(1, 4000)]
    assert [roman_value(text) for text in written] == list(range(1, 4000))
    assert len(set(written)) == 3999


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "iix", "mix up", "civil", "12", "а"])
def test_no_roman_number(text: str) -> None:
    assert roman_value(text) is None


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_what_has_no_roman_number(value: int) -> None:
    assert roman(value) == str(value)


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_letter_of_a_list_counts_and_goes_on_doubled(alphabet: str) -> None:
    assert [letter_value(letter) for letter in alphabet] == list(range(1, len(alphabet) + 1))
    doubled = [letter_value(letter * 2) for letter in alphabet]
    assert doubled == list(range(len(alphabet) + 1, 2 * len(alphabet) + 1))


@given(st.integers(min_value=1, max_value=130))
def test_latin_letters_are_read_back(value: int) -> None:
    assert letter_value(letters(value)) == value


@pytest.mark.parametrize("text", ["", "ab", "1", "-", "一"])
def test_no_letter_of_a_list(text: str) -> None:
    assert letter_value(text) is None


def test_letters_begin_at_one() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letters(0)


def test_every_chinese_number_to_999_is_read_back() -> None:
    assert [han_value(_han(value)) for value in range(1, 1000)] == list(range(1, 1000))


@pytest.mark.parametrize(
    ("text", "value"), [("二〇二四", 2024), ("十", 10), ("二十", 20), ("会议", None), ("", None)]
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert han_value(text) == value


def test_every_arabic_section_letter() -> None:
    names = ABJAD_NAMES.split()
    assert [abjad_value(name) for name in names] == list(range(1, 29))
    assert abjad_value("باء باء") == 30
    assert abjad_value("ألف باء") is None
    assert len(names) == len(ABJAD)


@pytest.mark.parametrize(("text", "value"), [(t, v) for v, texts in UNITS.items() for t in texts])
def test_arabic_ordinals(text: str, value: int) -> None:
    assert arabic_ordinal(text) == value


@pytest.mark.parametrize(
    "text", ["", "القرارات", "عشر", "الأول من الثاني", "العشرون والثلاثون", "الأول القرار"]
)
def test_no_arabic_ordinal(text: str) -> None:
    assert arabic_ordinal(text) is None


@pytest.mark.parametrize(
    ("printed", "heading", "listed"),
    [
        ("IV", "IV", "iv"),
        ("一", "I", "i"),
        ("十二", "XII", "xii"),
        ("（一）", "I", "i"),
        ("㈠", "I", "i"),
        ("أولا", "I", "i"),
        ("أولاً", "I", "i"),
        ("الأول", "I", "i"),
        ("الثاني عشر", "XII", "xii"),
        ("A", "A", "a"),
        ("А", "A", "a"),  # Cyrillic
        ("В", "B", "c"),  # Cyrillic: a look-alike in headings, the third letter in lists
        ("Б", "B", "b"),
        ("ألف", "A", "a"),
        ("باء", "B", "b"),
        ("a", "a", "a"),
        ("（a）", "a", "a"),
        ("б", "b", "b"),
        ("أ", "a", "a"),
        ("ب", "b", "b"),
        ("ه", "e", "e"),
        ("aa", "aa", "aa"),
        ("ii", "ii", "ii"),
        ("5", "5", "5"),
        ("٥", "5", "5"),
        ("５", "5", "5"),
        ("٢٠٢٥", "2025", "2025"),
        ("12/1", "12-1", "12-1"),
        ("١٢/١", "12-1", "12-1"),
        ("1/CP.21", "1-cp-21", "1-cp-21"),
        ("BC-15/1", "bc-15-1", "bc-15-1"),
        ("XIII/25", "XIII-25", "XIII-25"),
        ("2773 (2025)", "2773-2025", "2773-2025"),
        ("79/212 A", "79-212-a", "79-212-a"),
        ("6 bis", "6-bis", "6-bis"),
        ("premier", "premier", "premier"),
        ("甲", "u7532", "u7532"),
        (".", "u2e", "u2e"),
    ],
)
def test_ascii_number(printed: str, heading: str, listed: str) -> None:
    assert ascii_number(printed) == heading
    assert ascii_number(printed, listed=True) == listed


@given(st.text(alphabet="ABCivxIVX12３٤一二十أبجб а()/. -–éß", min_size=1, max_size=8), st.booleans())
def test_an_address_is_ascii_and_never_empty(number: str, listed: bool) -> None:
    address = ascii_number(number, listed=listed)
    assert address.isascii()
    assert address
    assert all(c.isalnum() or c == "-" for c in address)


@given(
    st.text(alphabet=CYRILLIC + ABJAD + "٠١٢٣٤٥٦٧٨٩一二三四五六七八九十", min_size=1, max_size=2),
    st.booleans(),
)
def test_no_printed_number_is_lost(number: str, listed: bool) -> None:
    assert ascii_number(number, listed=listed)


def test_digits_of_all_scripts() -> None:
    assert digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２ 第5") == "0123456789 0123456789 012 第5"
