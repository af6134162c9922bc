"""Markup inside a paragraph of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.sources.text_inline import inline


@pytest.mark.parametrize(
    ("raw", "text", "emphasis", "marks"),
    [
        ("1. *Prie* l'Office", "1. Prie l'Office", ["Prie"], []),
        ("_Urges_ States, a_b_c", "Urges States, a_b_c", ["Urges"], []),
        ("<i>Présidence :</i> Peter", "Présidence : Peter", ["Présidence :"], []),
        ("*Recueil* *des Traités*", "Recueil des Traités", ["Recueil des Traités"], []),
        ("**Title** and *more*", "Title and more", ["more"], []),
        ("[76/185](#) du 16", "76/185 du 16", [], []),
        ("[a (b)](http://x.y/z_(w)) c", "a (b) c", [], []),
        ("<https://a.b/c_d_e>.", "https://a.b/c_d_e.", [], []),
        ("À la 1^{re} séance, 4^e", "À la 1re séance, 4e", [], []),
        ("organisée¹ et, vie¹²,", "organisée et, vie,", [], [("1", 9), ("12", 17)]),
        ("General,¹,² and", "General, and", [], [("1,2", 8)]),
        ("the Convention^{3};", "the Convention;", [], [("3", 14)]),
        ("the Convention$^{3}$;", "the Convention;", [], [("3", 14)]),
        ("الاتفاقية^{(١)}،", "الاتفاقية،", [], [("(١)", 9)]),
        ("x<sup>4</sup> y", "x y", [], [("4", 1)]),
        ("see[^12] there", "see there", [], [("12", 3)]),
        ("the session*", "the session", [], [("*", 11)]),
        ("200 km² of land", "200 km² of land", [], []),
        ("n° 39574", "n° 39574", [], []),
        (r"2 \* 3 \_x\_", "2 * 3 _x_", [], []),
        ("2*3*4", "2*3*4", [], []),
        ("A &amp; B &lt;C&gt;", "A & B <C>", [], []),
        ("a<br/>b", "a b", [], []),
        ("  two   spaces\tand a tab ", "two spaces and a tab", [], []),
    ],
)
def test_cases(raw: str, text: str, emphasis: list[str], marks: list[tuple[str, int]]) -> None:
    got = inline(raw)
    assert got.text == text
    assert [got.text[a:b] for a, b in got.emphasis] == emphasis
    assert [(mark.text, mark.offset) for mark in got.marks] == marks


@pytest.mark.parametrize(
    ("raw", "bold", "italic"),
    [
        ("**All of it**", True, False),
        ("*All, of it*", False, True),
        ("**A** b", False, False),
        ("<b>12/1</b>", True, False),
        ("—", False, False),
    ],
)
def test_weight_and_slope_are_told_of_the_whole(raw: str, bold: bool, italic: bool) -> None:
    got = inline(raw)
    assert (got.bold, got.italic) == (bold, italic)


def test_a_break_is_told_where_the_next_line_begins() -> None:
    got = inline("12th plenary meeting<br>13 November 2021")
    assert [got.text[at:] for at in got.breaks] == ["13 November 2021"]


PLAIN = st.text(
    st.characters(codec="utf-8", categories=("L", "Nd", "Zs", "Po"), exclude_characters="*_\\&#!")
)


@given(PLAIN)
def test_words_without_markup_stay_as_they_are(raw: str) -> None:
    assert inline(raw).text.split() == raw.replace("\u00ad", "").split()


@given(st.text(st.sampled_from("ab1² *_^{}[]()<>/isup&;\\$\t\n"), max_size=60))
def test_offsets_point_inside_whatever_comes(raw: str) -> None:
    got = inline(raw)
    letters = [c for c in got.text if c in "ab1"]
    assert all(0 <= a < b <= len(got.text) for a, b in got.emphasis)
    assert all(0 <= mark.offset <= len(got.text) for mark in got.marks)
    assert len(letters) <= sum(c in "ab1" for c in raw)
