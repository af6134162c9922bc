import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.cli.batch.report import LISTED, check, span, write
from cotc.cli.batch.svg import bars, histogram, lines
from cotc.cli.batch.tally import Erring, Failure, Tally
from cotc.parsers.errors import ExportError, UsageError

EVIL = "<script>alert(1)</script>|`x`\n\x1b[31m\u202e&amp;"


@pytest.fixture
def tally() -> Tally:
    return Tally(
        out="/trees/" + EVIL,
        version="1.2.3",
        started="2024-05-06 07:08 UTC",
        papers=12,
        done=10,
        kept=4,
        converted=6,
        failed=2,
        pages=340,
        read_pages=200,
        seconds=20.0,
        parsing=36.0,
        jobs=2,
        languages={"fr": 6, "en": 4},
        bodies={f"BODY/{number}": 1 for number in range(30)},
        findings={EVIL: 3},
        reasons={"timeout": 2},
        with_errors=1,
        erring=[Erring(f"/papers/{EVIL}", 7)],
        failures=[Failure(EVIL, "timeout", EVIL), Failure("b", "timeout", "late")],
        paces=[0.1, 0.2, 3.0],
        memories={77: [2**20, 2**21, 2**21]},
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen.add(tag)


def test_a_page_holds_nothing_that_runs(tally: Tally, tmp_path: Path) -> None:
    write(tally, str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text()
    tags = Tags()
    tags.feed(page)
    assert {"svg", "table", "dl"} <= tags.seen
    assert not tags.seen & {"script", "iframe", "img", "link", "object"}
    assert "default-src 'none'" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "10.0% of workers" in page
    assert "/trees/" in page
    assert "2024-05-06 07:08 UTC, cotc 1.2.3</p>" in page


def test_markdown_keeps_its_tables(tally: Tally, tmp_path: Path) -> None:
    write(tally, str(tmp_path / "r.md"))
    lines_of_failures = [line for line in (tmp_path / "r.md").read_text().splitlines() if "timeout" in line]
    assert len(lines_of_failures) == 3
    assert "<script>" not in "".join(lines_of_failures)
    assert "| others | 11 |" in (tmp_path / "r.md").read_text()


def test_json_has_all(tally: Tally, tmp_path: Path) -> None:
    write(tally, str(tmp_path / "r.json"))
    told = msgspec.json.decode((tmp_path / "r.json").read_bytes())
    assert told["not_parsing"] == pytest.approx(0.1)
    assert len(told["bodies"]) == 30
    assert told["failures"][0]["message"] == EVIL


def test_an_empty_run_can_be_told(tmp_path: Path) -> None:
    for suffix in ("html", "md", "json"):
        write(Tally(), str(tmp_path / f"r.{suffix}"))


def test_where_a_report_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        check("r.pdf")
    with pytest.raises(ExportError, match="check the folder"):
        write(Tally(), str(tmp_path / "no" / "r.md"))


counts = st.dictionaries(st.text(max_size=40), st.integers(1, 10**9), max_size=30)
values = st.lists(st.floats(0, 1e6), max_size=50)


@given(counts, values, st.dictionaries(st.text(), values, max_size=4))
def test_plots_are_well_formed(
    told: dict[str, int], sizes: list[float], series: dict[str, list[float]]
) -> None:
    plain = {"".join(char for char in name if char.isprintable()): count for name, count in told.items()}
    for figure in (bars(plain, "a & b"), histogram(sizes, "t", "s"), lines(series, "t", "MB", "papers")):
        if figure:
            ET.fromstring(figure)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.04, "0.0 s"), (59.9, "59.9 s"), (245, "4 min 05 s"), (7620, "2 h 07 min")]
)
def test_spans(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_a_page_says_how_many_failures_it_leaves_out(tally: Tally, tmp_path: Path) -> None:
    many = [Failure(f"{number}.pdf", "timeout", "late") for number in range(LISTED + 7)]
    write(msgspec.structs.replace(tally, failures=many), str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text()
    assert f"The first {LISTED:,} of {LISTED + 7:,}; the manifest has them all." in page
    assert f"{LISTED - 1}.pdf" in page
    assert f"{LISTED}.pdf" not in page


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_papers_with_errors_are_named(suffix: str, tally: Tally, tmp_path: Path) -> None:
    write(tally, str(tmp_path / f"r{suffix}"))
    told = (tmp_path / f"r{suffix}").read_text()
    assert told.count("/papers/") == 1
    assert "<script>" not in told or suffix == ".json"
    write(msgspec.structs.replace(tally, erring=[]), str(tmp_path / f"r{suffix}"))
    assert "/papers/" not in (tmp_path / f"r{suffix}").read_text()
