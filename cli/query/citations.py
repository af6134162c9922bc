"""A place as the United Nations cites it, in the paper's language: `A/80/1, resolution 12/3, para. 5`."""

from collections import Counter
from typing import NamedTuple

from cotc.cli.query.addresses import Place
from cotc.cli.query.steps import RULES, named, plain, qualified, words_of
from cotc.cli.query.words import as_cited, cited
from cotc.parsers.model import TEXTS, Document, Node, walk

_HOMES = ("annex", *TEXTS, "session")  # which a rule is one of


class Numbers(NamedTuple):
    """How often a document has the numbers that may be cited alone: of the report's own paragraphs, since
    some papers begin anew in each chapter, and of rules, by their home, their word and their number."""

    paragraphs: Counter[str | None]
    rules: Counter[tuple[str, str, str | None]]


def citation(document: Document, place: Place, numbers: Numbers | None = None) -> str:
    """The citation of one place. What has no number is cited by what it stands in.

    `numbers`: those of the document, where many places of it are cited.
    """
    words = cited(document.report.language)
    symbol = document.report.symbol or document.source.name
    if place.note is not None:
        return words["comma"].join([symbol, words["note"].format(n=place.note.number)])
    assert place.node is not None
    parts = [symbol]
    points = ""
    for node in _path(place, symbol, numbers or numbers_of(document)):
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


def numbers_of(document: Document) -> Numbers:
    """Counted in one walk, for those who cite many places of a document."""
    paragraphs: Counter[str | None] = Counter()
    rules: Counter[tuple[str, str, str | None]] = Counter()
    for node, above in walk(document):
        if node.kind == "paragraph" and not any(a.kind in (*TEXTS, "annex", "paragraph") for a in above):
            paragraphs[node.number] += 1
        word = named(node)
        if word in RULES:
            rules.update((home.id, word, node.number) for home in (*above, node) if home.kind in _HOMES)
    return Numbers(paragraphs, rules)


def _path(place: Place, symbol: str, numbers: Numbers) -> list[Node]:
    """The nodes that a citation names: the text and what is in it, or a numbered paragraph alone."""
    assert place.node is not None
    path = _without_divisions([*place.above, place.node], numbers)
    starts = [i for i, node in enumerate(path) if node.kind in TEXTS]
    if starts:
        path = path[starts[0] :]
        return path[1:] if "/RES/" in symbol and len(starts) == 1 else path
    numbered = [i for i, n in enumerate(path) if n.kind == "paragraph" and n.number]
    annexed = any(node.kind == "annex" for node in path)
    alone = numbered and not annexed and numbers.paragraphs[path[numbered[0]].number] == 1
    return path[numbered[0] :] if alone else path


def _without_divisions(path: list[Node], numbers: Numbers) -> list[Node]:
    """A rule is cited without the chapters of its instrument, where its number is unique there."""
    at = next((i for i, node in enumerate(path) if named(node) in RULES), None)
    if at is None:
        return path
    home = next((i for i in range(at, -1, -1) if path[i].kind in _HOMES), 0)
    count = numbers.rules[path[home].id, named(path[at]) or "", path[at].number]
    return path if count > 1 else [*path[: home + 1], *path[at:]]


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
