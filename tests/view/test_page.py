"""The page as text: what is in it, and that it is only that."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from cotc.cli.view.align import rows
from cotc.cli.view.build import build
from cotc.cli.view.nodes import Drawn
from cotc.cli.view.paper import Paper
from cotc.cli.view.pictures import LONGEST_SIDE, draw
from cotc.parsers import Document
from cotc.parsers.model import walk

PAPERS = [
    "ctoc-a.fr.pdf",
    "ctoc-a.ar.pdf",
    "ctoc-a.zh.pdf",
    "A_RES_79_212_en.pdf",
    "E_2025_L.15_en.pdf",
    "TPNW_MSP_2025_11_en.pdf",
    "FCCC_PA_CMA_2021_10_Add.3_en.docx",
]


def page(*papers: Paper) -> html.HtmlElement:
    return html.document_fromstring("".join(build(papers)))


def words(element: html.HtmlElement) -> str:
    """What stands in a node's own words, without calls and without white space."""
    kept = element.xpath(".//*[contains(@class, 'words')]//text()[not(ancestor::sup)]")
    return "".join("".join(kept).split())


@pytest.mark.parametrize("name", PAPERS)
def test_the_words_of_the_tree_are_the_words_of_the_page(
    name: str, parsed: Callable[[str], Document]
) -> None:
    document = parsed(name)
    found = {node.get("id"): node for node in page(Paper(document)).find_class("node")}
    for node, _ in walk(document):
        cells = "".join(cell for row in getattr(node, "rows", None) or () for cell in row)
        wanted = "".join(f"{node.label or ''}{node.title or ''}{node.text or ''}{cells}".split())
        assert words(found.pop(node.id)) == wanted
    for note in document.footnotes:
        assert words(found.pop(note.id)) == "".join(f"{note.number}{note.text}".split())
    assert not found


@pytest.mark.parametrize("name", PAPERS)
def test_every_link_leads_to_one_place(name: str, parsed: Callable[[str], Document]) -> None:
    document = parsed(name)
    made = page(Paper(document), Paper(document, place=1))
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids)) == 2 * len([*walk(document), *document.footnotes])
    assert set(made.xpath("//main//a/@href")) | set(made.xpath("//nav//a/@href")) <= {f"#{id}" for id in ids}


def test_calls_stand_where_they_were_printed(parsed: Callable[[str], Document]) -> None:
    made = page(Paper(parsed("ctoc-a.fr.pdf")))
    [node] = made.xpath("//*[@id='res-12-2/annex-I/par-1']")
    assert "suivantes2 " in node.text_content()
    assert made.xpath("//*[@id='fn-2']//*[@class='back']/a/@href") == ["#res-12-2/annex-I/par-1"]


def test_facts_of_a_session_and_of_a_text_stand_one_by_one(parsed: Callable[[str], Document]) -> None:
    """Each keeps its own direction in an Arabic paper."""
    made = page(Paper(parsed("ctoc-a.en.pdf")))
    lines = made.xpath("//*[contains(@class, 'node')]/p[@class='told']")
    session, *texts = (line.xpath("./bdi/text()") for line in lines)
    assert session == ["session 12", "Vienna", "2024-10-14 – 2024-10-18"]
    meeting, day, draft, sponsors = texts[0]
    assert (meeting, day, draft) == ("10th meeting", "2024-10-18", "CTOC/COP/2024/L.9/Rev.1")
    assert sponsors.startswith("Albania, Andorra, ")


def test_the_policy_names_our_scripts_and_our_style(parsed: Callable[[str], Document]) -> None:
    made = page(Paper(parsed("ctoc-a.fr.pdf")))
    [policy] = made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for element in [*made.xpath("//script[not(@type)]"), *made.xpath("//style")]:
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not made.xpath("//@style")


def test_a_page_without_findings_has_no_button_for_them(parsed: Callable[[str], Document]) -> None:
    made = page(Paper(parsed("ctoc-a.fr.pdf")))
    [button] = made.xpath("//*[@data-ui='findings']")
    assert button.get("hidden") is not None


def test_findings_stand_where_they_belong(parsed: Callable[[str], Document]) -> None:
    document = parsed("CTOC_COP_2024_11_fr_TYPESET.pdf")
    made = page(Paper(document))
    assert document.findings
    for finding in document.findings:
        holders = made.xpath("//*[@class='finding " + finding.severity + "']/..")
        assert finding.node in [holder.get("id") for holder in holders]


def test_the_same_papers_give_the_same_page(fixtures: Path, parsed: Callable[[str], Document]) -> None:
    name = "S_RES_2773_2025_en.pdf"
    data = (fixtures / name).read_bytes()
    once, again = ("".join(build([Paper(parsed(name), draw(data))])) for _ in range(2))
    assert once == again
    assert len(re.findall(r"<figure", once)) == parsed(name).source.pages


def test_a_report_of_thirty_pages_stays_small(fixtures: Path, parsed: Callable[[str], Document]) -> None:
    name = "CTOC_COP_2024_11_fr_TYPESET.pdf"
    paper = Paper(parsed(name), draw((fixtures / name).read_bytes()))
    assert sum(len(piece.encode()) for piece in build([paper])) < 5_000_000


@pytest.mark.parametrize("colour", [None, (200, 30, 30)], ids=["black", "red"])
def test_pictures_are_grey_or_in_colour(colour: tuple[int, int, int] | None, tmp_path: Path) -> None:
    sheet = Image.new("RGB", (600, 800), "white")
    sheet.paste(colour or (0, 0, 0), (100, 100, 300, 300))
    sheet.save(tmp_path / "sheet.pdf", resolution=72)
    [picture] = draw((tmp_path / "sheet.pdf").read_bytes())
    assert (picture.number, picture.width, picture.height) == (1, 600, 800)
    assert picture.mime == ("image/webp" if colour else "image/png")
    with Image.open(_file(tmp_path, picture.data)) as drawn:
        assert drawn.size == (1050, 1400)
        pixel = drawn.convert("RGB").getpixel((350, 350))
    assert pixel == pytest.approx(colour or (0, 0, 0), abs=12)


def test_a_poster_is_drawn_no_larger_than_need_be(tmp_path: Path) -> None:
    Image.new("RGB", (9000, 3000), "white").save(tmp_path / "poster.pdf", resolution=72)
    [picture] = draw((tmp_path / "poster.pdf").read_bytes())
    with Image.open(_file(tmp_path, picture.data)) as drawn:
        assert max(drawn.size) <= LONGEST_SIDE + 1


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "picture"
    path.write_bytes(data)
    return path


ADDRESSES = st.text("abcd", min_size=1, max_size=2)
node_lists = st.lists(
    st.builds(Drawn, ADDRESSES, st.sampled_from(["operative", "table"]), st.just("")),
    max_size=12,
    unique_by=lambda node: node.id,
)


@given(node_lists, node_lists, st.dictionaries(ADDRESSES, ADDRESSES))
def test_rows_keep_every_node_of_both_papers_once(
    left: list[Drawn], right: list[Drawn], other: dict[str, str]
) -> None:
    counterpart = {other: address for address, other in other.items()}  # one for one
    paired = list(rows(left, right, counterpart))
    assert [a for a, _ in paired if a] == left
    assert sorted(b for _, b in paired if b) == sorted(right)
    assert [b for a, b in paired if b and not a] == [b for b in right if (None, b) in paired]
    assert all(counterpart[a.id] == b.id for a, b in paired if a and b)


def test_what_has_no_counterpart_stands_where_its_own_paper_has_it() -> None:
    left = [Drawn(id, "operative", "") for id in ("op-1", "op-2", "op-3")]
    right = [Drawn(id, "operative", "") for id in ("op-1", "op-1a", "op-2", "op-4")]
    paired = rows(left, right, {"op-1": "op-1", "op-3": "op-2"})
    assert [(a and a.id, b and b.id) for a, b in paired] == [
        ("op-1", "op-1"),
        ("op-2", None),
        (None, "op-1a"),
        ("op-3", "op-2"),
        (None, "op-4"),
    ]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_all_of_a_paper_has_its_counterpart_in_another_language(
    language: str, parsed: Callable[[str], Document]
) -> None:
    made = page(Paper(parsed("ctoc-a.fr.pdf")), Paper(parsed(f"ctoc-a.{language}.pdf"), place=1))
    pairs = [[node.get("id") for node in row.find_class("node")] for row in made.find_class("row")[1:]]
    assert len(pairs) > 100
    assert [pair for pair in pairs if len(pair) != 2] == []
    assert ["res-12-4/op-5/b", "2:res-12-4/op-5/b"] in pairs
