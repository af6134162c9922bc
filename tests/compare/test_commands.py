"""`cotc diff` and `cotc align` as they are called."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from cotc.cli.main import main
from cotc.parsers import Document
from cotc.parsers.model.codec import to_json

ENGLISH, FRENCH, ARABIC = "ctoc-a.en.pdf", "ctoc-a.fr.pdf", "ctoc-a.ar.pdf"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("tmx.rng")))
Cotc = Callable[..., Any]


@pytest.fixture
def english(parsed: Callable[[str], Document], tmp_path: Path) -> Path:
    return _written(parsed(ENGLISH), tmp_path / "en.json")


@pytest.fixture
def french(parsed: Callable[[str], Document], tmp_path: Path) -> Path:
    return _written(parsed(FRENCH), tmp_path / "fr.json")


@pytest.fixture
def shorter(
    parsed: Callable[[str], Document], without: Callable[[Document, str], Document], tmp_path: Path
) -> Path:
    """The English version without paragraph 5 of resolution 12/4, and with markup in paragraph 2."""
    document = without(parsed(ENGLISH), "res-12-4/op-6")
    data = to_json(document).replace(b"Calls upon States", b"Appeals <i>to</i> *all* States")
    path = tmp_path / "shorter.json"
    path.write_bytes(data)
    return path


def _written(document: Document, path: Path) -> Path:
    path.write_bytes(to_json(document))
    return path


def test_diff_to_read(cotc: Cotc, english: Path, shorter: Path) -> None:
    run = cotc("diff", english, shorter)
    assert run.code == 0
    assert "- res-12-4/op-6  deleted  p. 7" in run.text
    assert "2. [-Calls upon-] {+Appeals <i>to</i> *all*+} States parties" in run.text
    assert run.text.endswith("1 changed, 1 deleted, 109 same\n")
    assert cotc("diff", english, shorter, "--strict").code == 3
    assert cotc("diff", english, english, "--strict").code == 0


def test_diff_on_a_terminal_is_coloured(
    cotc: Cotc, english: Path, shorter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = cotc("diff", english, shorter).text
    assert "\x1b[9;31m6. Strongly urges" in text
    assert "\x1b[4;32mAppeals <i>to</i>" in text


def test_diff_as_json(cotc: Cotc, english: Path, shorter: Path) -> None:
    data = json.loads(cotc("diff", english, shorter, "-f", "json").out)
    assert data["counts"] == {"changed": 1, "deleted": 1, "same": 109}
    assert [change["how"] for change in data["changes"]] == [["changed"], ["deleted"]]
    assert data["changes"][1]["before"][0]["address"] == "res-12-4/op-6"
    everything = json.loads(cotc("diff", english, shorter, "-f", "json", "--all").out)
    assert len(everything["changes"]) == 111


def test_diff_as_markdown_escapes_what_the_paper_says(
    cotc: Cotc, english: Path, shorter: Path, tmp_path: Path
) -> None:
    from markdown_it import MarkdownIt

    target = tmp_path / "changes.md"
    assert cotc("diff", english, shorter, "-o", target).code == 0
    html = MarkdownIt().render(target.read_text("utf-8"))
    assert "<ins>Appeals &lt;i&gt;to&lt;/i&gt; *all*</ins> States parties" in html
    assert "<del>6. Strongly urges" in html


def test_diff_as_html_is_one_file_without_markup_from_the_paper(
    cotc: Cotc, english: Path, shorter: Path, tmp_path: Path
) -> None:
    target = tmp_path / "changes.html"
    assert cotc("diff", english, shorter, "-o", target).code == 0
    text = target.read_text("utf-8")
    assert "<ins>Appeals &lt;i&gt;to&lt;/i&gt; *all*</ins>" in text
    _self_contained(text)


def _self_contained(text: str) -> None:
    root = etree.fromstring(text.encode(), etree.HTMLParser(recover=False))
    assert not root.xpath("//script | //@src | //link | //@href")
    assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")


def test_diff_of_parts(cotc: Cotc, english: Path, shorter: Path) -> None:
    run = cotc("diff", english, shorter, "--in-a", "12/2", "--in-b", "resolution 12/2")
    assert run.text.splitlines()[-1].endswith(" same")
    assert "deleted" not in run.text
    run = cotc("diff", english, shorter, "--in-a", "12/9")
    assert run.code == 2
    assert "12/9" in run.err


def test_diff_of_a_range_of_paragraphs(cotc: Cotc, english: Path) -> None:
    run = cotc("diff", english, english, "--in-a", "paras 16-18", "--in-b", "paras 16, 17")
    assert run.code == 0
    assert run.text.splitlines()[-1] == "1 deleted, 2 same"


def test_diff_warns_of_two_languages(cotc: Cotc, english: Path, french: Path) -> None:
    run = cotc("diff", english, french)
    assert run.code == 0
    assert run.err == (
        "cotc: A is in en and B in fr, and their words differ everywhere — `cotc align` compares languages\n"
    )
    assert cotc("diff", english, english).err == ""


def test_align_says_what_is_missing(cotc: Cotc, french: Path, shorter: Path, english: Path) -> None:
    run = cotc("align", french, shorter, "--gaps", "--strict")
    assert run.code == 3
    assert run.text.splitlines()[0].startswith("res-12-4/op-6\t6. ")
    assert run.text.splitlines()[0].endswith("\t—")
    assert run.text.splitlines()[1].startswith("missing: res-12-4/op-6: missing in en: 6. ")
    assert run.text.endswith("110 of 111 align in 2 versions: 103 paragraphs and headings, 7 notes\n")
    assert cotc("align", french, english, "--strict").code == 0


def test_align_on_a_terminal(
    cotc: Cotc, french: Path, shorter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = cotc("align", french, shorter).text
    assert "\x1b[1;31mmissing" in text
    assert "res-12-4/pp-11" in text


def test_align_as_tsv_and_jsonl(cotc: Cotc, english: Path, french: Path) -> None:
    run = cotc("align", english, french, "-f", "tsv")
    rows = list(csv.DictReader(io.StringIO(run.text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 111
    assert {row["state"] for row in rows} == {"aligned"}
    assert rows[-1]["fr address"] == "fn-7"
    assert run.err.startswith("111 of 111 align")
    lines = [json.loads(line) for line in cotc("align", english, french, "-f", "jsonl").out.splitlines()]
    annex = next(line for line in lines if line["kind"] == "annex")
    assert annex["versions"]["fr"]["text"].startswith("Recomm")


def test_align_as_html(cotc: Cotc, parsed: Callable[[str], Document], shorter: Path, tmp_path: Path) -> None:
    target = tmp_path / "both.html"
    arabic = _written(parsed(ARABIC), tmp_path / "ar.json")
    assert cotc("align", arabic, shorter, "-o", target).code == 0
    text = target.read_text("utf-8")
    _self_contained(text)
    assert '<td lang="ar" dir="rtl">' in text
    assert text.count('class="lacking"') == 1
    assert "Appeals &lt;i&gt;to" in text


def test_align_as_translation_memory(
    cotc: Cotc, parsed: Callable[[str], Document], english: Path, tmp_path: Path
) -> None:
    document = parsed(ARABIC)
    notes = (replace(document.footnotes[0], text="a < b & c\x00"), *document.footnotes[1:])
    arabic = _written(replace(document, footnotes=notes), tmp_path / "ar.json")
    target = tmp_path / "memory.tmx"
    assert cotc("align", english, arabic, "-o", target).code == 0
    root = etree.parse(target)
    SCHEMA.assertValid(root)
    assert root.docinfo.doctype == '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    units = root.findall("body/tu")
    assert len(units) == 111
    assert len({unit.get("tuid") for unit in units}) == 111
    unit = next(unit for unit in units if unit.get("tuid") == "CTOC/COP/2024/11#fn-1")
    assert [seg.text for seg in unit.iter("seg")][1] == "a < b & c\ufffd"
    assert unit[1].values() == ["en"]


def test_the_schema_of_translation_memories_refuses_what_is_none() -> None:
    assert not SCHEMA.validate(etree.fromstring('<tmx version="1.4"><header/><body/></tmx>'))


@pytest.mark.parametrize("command", ["diff", "align"])
def test_standard_input_can_be_read_once(capfd: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "-", "-"]) == 2
    assert "standard input can be read once" in capfd.readouterr().err


def test_a_paper_that_cannot_be_read(cotc: Cotc, english: Path, tmp_path: Path) -> None:
    for command in ("diff", "align"):
        run = cotc(command, english, tmp_path / "none.pdf")
        assert run.code == 1
        assert "none.pdf does not exist" in run.err
        assert run.out == b""


def test_one_paper_aligns_with_nothing(cotc: Cotc, english: Path) -> None:
    assert cotc("align", english).code == 2


@pytest.fixture
def renumbered(parsed: Callable[[str], Document], tmp_path: Path) -> Path:
    """The French paper with a note of another number and one without words."""
    document = parsed("ctoc-a.fr.pdf")
    *first, last = document.footnotes
    notes = (replace(first[0], text=""), *first[1:], replace(last, id="fn-9", number="9"))
    return _written(replace(document, footnotes=notes), tmp_path / "fr9.json")


@pytest.mark.parametrize("columns", ["200", "40"])
def test_align_on_terminals_of_any_width(
    cotc: Cotc, english: Path, renumbered: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    text = cotc("align", english, renumbered).text
    assert ("✓" in text) is (columns == "40")
    assert "fn-7" in text
    if columns == "200":
        assert "[9] " in text


def test_a_translation_memory_has_only_what_stands_in_two_languages(
    cotc: Cotc, english: Path, renumbered: Path, tmp_path: Path
) -> None:
    target = tmp_path / "memory.tmx"
    assert cotc("align", english, renumbered, "-o", target).code == 0
    units = etree.parse(target).findall("body/tu")
    assert len(units) == 110  # without the note that says nothing in French
    assert all(len(unit.findall("tuv")) == 2 for unit in units)


def test_a_translation_memory_of_three_leaves_out_the_one_that_lacks_it(
    cotc: Cotc, english: Path, renumbered: Path, parsed: Callable[[str], Document], tmp_path: Path
) -> None:
    arabic = _written(parsed(ARABIC), tmp_path / "ar.json")
    target = tmp_path / "memory.tmx"
    assert cotc("align", english, renumbered, arabic, "-o", target).code == 0
    units = etree.parse(target).findall("body/tu")
    assert sorted({len(unit.findall("tuv")) for unit in units}) == [2, 3]
