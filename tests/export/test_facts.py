"""What stands above a text beside its words: the title of the paper once, and what is told of adoption."""

import io
from collections.abc import Callable

import docx
import pytest
from msgspec.structs import replace

from cotc.cli.export import Options, markdown, text, word
from cotc.parsers.model import Document

FACTS = "[10th plenary meeting · 2024-10-18 · CTOC/COP/2024/L.1 · Chad, Peru]"
FORMATS: dict[str, Callable[[Document], list[str]]] = {
    "markdown": lambda document: (
        markdown.render(document, Options()).split("---\n", 2)[2].replace("\\", "").splitlines()
    ),
    "text": lambda document: text.render(document, Options(width=0)).splitlines(),
    "docx": lambda document: [
        paragraph.text for paragraph in docx.Document(io.BytesIO(word.render(document, Options()))).paragraphs
    ],
}


@pytest.mark.parametrize("name", FORMATS)
def test_adoption_is_told_under_the_heading(name: str, awkward: Document) -> None:
    lines = [line for line in FORMATS[name](awkward) if line]
    assert lines.count(FACTS) == 1
    assert "Title with a note" in lines[lines.index(FACTS) - 1]
    assert "draft" not in lines  # the decision, of which nothing else is known


@pytest.mark.parametrize("name", FORMATS)
def test_a_title_that_a_text_has_is_not_the_papers_too(name: str, awkward: Document) -> None:
    def count(title: str) -> int:
        report = replace(awkward.report, title=title)
        return "\n".join(FORMATS[name](replace(awkward, report=report))).count("itle with a note")

    assert count("TITLE  with a note #") == 1  # spaces and capitals are the masthead's own
    assert count("Another title with a note") == 2
