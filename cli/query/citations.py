"""A place as the United Nations cites it, in the paper's language: `A/80/1, resolution 12/3, para. 5`."""

from cotc.cli.query.addresses import Place
from cotc.cli.query.reading import TEXTS
from cotc.cli.query.words import as_cited, cited
from cotc.parsers.model import Document, Node


def citation(document: Document, place: Place) -> str:
    """The citation of one place. What has no number is cited by what it stands in."""
    words = cited(document.report.language)
    symbol = document.report.symbol or document.source.name
    if place.note is not None:
        return words["comma"].join([symbol, words["note"].format(n=place.note.number)])
    assert place.node is not None
    parts = [symbol]
    points = ""
    for node in _path(place, symbol):
        if node.kind == "subparagraph" or (
            node.kind == "operative" and node.number and node.number.isalpha()
        ):
            points += f" {words['point'].format(n=node.number)}" if node.number else ""
            continue
        part = _part(node, words, document.report.language)
        if part:
            parts.append(part)
    head = words["comma"].join(parts)
    return head + (points.replace(" ", "", 1) if document.report.language == "zh" else points)


def _path(place: Place, symbol: str) -> list[Node]:
    """The nodes that a citation names: the text and what is in it, or a numbered paragraph alone."""
    assert place.node is not None
    path = [*place.above, place.node]
    starts = [i for i, node in enumerate(path) if node.kind in TEXTS]
    if starts:
        path = path[starts[0] :]
        return path[1:] if "/RES/" in symbol and len(starts) == 1 else path
    numbered = [i for i, n in enumerate(path) if n.kind == "paragraph" and n.number]
    annexed = any(node.kind == "annex" for node in path)
    return path[numbered[0] :] if numbered and not annexed else path


def _part(node: Node, words: dict[str, str], language: str | None) -> str | None:
    number = as_cited(language, node.number or "")
    if node.kind in TEXTS:
        text = words[node.kind].format(n=number).strip()
        return words["draft"].format(text=text) if node.status == "draft" else text
    if node.kind == "annex":
        return words["annex"].format(n=number).strip()
    if node.kind == "preambular":
        return words["preambular"].format(n=node.id.rsplit("pp-", 1)[-1])
    if node.kind in ("operative", "paragraph") and number:
        return words["paragraph"].format(n=number)
    if node.kind in ("chapter", "section", "part") and number:
        return words[node.kind].format(n=number)
    return None
