"""A node as HTML. The text is flat, one element a node, so that two papers can stand row by row."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import UnsetType

from cotc.cli.export.printed import cell_runs, facts_of, note_runs, text_runs, title_runs
from cotc.cli.export.rows import known
from cotc.cli.query.addresses import Place
from cotc.cli.query.citations import citation, numbers_of
from cotc.cli.view.html import element, escaped, inline
from cotc.cli.view.paper import Paper
from cotc.parsers.model import HEADED, Box, Finding, Footnote, Node, walk

# Deeper points are indented no further.
DEEPEST_INDENT = 5
LOWEST_HEADING = 6


class Drawn(NamedTuple):
    """A node of a paper, ready to be put into a row."""

    id: str
    kind: str
    html: str


def nodes(paper: Paper) -> Iterator[Drawn]:
    """All nodes of a paper in reading order."""
    findings, numbers = paper.findings(), numbers_of(paper.document)
    for node, above in walk(paper.document):
        words = _heading(node, above, paper) if node.kind in HEADED else _paragraph(node, paper)
        inside = words + _told(node) + _table(node, paper) + _findings(findings.get(node.id, ()))
        place = Place(node, above)
        told = citation(paper.document, place, numbers)
        html = _framed(paper, place, node.kind, node.boxes, _indent(above), inside, told)
        yield Drawn(node.id, node.kind, html)


def notes(paper: Paper) -> Iterator[Drawn]:
    """All footnotes of a paper in reading order, each with the ways back to where it is called."""
    findings = paper.findings()
    for note in paper.document.footnotes:
        label = element("span", escaped(note.number), _class="label")
        words = element("p", f"{label} {inline(note_runs(note), paper)}", _class="words")
        inside = words + _ways_back(note, paper) + _findings(findings.get(note.id, ()))
        place = Place(note=note)
        html = _framed(paper, place, "note", note.boxes, 0, inside, citation(paper.document, place))
        yield Drawn(note.id, "note", html)


def general_findings(paper: Paper) -> str:
    """Findings that speak of the paper as a whole."""
    return _findings(paper.findings().get(None, ()))


def _framed(
    paper: Paper, place: Place, kind: str, boxes: Sequence[Box], indent: int, inside: str, cited: str
) -> str:
    anchor = paper.anchor(place.id)
    address = element(
        "a", escaped(place.id), _class="address", href="#" + anchor, tabindex="-1", lang="en", dir="ltr"
    )
    return element(
        "div",
        inside + address,
        id=anchor,
        _class=f"node {kind} i{indent}",
        lang=paper.language,
        dir=paper.direction,
        data_paper=paper.place,
        data_kind=kind,
        data_boxes=" ".join(",".join(f"{value:g}" for value in box) for box in boxes) or None,
        data_citation=cited,
    )


def _indent(above: Sequence[Node]) -> int:
    """How many paragraphs a paragraph stands in; headings do not indent."""
    return min(DEEPEST_INDENT, sum(node.kind not in HEADED for node in above))


def _heading(node: Node, above: Sequence[Node], paper: Paper) -> str:
    title = inline(title_runs(node), paper)
    label = element("span", escaped(node.label), _class="label") if node.label else ""
    text = inline(text_runs(node), paper)
    out = ""
    if label or title:
        level = min(LOWEST_HEADING, len(above) + 1)
        out = element(f"h{max(2, level)}", f"{label} {title}".strip(), _class="words")
    return out + (element("p", text, _class="words") if text else "")


def _paragraph(node: Node, paper: Paper) -> str:
    title, text = inline(title_runs(node), paper), inline(text_runs(node), paper)
    label = element("span", escaped(node.label), _class="label") if node.label else ""
    words = " ".join(part for part in (label, element("b", title) if title else "", text) if part)
    return element("p", words, _class="words") if words else ""


def _told(node: Node) -> str:
    """What the paper tells about a session or a text elsewhere than in its words."""
    if node.kind == "session":
        dates = " – ".join(escaped(d) for d in (node.start, node.end) if isinstance(d, str))
        number = f"session {escaped(node.number)}" if node.number else ""
        facts = [number, escaped(known(node.place) or ""), dates]
    else:
        facts = [escaped(fact) for fact in facts_of(node)]
    given = [element("bdi", fact) for fact in facts if fact]
    return element("p", " · ".join(given), _class="told") if given else ""


def _table(node: Node, paper: Paper) -> str:
    if isinstance(node.rows, UnsetType):
        return ""
    rows = (
        "".join(element("td", "<br>".join(inline(line, paper) for line in cell)) for cell in row)
        for row in cell_runs(node)
    )
    table = element("table", element("tbody", "".join(element("tr", row) for row in rows)), _class="words")
    return element("div", table, _class="wide", tabindex=0, role="group")  # which keys move sideways


def _ways_back(note: Footnote, paper: Paper) -> str:
    links = (
        element("a", "↩", href="#" + paper.anchor(call), aria_label=f"Back to {call}")
        for call in dict.fromkeys(note.calls)
    )
    return element("p", " ".join(links), _class="back") if note.calls else ""


def _findings(findings: Sequence[Finding]) -> str:
    return "".join(
        element(
            "p",
            f"<b>{finding.severity}</b> {escaped(finding.message)} <code>{escaped(finding.code)}</code>"
            + (f" p. {finding.page}" if finding.page else ""),
            _class=f"finding {finding.severity}",
            lang="en",
            dir="ltr",
        )
        for finding in findings
    )
