"""Symbols found whole inside running text, and what looks like one and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.semantics.symbols import canonical, find_symbols, halves, is_symbol, modifiers

# Read on papers of many bodies.
SYMBOLS = """
CTOC/COP/2024/L.8/Rev.1 · CTOC/COP/2024/L.1/Add.9 · CTOC/COP/2024/CRP.6 · CTOC/COP/2024/INF/2/Rev.2 ·
CTOC/COP/WG.6/2023/5 · CTOC/COP/WG.2/2024/5 · CTOC/COP/2004/6 · CTOC/COP/2006/7/Rev.1 · CTOC/COP/2018/13 ·
CTOC/COP/2008/19 · CAC/COSP/2015/10 · CAC/COSP/2021/3 · CAC/COSP/WG.2/2011/3 · CAC/COSP/IRG/I/3/1/Add.14 ·
FCCC/CP/2017/11/Add.1 · FCCC/CP/1996/2 · FCCC/PA/CMA/2023/L.17 · FCCC/KP/CMP/2023/1 ·
FCCC/SBI/2023/11/Add.2 · FCCC/SBSTA/2023/5/Add.1 · UNEP/CBD/COP/DEC/XIII/25 · UNEP/CBD/SBI/1/10/Add.2 ·
UNEP/CBD/COP/6/20 · ICCD/COP(12)/20/Add.1 · ICCD/COP(14)/23/Add.1 · ICCD/COP(11)/23 ·
UNEP/CHW.15/INF/1/Rev.1 · UNEP/CHW.16/1/Add.1 · UNEP/CHW.7/33 · UNEP/CHW.10/28 · A/RES/79/275 ·
A/RES/68/247 A · A/RES/69/96 A-B · S/RES/1019 · S/2001/1189 · A/CONF.192/15(SUPP) · A/CONF.192/2024/RC/3 ·
A/60/88/Corr.2 · A/78/111 · A/C.3/68/L.75 · A/C.3/68/SR.54 · A/68/PV.70 · A/68/49(Vol.I) ·
A/AC.109/2019/L.18 · A/BUR/72/1 · E/2003/30 · E/CN.15/2003/14 · E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1 ·
ECE/MP.PP/2/Add.15 · ST/CS/SER.A/44/Rev.1 · ST/LIB/SER.B/5/Rev.5 · CEDAW/C/1996 · CAT/C/SR.209 ·
A/HRC/RES/45/30 · WO/PBC/25/2 · TD/OLIVE OIL.10/L.1/Add.1 · A/55/383/Add.2 · CBD/COP/DEC/15/4 ·
CAC/COSP/2017/[..] · A/80/604/Add.10 · A/81/6 (Sect. 22)/Part A · A/79/6 (Sect. 3)/Add.1 · A/C.6/80/L.14 ·
A/CONF.230/2025/10 · A/HRC/WG.6/7/ITA/1 · A/L.632 · A/RES/2758(XXVI) · CTOC/COP/2024/11 · DP/2025/20 ·
E/2025/34 (Part I) · E/CN.18/2025/2 · ECE/TRADE/C/CEFACT/2019/27 · ECE/TRADE/C/CEFACT/2017/16/Rev1 ·
FCCC/PA/CMA/2021/10/Add.3 · ICCD/COP(8)/CST/8 · S/RES/2773 (2025) · TD/B/CN.4/36 · TPNW/MSP/2025/11 ·
UNW/2025/1 · NPT/CONF.2010/50 (Vol. I) · UNEP/OzL.Pro.28/12 · UNEP(DTIE)/Hg/CONF/4 ·
GEGN.2/2025/161/CRP.161/Add.1 · CAT/C/80/D/1111/2021 · ISBA/28/C/9 · JIU/REP/2023/7 ·
E/2025/27-E/CN.6/2025/19 · FCCC/CP/2021/10–FCCC/PA/CMA/2021/7 ·
E/2025/34 (Part I)-E/ICEF/2025/7 (Part I) · UNEP/CMS/COP14/Report · UNEP/CMS/COP14/Doc.27.1/Rev.1 ·
UNEP/CMS/Resolution 14.8 · A/80/6 (Introduction) · A/80/6 (Income sect. 2)
"""
ALL = [" ".join(symbol.split()) for symbol in SYMBOLS.split("·")]
FALSE_FRIENDS = [
    "HIV/AIDS", "TCP/IP", "24/7", "I-24/7", "et/ou", "and/or", "12/3", "résolution 12/3", "2024/25",
    "km/h", "N/A", "UN/CEFACT", "ISO/IEC 27001", "B2B/B2C", "W/m2", "6/CMA.3", "1/CP.21",
    "decision XIII/25", "décision IX/20", "https://undocs.org/A/79/1", "someone@A/79/1", "EU/EEA",
]  # fmt: skip


@pytest.mark.parametrize("symbol", ALL)
@pytest.mark.parametrize("text", ["See {}, para. 5.", "({}).", "“{}”;", "voir {}\u00a0;", "见{}号文件", "{}"])
def test_a_symbol_is_found_whole(symbol: str, text: str) -> None:
    line = text.format(symbol)
    (found,) = find_symbols(line)
    assert found.text == symbol == line[found.start : found.end]
    assert is_symbol(symbol)


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_what_looks_like_a_symbol_and_is_none(text: str) -> None:
    assert list(find_symbols(f"It is {text}, as before.")) == []


def test_there_are_enough_of_both() -> None:
    assert len(set(ALL)) >= 80
    assert len(set(FALSE_FRIENDS)) == len(FALSE_FRIENDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/78/1 A la demande du Comité", ["A/78/1"]),
        ("A/RES/68/247 A and B", ["A/RES/68/247 A"]),
        ("A/RES/71/1, A/RES/71/2 and A/RES/71/3", ["A/RES/71/1", "A/RES/71/2", "A/RES/71/3"]),
        ("CAT/C/SR.2109–CAT/C/SR.2206", ["CAT/C/SR.2109", "CAT/C/SR.2206"]),
        ("documents E/ICEF/2025/P/L.1–E/ICEF/2025/P/L.5", ["E/ICEF/2025/P/L.1", "E/ICEF/2025/P/L.5"]),
    ],
)
def test_several_in_one_text(text: str, found: list[str]) -> None:
    symbols = list(find_symbols(text))
    assert [symbol.text for symbol in symbols] == found
    assert [text[symbol.start : symbol.end] for symbol in symbols] == found


def test_asterisks_of_a_reissue_belong_to_the_span_but_not_to_the_symbol() -> None:
    (found,) = find_symbols("CTOC/COP/2004/6* of 3 May")
    assert (found.text, found.end) == ("CTOC/COP/2004/6", 16)
    (found,) = find_symbols("E/2025/26*-E/CN.5/2025/6*")
    assert canonical(found.text) == "E/2025/26-E/CN.5/2025/6"


@pytest.mark.parametrize(
    ("symbol", "changes"),
    [
        ("A/60/88/Corr.2", (("Corr", 2),)),
        ("CTOC/COP/2024/L.1/Add.9", (("Add", 9),)),
        ("UNEP/CHW.15/INF/1/Rev.1/Corr.3", (("Rev", 1), ("Corr", 3))),
        ("A/80/10/Summary", (("Summary", None),)),
        ("A/C.3/80/L.3", ()),
    ],
)
def test_the_chain_of_changes(symbol: str, changes: tuple[tuple[str, int | None], ...]) -> None:
    assert modifiers(symbol) == changes


def test_the_halves_of_a_double_symbol() -> None:
    assert halves("E/2025/27-E/CN.6/2025/19") == ("E/2025/27", "E/CN.6/2025/19")
    assert halves("E/2025/70") == ("E/2025/70",)


@given(
    st.lists(
        st.sampled_from([*ALL, *FALSE_FRIENDS, " ", ", ", " and ", "–", "*", "/", "(", ")", "号"]), max_size=8
    )
)
def test_spans_point_at_the_symbols_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for found in find_symbols(text):
        assert found.start >= end
        assert text[found.start : found.end].rstrip("*").startswith(found.text.rstrip("*"))
        end = found.end
