"""What is deleted and added between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.cli.compare.words import Alphabet, compare

CASES = [
    ("one word", "to report twelve times", "to report thirteen times", "to report -twelve +thirteen times"),
    (
        "a phrase",
        "Urges States to act",
        "Urges Parties, again, to act",
        "Urges -States +Parties, again, to act",
    ),
    ("at the end", "the session;", "the session.", "the session -; +."),
    ("Chinese", "请秘书处报告", "请办事处报告", "请 -秘书 +办事 处报告"),
    ("nothing", "the same", "the  same", "the same"),
    (
        "a hyphen that holds a line together",
        "the COVID-19 crisis",
        "the COVID‑19 crisis",
        "the COVID‑19 crisis",
    ),
    ("one encoding of a letter for another", "re\u0301solution", "résolution", "résolution"),
]


@pytest.mark.parametrize(("before", "after", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_words_are_told_apart(before: str, after: str, told: str) -> None:
    signs = {"same": "", "deleted": "-", "added": "+"}
    pieces = [signs[piece.op] + piece.text for piece in compare(before, after)]
    assert " ".join(" ".join(pieces).split()) == told


def test_words_between_changes_that_say_little_go_with_them() -> None:
    pieces = [(piece.op, piece.text.strip()) for piece in compare("a right of life", "a duty of care")]
    assert pieces == [("same", "a"), ("deleted", "right of life"), ("added", "duty of care")]
    apart = compare("a right of their lives", "a duty of their cares")
    assert [piece.text.strip() for piece in apart if piece.op == "same"] == ["a", "of their"]


WORDS = st.lists(st.sampled_from(["Urges", "States", "to", "act", ",", "缔", "约", "12/3", "(a)", "été"]))


@given(WORDS, WORDS)
def test_nothing_is_lost_and_nothing_invented(before: list[str], after: list[str]) -> None:
    one, other = " ".join(before), " ".join(after)
    pieces = compare(one, other)
    assert "".join("".join(p.text for p in pieces if p.op != "added").split()) == "".join(before)
    assert "".join(p.text for p in pieces if p.op != "deleted") == other
    assert all(piece.text for piece in pieces)


@given(st.text(), st.text())
def test_any_text_can_be_compared(before: str, after: str) -> None:
    kept = "".join(piece.text for piece in compare(before, after) if piece.op != "deleted")
    assert kept == after


def test_a_word_is_one_character_whatever_stands_between() -> None:
    alphabet = Alphabet()
    assert len(alphabet.spell("States  parties, to")) == 4
    assert alphabet.spell("to States") == "".join(reversed(alphabet.spell("States to")))
    many = alphabet.spell(" ".join(f"w{i}" for i in range(70_000)))  # past the surrogates
    assert len(set(many)) == 70_000
    many.encode()
