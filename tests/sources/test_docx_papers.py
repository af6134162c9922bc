"""Real Word files: nothing is lost, and a paper's Word file and PDF say the same."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cotc.parsers.layout import lay_out
from cotc.parsers.model.block import Layout
from cotc.parsers.sources.docx import read_docx
from cotc.parsers.sources.pdfium import PdfiumSource

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPERS = ["ctoc-a.en.docx", "A_80_604_Add.6_en.docx", "FCCC_PA_CMA_2021_10_Add.3_en.docx"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PART = regex.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
# What the reader adds: numbers of notes and list labels that Word prints itself, no-break hyphens.
PRINTED = regex.compile(r"[\d().a-z-]")


def solid(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c != "\u00ad")


def written(data: bytes) -> Counter[str]:
    """Characters of all text elements, those of a drawing's fallback left out."""
    count: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(PART.fullmatch, archive.namelist()):
            root = etree.fromstring(archive.read(name))
            for twice in list(root.iter(FALLBACK)):
                twice.getparent().remove(twice)
            for element in root.iter(f"{W}t"):
                count.update(solid(element.text or ""))
    return count


def kept(layout: Layout) -> Counter[str]:
    count: Counter[str] = Counter()
    for block in layout.blocks:
        count.update(solid(block.text))
        count.update("".join(solid(mark.text) for mark in block.marks))
        count.update("".join(solid(cell) for row in block.rows or () for cell in row))
    for note in layout.notes:
        count.update(solid(note.mark + note.text))
    for furniture in layout.furniture:
        count.update(solid(furniture.text))
    return count


@pytest.mark.parametrize("name", PAPERS)
def test_every_character_is_in_one_place(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    before, after = written(data), kept(read_docx(data).layout)
    assert before - after == Counter()
    assert [c for c in after - before if not PRINTED.fullmatch(c)] == []


RUNS = st.tuples(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=("Cc", "Cs", "Zl", "Zp"),
            exclude_characters="\u00ad\ufffe\uffff",
        )
    ),
    st.sampled_from(
        ["", "<w:b/>", "<w:i/>", '<w:vertAlign w:val="superscript"/>', "<w:vanish/>", '<w:sz w:val="16"/>']
    ),
)
TABLE = "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>"


@given(paragraphs=st.lists(st.tuples(st.lists(RUNS, max_size=5), st.booleans()), max_size=8))
def test_any_paragraphs_are_kept_and_offsets_point_inside(
    word: Callable[..., bytes], paragraphs: list[tuple[list[tuple[str, str]], bool]]
) -> None:
    body = ""
    for runs, in_table in paragraphs:
        inner = "".join(
            f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
            for text, look in runs
        )
        body += (TABLE if in_table else "{0}").format(f"<w:p>{inner}</w:p>")
    data = word(body)
    layout = read_docx(data).layout
    assert kept(layout) == written(data)
    for block in layout.blocks:
        assert all(0 <= a < b <= len(block.text) for a, b in block.emphasis)
        cells = block.rows or ()
        assert all(
            0 <= mark.offset <= len(block.text if mark.cell is None else cells[mark.cell[0]][mark.cell[1]])
            for mark in block.marks
        )
        assert block.text == " ".join(regex.split(r"[ \t\n]+", block.text)).strip(" ")


SPELLINGS = str.maketrans("‘’“”–—‑\u00a0", "''\"\"--- ")


def texts(layout: Layout) -> list[str]:
    return [
        " ".join(block.text.translate(SPELLINGS).split()) for block in layout.blocks if block.rows is None
    ]


def pdf(name: str) -> Layout:
    source = PdfiumSource((FIXTURES / name).read_bytes())
    try:
        return lay_out(source.pages())
    finally:
        source.close()


def share(one: list[str], other: list[str]) -> float:
    """Share of `one` found whole and in order in `other`."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks()) / len(one)


def test_the_word_file_of_a_paper_gives_the_layout_of_its_pdf() -> None:
    word, twin = read_docx((FIXTURES / "ctoc-a.en.docx").read_bytes()).layout, pdf("ctoc-a.en.pdf")
    assert share(texts(word), texts(twin)) == 1.0
    assert share(texts(twin), texts(word)) == 1.0
    assert [(n.mark, n.text) for n in word.notes] == [(n.mark, n.text) for n in twin.notes]
    assert [(c.text, c.page) for c in word.contents] == [(c.text, c.page) for c in twin.contents]
    assert [b.marks for b in word.blocks] == [b.marks for b in twin.blocks]
    assert [b.emphasis for b in word.blocks] == [b.emphasis for b in twin.blocks]
    assert [b.bold for b in word.blocks] == [b.bold for b in twin.blocks]
    assert word.contents_at == twin.contents_at


def test_a_published_pair_has_the_same_paragraphs() -> None:
    word, twin = (
        read_docx((FIXTURES / "A_80_604_Add.6_en.docx").read_bytes()).layout,
        pdf("A_80_604_Add.6_en.pdf"),
    )
    numbered = [text for text in texts(word) if regex.match(r"\d+\. ", text)]
    assert len(numbered) == 43
    assert share(numbered, texts(twin)) > 0.85


def test_notes_of_a_paper_that_numbers_them_anew_in_each_decision() -> None:
    layout = read_docx((FIXTURES / "FCCC_PA_CMA_2021_10_Add.3_en.docx").read_bytes()).layout
    assert len(layout.notes) == 84
    assert [n.mark for n in layout.notes[:8]] == ["1", "2", "3", "4", "5", "1", "2", "3"]
    assert sum(len(block.marks) for block in layout.blocks) == 84
    decisions = [
        b.text for b in layout.blocks if regex.fullmatch(r"(?:Decision|Resolution) \d+/CMA\.3", b.text)
    ]
    assert decisions == [*(f"Decision {n}/CMA.3" for n in range(6, 25)), "Resolution 1/CMA.3"]
    assert {f.text for f in layout.furniture if f.kind == "masthead"} >= {
        "FCCC/PA/CMA/2021/10/Add.3",
        "8 March 2022",
    }
