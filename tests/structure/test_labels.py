"""What opens a paragraph or a heading, as it is counted: number, scheme, place in the count."""

import pytest

from cotc.parsers.structure.labels import Label, Scheme, read_label

UPPER_ROMAN, UPPER_LETTER, DECIMAL = Scheme.UPPER_ROMAN, Scheme.UPPER_LETTER, Scheme.DECIMAL
LETTER, ROMAN, BULLET = Scheme.LETTER, Scheme.ROMAN, Scheme.BULLET


def read(label: str, words: str = "نص Words") -> tuple[str, Scheme, int, Label | None] | None:
    """Number, scheme, value and other reading of a label before words, all of which are left."""
    found = read_label(label + words)
    if found is None:
        return None
    assert found.text == label.strip()
    assert (label + words)[found.end :] == words
    return found.number, found.scheme, found.value, found.other


@pytest.mark.parametrize(
    ("label", "number", "scheme", "value"),
    [
        ("1. ", "1", DECIMAL, 1),
        ("121. ", "121", DECIMAL, 121),
        ("3 bis. ", "3 bis", DECIMAL, 3),
        ("12- ", "12", DECIMAL, 12),
        ("١٢– ", "١٢", DECIMAL, 12),
        ("7) ", "7", DECIMAL, 7),
        ("(14) ", "14", DECIMAL, 14),
        ("II. ", "II", UPPER_ROMAN, 2),
        ("XLIX. ", "XLIX", UPPER_ROMAN, 49),
        ("B. ", "B", UPPER_LETTER, 2),
        ("Z. ", "Z", UPPER_LETTER, 26),
        ("С. ", "С", UPPER_LETTER, 3),
        ("(b) ", "b", LETTER, 2),
        ("b) ", "b", LETTER, 2),
        ("(bb) ", "bb", LETTER, 28),
        ("б) ", "б", LETTER, 2),
        ("b. ", "b", LETTER, 2),
        ("(d) ", "d", LETTER, 4),
        ("(m) ", "m", LETTER, 13),
        ("(iv) ", "iv", ROMAN, 4),
        ("xix) ", "xix", ROMAN, 19),
        ("iv. ", "iv", ROMAN, 4),
        ("(أ) ", "أ", LETTER, 1),
        ("(هـ) ", "هـ", LETTER, 5),
        ("'2' ", "2", ROMAN, 2),
        ("‘١٢’ ", "١٢", ROMAN, 12),
        ("七、", "七", UPPER_ROMAN, 7),
        ("十、", "十", UPPER_ROMAN, 10),
        ("十二、", "十二", UPPER_ROMAN, 12),
        ("三十、", "三十", UPPER_ROMAN, 30),
        ("四十九、", "四十九", UPPER_ROMAN, 49),
        ("(三)", "三", ROMAN, 3),
        ("（二十一） ", "二十一", ROMAN, 21),
        ("• ", "", BULLET, 0),
        ("— ", "", BULLET, 0),
    ],
)
def test_one_reading(label: str, number: str, scheme: Scheme, value: int) -> None:
    found = read(label)
    assert found is not None
    assert (*found[:3], found[3]) == (number, scheme, value, None)
    if scheme is BULLET:
        assert read_label(label + "x").text == label.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("(i) ", (LETTER, 9), (ROMAN, 1)),
        ("v) ", (LETTER, 22), (ROMAN, 5)),
        ("(c) ", (LETTER, 3), (ROMAN, 100)),
        ("(ii) ", (ROMAN, 2), (LETTER, 35)),
        ("(xx) ", (ROMAN, 20), (LETTER, 50)),
        ("I. ", (UPPER_ROMAN, 1), (UPPER_LETTER, 9)),
        ("V. ", (UPPER_ROMAN, 5), (UPPER_LETTER, 22)),
    ],
)
def test_two_readings(label: str, first: tuple[Scheme, int], second: tuple[Scheme, int]) -> None:
    found = read_label(label + "Words")
    assert found is not None
    assert found.other is not None
    assert (found.scheme, found.value) == first
    assert (found.other.scheme, found.other.value) == second
    assert (found.other.text, found.other.number, found.other.end) == (*found[:2], found.end)
    assert found.other.other is None


def test_numbers_with_dots_count_by_the_last() -> None:
    assert read("2.14 ", "Words") == ("2.14", DECIMAL, 14, None)
    assert read("3.1.2. ", "Words") == ("3.1.2", DECIMAL, 2, None)
    assert read("2.14 ", "per cent") is None


# fmt: off
ORDINALS = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
    "حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر",
)
NAMES = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون")
# fmt: on


@pytest.mark.parametrize(
    ("words", "value", "scheme"),
    [(word, place, UPPER_ROMAN) for place, word in enumerate(ORDINALS, 1)]
    + [(word, place, UPPER_LETTER) for place, word in enumerate(NAMES, 1)],
)
def test_arabic_headings_are_counted_in_words(words: str, value: int, scheme: Scheme) -> None:
    assert read(f"{words} - ") == (words, scheme, value, None)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            " 1. Words",
            "\t1. Words",
            "Words",
            "12 per cent",
            "1.5 million",
            "(see above) Words",
            "(a)Words",
        ),
        *("A.B. Clark", "IIII. Words", "Mr. Chair", "(dd2) x", "فيينا - جنيف", "'x' y", "(ab) Words", "一个"),
        *("十", "-5 degrees", "(ё) Слова", "(لا) كلمة", "(aaa) Words", "αβ. Words"),
    ],
)
def test_what_is_no_label(words: str) -> None:
    assert read_label(words) is None
