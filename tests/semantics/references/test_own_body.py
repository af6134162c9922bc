"""Whose paper it is, where the symbol is that of the body's parent."""

import pytest

from cotc.parsers.model import Document, Node, Report, SourceInfo, walk
from cotc.parsers.semantics.references import enrich

GEGN = "Report of the United Nations Group of Experts on Geographical Names on its 2025 session"
HLC = "Report of the High-level Committee on South-South Cooperation"


def _forms(symbol: str, title: str, number: str, text: str) -> list[str | None]:
    decision = Node("dec-1", "decision", number, status="adopted")
    said = Node("par-1", "paragraph", "1", text=text)
    session = Node("session", "session", None, children=(decision, said))
    report = Report(symbol, title, None, "en", None, None, None, None)
    source = SourceInfo("t", "", None, "text", None)
    document = Document("2", source, report, (), (session,), (), (), ())
    return [ref.form for node, _ in walk(enrich(document)) for ref in node.refs]


@pytest.mark.parametrize(
    ("symbol", "title", "number", "text", "form"),
    [
        ("E/2025/70", GEGN, "2025/1", "see decision 2025/2", "un-gegn/dec/2025/2"),
        ("E/2025/70", "Report of the Secretary-General", "2025/1", "decision 2025/2", "un-ecosoc/dec/2025/2"),
        ("A/80/39", HLC, "22/1", "decision 22/1 of the High-level Committee", "un-hlc-ssc/dec/22/1"),
        ("A/80/39", HLC, "80/1", "see decision 80/1", "un-ga/dec/80/1"),
    ],
)
def test_title_tells_whose_texts_they_are(symbol: str, title: str, number: str, text: str, form: str) -> None:
    assert _forms(symbol, title, number, text) == [form]
