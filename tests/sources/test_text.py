"""Texts, one case a rule: a text, and what its paragraphs come to."""

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.errors import DamagedInputError, NotAPaperError
from cotc.parsers.layout import lay_out
from cotc.parsers.model.block import Layout
from cotc.parsers.sources.pdfium import PdfiumSource
from cotc.parsers.sources.text import read_text

FIXTURES = Path(__file__).parents[2] / "fixtures"


def layout(text: str) -> Layout:
    return read_text(text.encode()).layout


def outline(text: str) -> list[str]:
    """Headings with their size before them, other paragraphs as they are."""
    return [f"{b.size:g} {b.text}" if b.bold else b.text for b in layout(text).blocks]


CASES = {
    "headings by their numbers": (
        "I. Opening\n\n1. The session was opened.\n\nA. Officers\n\n2. They were elected.\n\n"
        "B. Agenda\n\n3. It was adopted.\n\n"
        "C. Other matters\n\n4. None.\n\nII. Debate\n\n5. It was held.",
        ["14 I. Opening", "1. The session was opened.", "12 A. Officers", "2. They were elected.",
         "12 B. Agenda",
         "3. It was adopted.", "12 C. Other matters", "4. None.", "14 II. Debate", "5. It was held."],
    ),
    "a text, its title and its annex": (
        "Résolution 12/1\n\nTitre de la résolution\n\nLa Conférence,\n\n"
        "1. *Décide* d'agir.\n\nAnnexe I\n\nListe des points\n\na) Un point.",
        ["12 Résolution 12/1", "11 Titre de la résolution", "La Conférence,", "1. Décide d'agir.",
         "11 Annexe I",
         "11 Liste des points", "a) Un point."],
    ),
    "sub-headings without number": (
        "1. Text.\n\nAction taken by the Conference\n\n2. More.",
        ["1. Text.", "10 Action taken by the Conference", "2. More."],
    ),
    "items of a list are no headings": (
        "The agenda was:\n\n1. Opening of the session\n\n2. Election of officers\n\n3. Other matters.",
        ["The agenda was:", "1. Opening of the session", "2. Election of officers", "3. Other matters."],
    ),
    "signs of Markdown": (
        "## A. Officers\n\n**Resolution 1/2**\n\nSome text.\n\n- a) First ;\n- b) Second.\n\n- bullet",
        ["12 A. Officers", "12 Resolution 1/2", "Some text.", "a) First ;", "b) Second.", "• bullet"],
    ),
    "a note cuts a paragraph": (
        "1. Invites States to\n\n¹ See A/80/1.\n\nact at once;\n\n2. Requests more.",
        ["1. Invites States to act at once;", "2. Requests more."],
    ),
    "a page's end cuts a paragraph before a capital": (
        "a) A report on the work done in the two years that have passed by the\n\n"
        "Secretariat of the Conference ;\n\nb) A note.",
        ["a) A report on the work done in the two years that have passed by the Secretariat of the "
         "Conference ;",
         "b) A note."],
    ),
    "recitals in small letters": (
        "Конференция участников,\n\nссылаясь на свою резолюцию,\n\nподтверждая свою\n\n"
        "приверженность,\n\n1. призывает государства.",
        ["Конференция участников,", "ссылаясь на свою резолюцию,", "подтверждая свою приверженность,",
         "1. призывает государства."],
    ),
    "Arabic and Han numbers": (
        "أولا- القرارات\n\n١- اعتمد المؤتمر القرارات.\n\nألف- المقررات\n\n"
        "٢- واعتمد المقررات.\n\n二、工作安排\n\n3. 会议通过了议程。",
        ["14 أولا- القرارات", "١- اعتمد المؤتمر القرارات.", "12 ألف- المقررات",
         "٢- واعتمد المقررات.", "14 二、工作安排", "3. 会议通过了议程。"],
    ),
    "lines wrapped by hand": (
        "1. The Conference adopted the report on the work of its session and\n"
        "requested the secretariat to trans-\n"
        "mit it to States.\n2. It closed.\n\nThey transmit reports.\nAnd more of it\n"
        "in a non-\npermanent form.",
        ["1. The Conference adopted the report on the work of its session and requested the secretariat to "
         "transmit it to States.",
         "2. It closed.", "They transmit reports. And more of it in a non-permanent form."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_paragraphs(name: str) -> None:
    text, expected = CASES[name]
    assert outline(text) == expected


def test_notes_are_taken_out_with_their_marks() -> None:
    got = layout(
        "Text¹ here,\n\n* CTOC/COP/2024/1.\n\n¹ See *Treaty Series*.\n\n[^2]: Ibid.\n\n^{(٣)} المرجع نفسه."
    )
    assert [(n.mark, n.text) for n in got.notes] == [
        ("*", "CTOC/COP/2024/1."),
        ("1", "See Treaty Series."),
        ("2", "Ibid."),
        ("(٣)", "المرجع نفسه."),
    ]
    assert got.notes[1].emphasis == ((4, 17),)


def test_stars_of_a_list_are_no_notes() -> None:
    got = layout("Points:\n\n* one\n* two\n* three")
    assert got.notes == ()
    assert [b.text for b in got.blocks] == ["Points:", "• one", "• two", "• three"]


def test_masthead_contents_and_pages_feet_are_furniture() -> None:
    text = (
        "United Nations\n\nConference of the Parties\n\nDistr.: General\n11 November 2024\n"
        "Original: English\n\nReport on its work\n\n"
        "Contents\n\n\t<i>Page</i>\nI. Opening of the\nsession.....3\nA. Officers\t4\n\n"
        "I. Opening of the session\n\n1. Text.\n\n"
        "V.24-21194\n\n3/32\n\n* * *\n"
    )
    got = layout(text)
    assert [f.text for f in got.furniture if f.kind == "masthead"] == [
        "United Nations", "Conference of the Parties", "Distr.: General", "11 November 2024", "Original: "
        "English",
    ]  # fmt: skip
    assert [(c.text, c.page) for c in got.contents] == [
        ("I. Opening of the session", "3"),
        ("A. Officers", "4"),
    ]
    assert [(f.kind, f.text) for f in got.furniture if f.kind in ("job", "folio", "separator")] == [
        ("job", "V.24-21194"), ("folio", "3/32"), ("separator", "* * *"),
    ]  # fmt: skip
    assert [b.text for b in got.blocks] == ["Report on its work", "I. Opening of the session", "1. Text."]
    assert got.contents_at == 1


def test_a_symbol_is_a_head_only_where_it_returns() -> None:
    lines = ["1. Text.", *(f"{n}. More." for n in range(2, 14))]
    text = "\n\n".join([*lines[:11], "CTOC/COP/2024/11", lines[11], "CTOC/COP/2024/11", lines[12], "A/80/1"])
    got = layout(text)
    assert [f.text for f in got.furniture] == ["CTOC/COP/2024/11"] * 2
    assert got.blocks[-1].text == "A/80/1"


def test_tables_by_tabs_and_by_pipes() -> None:
    got = layout("Text.\n\nOne\ttwo\nthree\t*four*\n\nMore.\n\n| a | b |\n|---|---|\n| c | d\\|e |")
    assert [b.rows for b in got.blocks if b.rows] == [
        (("One", "two"), ("three", "four")),
        (("a", "b"), ("c", "d|e")),
    ]


def test_a_list_of_officers_goes_on_over_a_pages_end() -> None:
    got = layout(
        "1. Elected:\n\nChair:\tP. Burian (Slovakia)\nVice-Chairs:\tA. M. (Sweden)\n\n"
        "Debora Lepre (Italy)\n\nRapporteur: Y. Y. (Syria)\n\n2. So it was."
    )
    assert got.blocks[1].rows == (
        ("Chair:", "P. Burian (Slovakia)"),
        ("Vice-Chairs:", "A. M. (Sweden)"),
        ("", "Debora Lepre (Italy)"),
        ("Rapporteur:", "Y. Y. (Syria)"),
    )
    assert got.blocks[2].text == "2. So it was."


def test_an_adoption_line_stands_at_the_right_edge() -> None:
    got = layout("1. Decides to act.\n\n12th plenary meeting\n13 November 2021\n\nDecision 2/CP.26")
    assert [(b.text, b.align) for b in got.blocks[1:]] == [
        ("12th plenary meeting 13 November 2021", "right"),
        ("Decision 2/CP.26", "left"),
    ]


def test_lists_nest_by_their_labels() -> None:
    got = layout(
        "1. Requests:\n\n(a) One:\n\n(i) First;\n\n(ii) Second;\n\n(b) Two;\n\n(h) Eight;\n\n(i) Nine."
    )
    indents = [b.indent for b in got.blocks]
    assert indents == [0.0, 28.0, 56.0, 56.0, 28.0, 28.0, 28.0]


def test_form_feeds_tell_pages() -> None:
    got = layout("1. One.\n\f2. Two.\n")
    assert [(b.page, b.text) for b in got.blocks] == [(1, "1. One."), (2, "2. Two.")]
    assert got.pages == 2
    assert layout("1. One.").pages is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read_text("1. Décide…".encode(encoding)).layout.blocks[0].text == "1. Décide…"


def test_other_encodings_get_advice() -> None:
    with pytest.raises(DamagedInputError, match="iconv -f WINDOWS-1252"):
        read_text("Résolution".encode("cp1252"))
    with pytest.raises(NotAPaperError):
        read_text(b"a\0b")


WORD = st.text(st.sampled_from("abcdeéжعЖABC12"), min_size=1, max_size=8)
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
END = st.sampled_from(["", ".", ",", ";", ":", " ;", "¹", "^{2}", "*"])
START = st.sampled_from(
    ["", "1. ", "(a) ", "ii) ", "A. ", "IV. ", "¹ ", "- ", "# ", "\t", "Distr. ", "Contents", "| "]
)
TEXTS = st.lists(st.tuples(START, LINE, END, st.sampled_from(["\n", "\n\n", "\n\f"])), max_size=30)


@given(TEXTS)
def test_every_word_of_any_text_is_kept(lines: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{start}{line}{end}{gap}" for start, line, end, gap in lines)
    got = layout(text)
    places = [b.text + "".join(m.text for m in b.marks) for b in got.blocks]
    places += [cell for b in got.blocks for row in b.rows or () for cell in row]
    places += [n.mark + n.text for n in got.notes] + [f.text for f in got.furniture]
    letters = regex.compile(r"[\p{L}]")
    assert sorted(letters.findall(" ".join(places))) == sorted(letters.findall(text))


def test_a_recognised_text_has_the_paragraphs_of_the_papers_pdf() -> None:
    text = read_text((FIXTURES / "CTOC_COP_2024_11_fr.txt").read_bytes()).layout
    source = PdfiumSource((FIXTURES / "CTOC_COP_2024_11_fr_TYPESET.pdf").read_bytes())
    pdf = lay_out(source.pages())
    source.close()
    ours, theirs = ([" ".join(b.text.split()) for b in one.blocks] for one in (text, pdf))
    assert len(set(ours) & set(theirs)) >= 0.98 * len(set(ours))
    assert [c.text for c in text.contents] == [c.text for c in pdf.contents]
    assert [(n.mark, n.text) for n in text.notes] == [(n.mark, n.text) for n in pdf.notes]
    assert [b.rows for b in text.blocks if b.rows] == [b.rows for b in pdf.blocks if b.rows]
