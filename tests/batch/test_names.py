import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotc.cli.batch.names import Claim, group_of, provisional, settle, stem_for

NAMES = [
    ("x.pdf", "CTOC/COP/2024/11", "fr", "CTOC_COP_2024_11.fr"),
    ("x.pdf", "A/C.3/80/L.12/Rev.1", "en", "A_C.3_80_L.12_Rev.1.en"),
    ("x.pdf", "CTOC/COP/2024/11", None, "CTOC_COP_2024_11"),
    ("/a/b/report one.pdf", None, "zh", "report_one.zh"),
    ("a.zip!/b/scan.pdf", None, None, "scan"),
    ("s3://bucket/a/докл.pdf", None, "ru", "докл.ru"),
    ("x.pdf", "../../etc/passwd", "en", "etc_passwd.en"),
    ("x.pdf", "..", "en", "x.en"),
    ("..pdf", "/", "/../..", "paper"),
    ("x.pdf", "C:\\windows\\x", None, "C_windows_x"),
    ("x.pdf", "con", None, "_con"),
    ("x.pdf", "CON", "fr", "_CON.fr"),
    ("x.pdf", "A\x00B\u202eC\n", None, "A_B_C"),
    ("x.pdf", "A~1", None, "A_1"),
    (".pdf", None, None, "pdf"),
    ("///", None, None, "paper"),
]


@pytest.mark.parametrize(("source", "symbol", "language", "expected"), NAMES)
def test_stem(source: str, symbol: str | None, language: str | None, expected: str) -> None:
    assert stem_for(source, symbol, language) == expected


words = st.text(max_size=400)


@given(words, st.none() | words, st.none() | words)
@example("", "𝐀" * 40, "𝐀" * 40)
@example("con", "con", "𝐀" * 400)
def test_a_stem_is_a_plain_file_name(source: str, symbol: str | None, language: str | None) -> None:
    stem = stem_for(source, symbol, language)
    assert stem
    assert not stem.startswith(".")
    assert not set(stem) & set('/\\~:*?"<>|\0')
    assert ".." not in stem
    assert stem.isprintable()
    assert len(stem.encode()) <= 255 - len("~0123456789ab-99999.json") - len(".999999.tmp")


def test_long_symbols_stay_apart() -> None:
    assert stem_for("x", "A" * 300, None) != stem_for("x", "A" * 301, None)


claims = st.lists(
    st.builds(
        Claim, st.text(min_size=1, max_size=8), st.sampled_from(["a" * 64, "b" * 64, "c" * 64]), st.just("X")
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda claim: claim.source,
)


@given(claims, st.randoms(use_true_random=False))
def test_names_depend_on_the_papers_alone(group: list[Claim], chance: random.Random) -> None:
    names = settle(group)
    assert len(set(names.values())) == len(group)
    assert names[min(group).source] == "X"
    shuffled = group[:]
    chance.shuffle(shuffled)
    assert settle(shuffled) == names


@given(claims)
def test_names_on_arrival_are_all_different(group: list[Claim]) -> None:
    taken: set[str] = set()
    for claim in group:
        name = provisional(claim, taken)
        assert group_of(name) not in taken
        taken.add(group_of(name))


def test_names_that_differ_in_case_only_are_kept_apart() -> None:
    assert provisional(Claim("b", "f" * 64, "a_res"), {group_of("A_RES")}) == "a_res~ffffffffffff"
