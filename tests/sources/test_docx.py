"""Word files, one case a rule."""

import io
import zipfile
from collections.abc import Callable

import pytest

from cotc.parsers.errors import DamagedInputError, NotAPaperError
from cotc.parsers.model.block import Block, Layout, Mark
from cotc.parsers.sources.docx import read_docx

Word = Callable[..., bytes]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(runs)}</w:p>"


def call(note: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{note}"{more}/></w:r>'


def footnote(note: int, text: str) -> str:
    number = "<w:r><w:tab/><w:footnoteRef/><w:tab/></w:r>"
    return f'<w:footnote w:id="{note}">{para(number, run(text))}</w:footnote>'


def layout(data: bytes) -> Layout:
    return read_docx(data).layout


def only(data: bytes) -> Block:
    (block,) = layout(data).blocks
    return block


UP = '<w:vertAlign w:val="superscript"/>'
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>
 <w:rPr><w:sz w:val="20"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Txt"><w:name w:val="__Single Txt"/>
 <w:basedOn w:val="N"/>
 <w:pPr>
  <w:ind w:left="1260" w:right="1260"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/>
 <w:basedOn w:val="N"/>
 <w:pPr><w:tabs><w:tab w:val="right" w:pos="1020"/></w:tabs>
  <w:ind w:left="1260" w:hanging="1260"/>
  <w:outlineLvl w:val="0"/></w:pPr>
 <w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="_ H _Ch_G"/>
 <w:basedOn w:val="H1"/>
 <w:rPr><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Session"><w:name w:val="Session"/>
 <w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="heading 3"/>
 <w:basedOn w:val="N"/>
 <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Emph"><w:name w:val="Emphasis"/>
 <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="It"><w:name w:val="_ H_4"/>
 <w:basedOn w:val="N"/>
 <w:rPr><w:i/></w:rPr></w:style>
"""


def test_a_typed_label_stands_before_its_words_with_one_space(word: Word) -> None:
    body = para("<w:r><w:tab/></w:r>", run("(a)"), "<w:r><w:tab/></w:r>", run("Encourage  States"))
    assert only(word(body)).text == "(a) Encourage States"


def test_italics_and_marks_are_told_by_their_offsets(word: Word) -> None:
    body = para(run("1. "), run("Urges", "<w:i/>"), run(" States"), call(2), run(" to act;"))
    block = only(word(body, footnotes=footnote(2, "See A/80/1.")))
    assert block.text == "1. Urges States to act;"
    assert block.emphasis == ((3, 8),)
    assert block.marks == (Mark("1", 15),)


def test_a_character_style_in_a_paragraph_of_the_same_turns_it_back(word: Word) -> None:
    body = para(run("Treaty "), run("Series", '<w:rStyle w:val="Emph"/>'), style="It")
    assert only(word(body, styles=STYLES)).emphasis == ((0, 6),)


@pytest.mark.parametrize(
    ("before", "raised", "text", "marks"),
    [
        ("At the 12", "th", "At the 12th", ()),
        ("À sa 2", "e", "À sa 2e", ()),
        ("200 km", "2", "200 km2", ()),
        ("the Convention", "2", "the Convention", (Mark("2", 14),)),
        ("the Convention,", "1, 2", "the Convention,", (Mark("1, 2", 15),)),
        ("Authorized", "a", "Authorized", (Mark("a", 10),)),
        ("the session", "*", "the session", (Mark("*", 11),)),
    ],
)
def test_raised_characters_call_a_note_or_belong_to_a_word(
    word: Word, before: str, raised: str, text: str, marks: tuple[Mark, ...]
) -> None:
    block = only(word(para(run(before), run(raised, UP))))
    assert (block.text, block.marks) == (text, marks)


def test_tracked_changes_are_read_as_accepted(word: Word) -> None:
    deleted = "<w:del><w:r><w:delText>Decides</w:delText></w:r></w:del>"
    deleted += f"<w:moveFrom>{run('away')}</w:moveFrom>"
    body = para(
        deleted,
        f"<w:ins>{run('Requests')}</w:ins>",
        f"<w:moveTo>{run(' the')}</w:moveTo>",
        run(" secretariat"),
    )
    assert only(word(body)).text == "Requests the secretariat"


def test_a_paragraph_whose_end_is_struck_out_goes_on_in_the_next(word: Word) -> None:
    body = para(run("One "), more="<w:rPr><w:del/></w:rPr>") + para(run("sentence.")) + para(run("Another."))
    assert [b.text for b in layout(word(body)).blocks] == ["One sentence.", "Another."]


def test_a_struck_out_row_is_left_out(word: Word) -> None:
    row = "<w:tr>{0}<w:tc>{1}</w:tc><w:tc>{1}</w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>", para(run("gone")))
    table = f"<w:tbl>{row.format('', para(run('kept')))}{gone}</w:tbl>"
    assert layout(word(para(run("Text")) + table)).blocks[1].rows == (("kept", "kept"),)


def test_field_codes_are_not_text_but_their_results_are(word: Word) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = para(
        run("see para. "),
        field.format("begin"),
        "<w:r><w:instrText> REF _1 </w:instrText></w:r>",
        run("code"),
    )
    body += para(field.format("separate"), run("13"), field.format("end"), run(" above"))
    got = layout(word(body))
    assert [b.text for b in got.blocks] == ["see para.", "13 above"]
    assert [(f.kind, f.text) for f in got.furniture] == [("hidden", "code")]


def test_signs_links_and_wrappers_are_read_through(word: Word) -> None:
    body = para(
        f"<w:hyperlink>{run('A/80/1')}</w:hyperlink>",
        "<w:r><w:noBreakHyphen/></w:r>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('B')}</w:sdtContent></w:sdt>",
        '<w:r><w:softHyphen/><w:sym w:font="Symbol" w:char="2022"/></w:r>',
    )
    assert only(word(body)).text == "A/80/1-B•"


@pytest.mark.parametrize("code", ["", "x", "-1", "0", "d800", "DFFF", "110000", "99999999999"])
def test_a_sign_that_unicode_has_not_is_none(word: Word, code: str) -> None:
    body = para(run("A"), f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>', run("B"))
    assert only(word(body)).text == "AB"


def test_a_line_ended_by_hand_is_a_break_in_the_text(word: Word) -> None:
    block = only(word(para(run("12th plenary meeting"), "<w:r><w:br/></w:r>", run("13 November 2021"))))
    assert block.text == "12th plenary meeting 13 November 2021"
    assert [block.text[at:] for at in block.breaks] == ["13 November 2021"]


def test_a_text_box_is_read_once_after_its_paragraph(word: Word) -> None:
    box = f"<w:txbxContent>{para(run('Boxed'))}</w:txbxContent>"
    drawn = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<mc:AlternateContent>{drawn}</mc:AlternateContent>"
    row = f"<w:tr><w:tc>{para(run('Left'))}</w:tc><w:tc>{para(f'<w:r>{drawn}</w:r>')}</w:tc></w:tr>"
    got = layout(word(para(run("Text"), f"<w:r>{drawn}</w:r>") + f"<w:tbl>{row}</w:tbl>")).blocks
    assert [b.text for b in got] == ["Text", "Boxed", ""]
    assert got[2].rows == (("Left", "Boxed"),)


@pytest.mark.parametrize(
    ("style", "level", "size", "bold"),
    [
        ("HCh", 1, 14.0, True),
        ("H1", 2, 12.0, True),
        ("Own", 3, 10.0, True),
        ("It", 4, 10.0, False),
        ("Txt", None, 10.0, False),
    ],
)
def test_styles_of_the_templates_tell_headings(
    word: Word, style: str, level: int | None, size: float, bold: bool
) -> None:
    text = para(
        run("Running text in the size of most of the paper, so that headings stand out."), style="Txt"
    )
    block = layout(word(para(run("Words"), style=style) + text, styles=STYLES)).blocks[0]
    assert (block.level, block.size, block.bold) == (level, size, bold)


def test_a_style_that_borrows_from_a_heading_is_none(word: Word) -> None:
    assert only(word(para(run("Eightieth session"), style="Session"), styles=STYLES)).level is None


def test_indents_count_from_the_column_of_the_text(word: Word) -> None:
    text = para(run("A long paragraph sets the column for all the others."), style="Txt")
    nested = para(run("(a) Nested"), style="Txt", more='<w:ind w:left="1260" w:firstLine="480"/>')
    heading = para("<w:r><w:tab/></w:r>", run("A."), "<w:r><w:tab/></w:r>", run("Heading"), style="H1")
    blocks = layout(word(text + nested + heading, styles=STYLES)).blocks
    assert [(b.indent, b.hang) for b in blocks[:2]] == [(0.0, 0.0), (24.0, 0.0)]
    assert blocks[2].text == "A. Heading"
    assert -63.0 < blocks[2].indent < -12.0  # its number ends at the stop that stands 12 points to the left


NOTES = "".join(footnote(n, f"Note {n}.") for n in (2, 3, 4))


def test_notes_are_numbered_in_the_order_of_their_calls(word: Word) -> None:
    got = layout(word(para(run("A"), call(4), run(" and B"), call(2), run(".")), footnotes=NOTES))
    assert [(n.mark, n.text) for n in got.notes] == [("1", "Note 4."), ("2", "Note 2.")]
    assert [(f.kind, f.text) for f in got.furniture] == [("hidden", "Note 3.")]


@pytest.mark.parametrize(
    ("where", "numbers"), [("eachSect", ["1", "2", "1"]), ("continuous", ["1", "2", "3"])]
)
def test_numbers_of_notes_begin_anew_where_the_file_says(word: Word, where: str, numbers: list[str]) -> None:
    section = f'<w:sectPr><w:footnotePr><w:numRestart w:val="{where}"/></w:footnotePr></w:sectPr>'
    body = para(run("A"), call(2), run("B"), call(3), more=section) + para(run("C"), call(4)) + section
    assert [n.mark for n in layout(word(body, footnotes=NOTES)).notes] == numbers


def test_a_mark_of_the_writers_own_takes_no_number(word: Word) -> None:
    star = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="2">{para(run("*", UP), run(" Reissued."))}</w:footnote>{footnote(3, "Next.")}'
    got = layout(word(para(run("Title"), star, run(" x"), call(3)), footnotes=notes))
    assert [(n.mark, n.text) for n in got.notes] == [("*", "Reissued."), ("1", "Next.")]
    assert [m.text for m in got.blocks[0].marks] == ["*", "1"]


def test_tables_keep_their_grid_and_lose_columns_that_only_space(word: Word) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{para(run(text))}</w:tc>"

    wide = cell("Both", '<w:gridSpan w:val="3"/>')
    rows = f"<w:tr>{wide}</w:tr><w:tr>{cell('1')}{cell('')}{cell('2')}</w:tr><w:tr>{3 * cell('')}</w:tr>"
    assert layout(word(para(run("Text")) + f"<w:tbl>{rows}</w:tbl>")).blocks[1].rows == (
        ("Both", ""),
        ("1", "2"),
    )


@pytest.mark.parametrize(
    ("narrow", "rows"),
    [
        (89, (("Year", "Variance", ""), ("", "Amount", "Share"), ("2024", "1", "2"))),
        (400, (("Year", "", "Variance", ""), ("", "Amount", "", "Share"), ("2024", "1", "", "2"))),
    ],
)
def test_a_column_too_narrow_for_words_only_spaces_the_next(
    word: Word, narrow: int, rows: tuple[tuple[str, ...], ...]
) -> None:
    def cell(text: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{para(run(text))}</w:tc>'

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, narrow, 800, 900))
    lines = (
        cell("Year") + cell("") + cell("Variance", 2),
        cell("") + cell("Amount", 2) + cell("Share"),
        cell("2024") + cell("1", 2) + cell("2"),
    )
    table = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
    assert layout(word(para(run("Text")) + table)).blocks[1].rows == rows


def test_paragraphs_and_ended_lines_of_a_cell_are_its_lines(word: Word) -> None:
    cell = (
        "<w:tc>" + para(run("Ana Racu")) + para(run("Liu") + "<w:r><w:br/></w:r>" + run("Huawen")) + "</w:tc>"
    )
    table = f"<w:tbl><w:tr>{cell}<w:tc>{para(run('Fifth'))}</w:tc></w:tr></w:tbl>"
    assert layout(word(para(run("Text")) + table)).blocks[1].rows == (("Ana Racu\nLiu\nHuawen", "Fifth"),)


def test_a_note_under_a_table_in_a_row_of_its_own_is_a_note(word: Word) -> None:
    note = para(run("a"), "<w:r><w:tab/></w:r>", run("Estimates."))
    rows = f"<w:tr><w:tc>{para(run('x'))}</w:tc><w:tc>{para(run('y'))}</w:tc></w:tr>"
    rows += f"<w:tr><w:tc>{note}</w:tc></w:tr>"
    got = layout(word(para(run("Text")) + f"<w:tbl>{rows}</w:tbl>"))
    assert got.blocks[1].rows == (("x", "y"),)
    assert [(n.mark, n.text) for n in got.notes] == [("a", "Estimates.")]


def test_raised_letters_in_a_table_call_its_notes_and_ordinals_do_not(word: Word) -> None:
    def cell(*runs: str) -> str:
        return f"<w:tc>{para(*runs)}</w:tc>"

    rows = f"<w:tr>{cell(run('2025/26'), run('a', UP))}{cell(run('12'), run('e', UP))}</w:tr>"
    block = layout(word(para(run("Text")) + f"<w:tbl>{rows}</w:tbl>")).blocks[1]
    assert block.rows == (("2025/26", "12e"),)
    assert block.marks == (Mark("a", len("2025/26"), cell=(0, 0)),)


def test_a_table_of_one_cell_is_a_frame_around_paragraphs(word: Word) -> None:
    table = f"<w:tbl><w:tr><w:tc>{para(run('One'))}{para(run('Two'))}</w:tc></w:tr></w:tbl>"
    assert [b.text for b in layout(word(table)).blocks] == ["One", "Two"]


def test_heads_and_feet_are_furniture_each_part_once(word: Word) -> None:
    ids = '<w:headerReference w:type="{}" r:id="header"/><w:footerReference w:type="{}" r:id="footer"/>'
    section = f"<w:sectPr>{ids.format('first', 'default')}<w:titlePg/></w:sectPr>"
    body = para(run("A"), more=section) + para(run("B")) + section
    head = para(run("United Nations"), "<w:r><w:tab/></w:r>", run("A/80/1"))
    foot = para(run("26-04865"), "<w:r><w:tab/></w:r>", run("2/12")) + para(run("*2604865*"))
    got = layout(word(body, header=head, footer=foot))
    assert [(f.kind, f.page, f.text) for f in got.furniture] == [
        ("masthead", 1, "United Nations"),
        ("masthead", 1, "A/80/1"),
        ("job", None, "26-04865"),
        ("folio", None, "2/12"),
        ("barcode", None, "*2604865*"),
    ]


def test_contents_rows_are_told_from_headings(word: Word) -> None:
    row = "<w:r><w:tab/></w:r>"
    body = para(run("Contents")) + para(run("Chapter"), row, run("Page"))
    body += para(run("I."), row, run("Introduction"), row, run("3")) + para(run("A. Aims ......... 4"))
    got = layout(word(body + para(run("I. Introduction")) + para(run("Text."))))
    assert [(c.text, c.page) for c in got.contents] == [("I. Introduction", "3"), ("A. Aims", "4")]
    assert [b.text for b in got.blocks] == ["I. Introduction", "Text."]
    assert got.contents_at == 0


@pytest.mark.parametrize(("pages", "told"), [(2, [1, 2]), (9, [None, None])])
def test_pages_are_told_only_where_all_their_breaks_are(
    word: Word, pages: int, told: list[int | None]
) -> None:
    body = para(run("One")) + para("<w:r><w:lastRenderedPageBreak/></w:r>", run("Two"))
    assert [b.page for b in layout(word(body, pages=pages)).blocks] == told


def test_the_program_that_wrote_the_file_is_its_producer(word: Word) -> None:
    flow = read_docx(word(para(run("Text"))))
    assert (flow.engine, flow.producer) == ("docx", "Writer")


def test_entities_are_refused(word: Word) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(DamagedInputError, match="declares entities"):
        read_docx(word(para("<w:r><w:t>&b;</w:t></w:r>"), head=bomb))


def test_broken_xml_is_an_error_that_says_what_to_do(word: Word) -> None:
    with pytest.raises(DamagedInputError, match=r"word/document\.xml .* damaged — open and save it again"):
        read_docx(word("<w:p>"))


def test_strict_files_are_read_like_others(word: Word) -> None:
    with zipfile.ZipFile(io.BytesIO(word(para(run("Text"))))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert only(out.getvalue()).text == "Text"


def test_a_zip_without_a_document_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(NotAPaperError):
        read_docx(out.getvalue())
