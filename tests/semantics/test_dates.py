"""Dates and spans in six languages."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import Patterns, compiled, normalise
from cotc.parsers.semantics.dates import extent, find_dates


def _patterns(language: str) -> Patterns:
    return compiled(load().languages[language])


SPANS = [
    ("en", "from 14 to 18 October 2024", ["2024-10-14/2024-10-18"]),
    ("en", "New York, 3–7 March 2025", ["2025-03-03/2025-03-07"]),
    ("en", "25 July 2024–30 July 2025", ["2024-07-25/2025-07-30"]),
    ("en", "(28 April–9 May 2025)", ["2025-04-28/2025-05-09"]),
    ("en", "Geneva, 30 April – 1 May 2018", ["2018-04-30/2018-05-01"]),
    ("en", "(27 March 2024 and 10–21 March 2025)", ["2024-03-27", "2025-03-10/2025-03-21"]),
    ("en", "on 29 and 30 May 2023", ["2023-05-29/2023-05-30"]),
    ("en", "28 December–3 January 2025", ["2024-12-28/2025-01-03"]),
    ("en", "10 to 11 February 2025", ["2025-02-10/2025-02-11"]),
    ("en", "November 11–22, 2024", ["2024-11-11/2024-11-22"]),
    ("en", "through January 15, 2026", ["2026-01-15"]),
    ("en", "19 December 2024", ["2024-12-19"]),
    ("en", "31 February 2024", []),
    ("en", "18 to 14 October 2024", ["2024-10-14"]),
    ("en", "in October 2024", []),
    ("en", "resolution 19 of 2024", []),
    ("en", "6 November 20151", []),
    ("fr", "du 14 au 18 octobre 2024", ["2024-10-14/2024-10-18"]),
    ("fr", "du 1er au 5 mai 2023", ["2023-05-01/2023-05-05"]),
    ("fr", "le 1er mai 2023", ["2023-05-01"]),
    ("fr", "Genève, 8-19 février 2010", ["2010-02-08/2010-02-19"]),
    ("fr", "les 29 et 30 mai 2023", ["2023-05-29/2023-05-30"]),
    ("fr", "du 30 septembre au 4 octobre 2024", ["2024-09-30/2024-10-04"]),
    ("es", "11 de noviembre de 2024", ["2024-11-11"]),
    ("es", "del 14 al 18 de octubre de 2024", ["2024-10-14/2024-10-18"]),
    ("es", "los días 29 y 30 de mayo de 2023", ["2023-05-29/2023-05-30"]),
    ("es", "1° de diciembre de 2010", ["2010-12-01"]),
    ("es", "14-18 de octubre de 2024", ["2024-10-14/2024-10-18"]),
    ("ru", "18 октября 2024 года", ["2024-10-18"]),
    ("ru", "14–18 октября 2024 года", ["2024-10-14/2024-10-18"]),
    ("ru", "с 14 по 18 октября 2024 года", ["2024-10-14/2024-10-18"]),
    ("ru", "29 и 30 мая 2023 года", ["2023-05-29/2023-05-30"]),
    ("ru", "1 November 2018", ["2018-11-01"]),
    ("zh", "2024年10月18日", ["2024-10-18"]),
    ("zh", "2024 年 10 月 18 日", ["2024-10-18"]),
    ("zh", "2024年10月14日至18日", ["2024-10-14/2024-10-18"]),
    ("zh", "2024年9月30日至10月4日", ["2024-09-30/2024-10-04"]),
    ("zh", "2023年5月29日和30日", ["2023-05-29/2023-05-30"]),
    ("zh", "11 November 2024", ["2024-11-11"]),
    ("ar", "١٨ تشرين الأول/أكتوبر ٢٠٢٤", ["2024-10-18"]),
    ("ar", "18 تشرين الأول/أكتوبر 2024", ["2024-10-18"]),
    ("ar", "من ١٤ إلى ١٨ تشرين الأول/أكتوبر ٢٠٢٤", ["2024-10-14/2024-10-18"]),
    ("ar", "يومي ٢٩ و٣٠ أيار/مايو ٢٠٢٣", ["2023-05-29/2023-05-30"]),
    ("ar", "١٨ كانون الثاني/يناير ٢٠٢٥", ["2025-01-18"]),
    ("ar", "11 November 2024", ["2024-11-11"]),
    ("en", "~9 September 1971", []),
    ("en", "(9 September 1971)", ["1971-09-09"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPANS)
def test_dates_of_a_text(language: str, text: str, expected: list[str]) -> None:
    found = find_dates(normalise(text), _patterns(language))
    assert [span.start if span.is_day else f"{span.start}/{span.end}" for span in found] == expected


def test_extent_of_a_session_in_two_parts() -> None:
    spans = find_dates("(27 March 2024 and 10–21 March 2025)", _patterns("en"))
    assert extent(spans) == ("2024-03-27", "2025-03-21")
    assert extent(()) is None


def test_a_span_is_no_single_day() -> None:
    spans = find_dates("held from 3 to 7 March 2025, issued on 19 March 2025", _patterns("en"))
    assert [(span.start, span.is_day) for span in spans] == [("2025-03-03", False), ("2025-03-19", True)]


_WRITTEN = {
    "en": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "ru": "{day} {month} {year} года",
    "zh": "{year}年{month}月{day}日",
    "ar": "{day} {month} {year}",
}


@pytest.mark.parametrize("language", sorted(_WRITTEN))
@given(day=st.dates(min_value=date(1945, 10, 24), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_with_every_name_of_its_month(language: str, day: date) -> None:
    english = load().languages["en"].months
    months = load().languages[language].months
    for name in (name for name, value in months.items() if value == day.month):
        if name in english and language != "en":
            continue  # mastheads in English
        if (language == "zh") == name.isdigit():
            text = _WRITTEN[language].format(day=day.day, month=name, year=day.year)
            [span] = find_dates(text, _patterns(language))
            assert (span.start, span.end) == (day.isoformat(), day.isoformat())


@given(st.text(alphabet="0123456789 –-ofMarchtoand,Ma", max_size=40))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = find_dates(text, _patterns("en"))
    for before, after in pairwise(spans):
        assert before.to <= after.at
    assert all(span.start <= span.end for span in spans)
