"""The papers in fixtures/ are what the manifest says they are."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAPERS = tomllib.loads((FIXTURES / "manifest.toml").read_text(encoding="utf-8"))["paper"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper["file"]))
def test_a_paper_is_the_one_in_the_manifest(paper: dict[str, Any]) -> None:
    data = (FIXTURES / paper["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == paper["sha256"]
    assert paper["symbol"]
    assert paper["source"]
    if paper["file"].endswith(".pdf"):
        pdf = pypdfium2.PdfDocument(data)
        assert len(pdf) == paper["pages"]
        pdf.close()


def test_no_paper_is_missing_from_the_manifest() -> None:
    papers = {path.name for path in FIXTURES.iterdir() if path.suffix in {".pdf", ".docx", ".doc", ".txt"}}
    assert papers == {paper["file"] for paper in PAPERS}
