"""A place as the United Nations cites it, in the paper's language: `A/80/1, resolution 12/3, para. 5`."""

from cotc.cli.query.addresses import Place
from cotc.cli.query.steps import RULES, TEXTS, named, plain, qualified, words_of
from cotc.cli.query.words import as_cited, cited
from cotc.parsers.model import Document, Node, walk, walk_node


def citation(document: Document, place: Place) -> str:
    """The citation of one place. What has no number is cited by what it stands in."""
    words = cited(document.report.language)
    symbol = document.report.symbol or document.source.name
    if place.note is not None:
        return words["comma"].join([symbol, words["note"].format(n=place.note.number)])
    assert place.node is not None
    parts = [symbol]
    points = ""
    for node in _path(document, place, symbol):
        if node.kind == "subparagraph" or (
            node.kind == "operative" and node.number and node.number.isalpha()
        ):
            points += f" {words['point'].format(n=node.number)}" if node.number else ""
            continue
        part = _part(node, words, document.report.language, place.above)
        if part:
            parts.append(part)
    head = words["comma"].join(parts)
    return head + (points.replace(" ", "", 1) if document.report.language == "zh" else points)


def _path(document: Document, place: Place, symbol: str) -> list[Node]:
    """The nodes that a citation names: the text and what is in it, or a numbered paragraph alone."""
    assert place.node is not None
    path = _without_divisions([*place.above, place.node])
    starts = [i for i, node in enumerate(path) if node.kind in TEXTS]
    if starts:
        path = path[starts[0] :]
        return path[1:] if "/RES/" in symbol and len(starts) == 1 else path
    numbered = [i for i, n in enumerate(path) if n.kind == "paragraph" and n.number]
    annexed = any(node.kind == "annex" for node in path)
    alone = numbered and not annexed and _number_is_unique(document, path[numbered[0]])
    return path[numbered[0] :] if alone else path


def _without_divisions(path: list[Node]) -> list[Node]:
    """A rule is cited without the chapters of its instrument, where its number is unique there."""
    at = next((i for i, node in enumerate(path) if named(node) in RULES), None)
    if at is None:
        return path
    home = next((i for i in range(at, -1, -1) if path[i].kind in ("annex", *TEXTS, "session")), 0)
    rule = path[at]
    same = [n for n, _ in walk_node(path[home]) if n.number == rule.number and named(n) == named(rule)]
    return path if len(same) > 1 else [*path[: home + 1], *path[at:]]


def _number_is_unique(document: Document, node: Node) -> bool:
    """Whether a report's paragraphs run through: some papers begin anew in each chapter."""
    same = [
        n
        for n, above in walk(document)
        if n.kind == "paragraph"
        and n.number == node.number
        and not any(a.kind in (*TEXTS, "annex", "paragraph") for a in above)
    ]
    return len(same) == 1


def _part(node: Node, words: dict[str, str], language: str | None, above: tuple[Node, ...]) -> str | None:
    number = as_cited(language, node.number or "")
    if node.kind in TEXTS:
        return _text(node, number, words)
    if node.kind == "annex":
        return words["annex"].format(n=number).strip()
    if node.kind == "preambular":
        return words["preambular"].format(n=_counted(node.id.rsplit("pp-", 1)[-1], above))
    if node.kind in ("operative", "paragraph") and number:
        return words["paragraph"].format(n=number)
    if node.kind in ("chapter", "section", "part", "table") and number:
        return _division(node, number, words)
    return None


def _text(node: Node, number: str, words: dict[str, str]) -> str:
    if qualified(node) and node.label:
        return f"{node.label[0].lower()}{node.label[1:]}"
    text = words[node.kind].format(n=number).strip()
    return words["draft"].format(text=text) if node.status == "draft" else text


def _division(node: Node, number: str, words: dict[str, str]) -> str:
    """A chapter, section or rule, by the word of its label where that has one ("Subprogramme 3")."""
    kind = named(node) or node.kind
    if node.kind == "section" and node.label and words_of(node) and kind not in words:
        return node.label.strip("[]").rstrip(".:")
    return words[kind if kind in words else node.kind].format(n=number)


def _counted(count: str, above: tuple[Node, ...]) -> str:
    """A number that the paper does not print, in the digits that it prints: Arabic papers have ٣ or 3."""
    printed = "".join(node.number or "" for node in above)
    eastern = plain(printed) != printed
    return "".join(chr(0x660 + int(c)) if eastern and c.isdigit() else c for c in count)
