"""The look of a Word file: a plain A4 page in Times, black headings, styles for notes."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle

from cotc.cli.export.word_notes import NOTE, NOTE_MARK, new_element

FONT, CHINESE_FONT = "Times New Roman", "SimSun"
SIZES = {"Title": 16, "Heading 1": 14, "Heading 2": 12}  # points; lower headings are as large as the text
TEXT_SIZE, NOTE_SIZE = 11, 9
_LOCALES = {"ar": "ar-SA", "zh": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
# Which of a run's three languages it is that the proofing of each script goes by.
_LANGUAGE_OF_SCRIPT = {"ar": "w:bidi", "zh": "w:eastAsia"}


def dress(word: WordDocument, language: str | None) -> None:
    """Sets page, styles and the language of proofing."""
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    _font(word.styles["Normal"], TEXT_SIZE)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 10))):
        style = word.styles[name]
        _font(style, SIZES.get(name, TEXT_SIZE))
        style.font.bold = style.font.cs_bold = True
        style.font.italic = style.font.cs_italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(6)
    title = word.styles["Title"].element
    title.pPr.remove(title.pPr.find(qn("w:pBdr")))  # a blue line
    title.rPr.remove(title.rPr.find(qn("w:spacing")))  # letters set apart, which tears Arabic words
    note = word.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = word.styles["Normal"]
    _font(note, NOTE_SIZE)
    word.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    _language(word, language)


def head_and_foot(word: WordDocument, symbol: str) -> None:
    """The symbol above each page, its number below, as papers have them."""
    section = word.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.style.font.size = Pt(NOTE_SIZE)
    head.add_run(symbol).bold = True
    field = new_element("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _font(style: CharacterStyle, size: int) -> None:
    """One font for every script; what a theme says would win over it."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[attribute]
    latin_size = style.element.rPr.find(qn("w:sz"))
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    complex_size = new_element("w:szCs")  # Arabic goes by a size of its own, in half points
    complex_size.set(qn("w:val"), str(2 * size))
    latin_size.addnext(complex_size)
    fonts.set(qn("w:cs"), FONT)
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)


def _language(word: WordDocument, language: str | None) -> None:
    locale = _LOCALES.get(language or "")
    if locale is None:
        return
    properties = word.styles["Normal"].element.rPr
    element = new_element("w:lang")
    element.set(qn(_LANGUAGE_OF_SCRIPT.get(language or "", "w:val")), locale)
    properties.append(element)
