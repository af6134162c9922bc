"""The network of papers: each text by one name, whatever paper it is cited in."""

from cotc.cli.query.net import Edge, edges
from cotc.parsers.model import Document, Node, Report, SourceInfo
from cotc.parsers.semantics.references import enrich


def _edges(symbol: str, *nodes: Node) -> list[Edge]:
    session = Node("session-3", "session", "3", children=nodes)
    report = Report(symbol, None, None, "en", None, None, None, None)
    source = SourceInfo("t", "", None, "text", None)
    return list(edges(enrich(Document("2", source, report, (), (session,), (), (), ()))))


def _decision(address: str, text: str) -> Node:
    said = Node(f"{address}/op-1", "operative", "1", text=text)
    return Node(address, "decision", "1", status="adopted", children=(said,))


def test_texts_that_every_session_numbers_alike_are_of_their_paper() -> None:
    made = _edges(
        "TPNW/MSP/2025/11",
        _decision("dec-1", "Recalls A/RES/78/1."),
        _decision("dec-1~2", "Notes A/RES/78/2 and the annex to the present decision."),
    )
    assert [(edge.source, edge.target) for edge in made] == [
        ("TPNW/MSP/2025/11/dec-1", "A/RES/78/1"),
        ("TPNW/MSP/2025/11/dec-1~2", "A/RES/78/2"),
    ]


def test_a_paper_with_two_symbols_is_one_node_with_a_bridge() -> None:
    text = "As in E/2025/24 and E/CN.3/2025/37, and in A/80/1."
    made = _edges("E/2025/24-E/CN.3/2025/37", Node("par-1", "paragraph", "1", text=text))
    assert [edge[:3] for edge in made] == [
        ("E/CN.3/2025/37", "E/2025/24", "same"),
        ("E/2025/24", "A/80/1", "symbol"),
    ]
