"""Steps of an address, and whether a node is the one a step means."""

from typing import NamedTuple

import regex

from cotc.cli.query.words import kind_of, values
from cotc.parsers.model import TEXTS, Node
from cotc.parsers.profiles.numerals import AS_LATIN, roman

RULES = ("article", "rule", "regulation")
"""Kinds of sections that are cited by the word of their label."""

_DIGITS = {base + i: str(i) for base in (0x660, 0x6F0) for i in range(10)}
_RULE_IN_TITLE = regex.compile(r"(?P<word>\p{L}+) (?P<number>\d+)(?!\w)")
_INSERTED = regex.compile(r"(?<=\d) (?=\p{Ll}{3})")
_WORDS = regex.compile(r"(?:(?![第号一二三四五六七八九十百])\p{Han})+|(?:(?!\p{Han})\p{L}){2,}")


class Step(NamedTuple):
    """One step: its kind (`text` is resolution or decision) and number, empty for "annex" alone.

    word  what must stand in the label too: "intersessional" of "intersessional decision 1"
    """

    kind: str
    number: str
    word: str = ""


def plain(number: str) -> str:
    """A printed number in ASCII digits."""
    return number.translate(_DIGITS)


def _number(node: Node) -> str:
    """A node's number to compare: "6 bis" is "6bis"."""
    return _INSERTED.sub("", plain(node.number or ""))


def as_heading(kind: str, number: str) -> str:
    return roman(int(number)) if kind in ("annex", "chapter") and number.isdigit() else number


def words_of(node: Node) -> list[str]:
    """The words of a node's label, small: ["intersessional", "decision"]."""
    label = (node.label or "").replace(node.number or "\0", " ")
    return [word.casefold() for word in _WORDS.findall(label)]


def named(node: Node) -> str | None:
    """The kind that the words of a label say: `rule` for "Rule 46"."""
    kinds = [kind for word in words_of(node) if (kind := kind_of(word)) and kind != "ignored"]
    return kinds[-1] if kinds else None


def qualified(node: Node) -> bool:
    """Whether the label of an adopted text says more than its kind: "Intersessional decision 1"."""
    words = words_of(node)
    return node.kind in TEXTS and node.status != "draft" and any(kind_of(word) != node.kind for word in words)


def is_step(step: Step, node: Node, above: tuple[Node, ...]) -> bool:
    """Whether `node` is what the last step names."""
    number = _number(node)
    tail = node.id.rsplit("/", 1)[-1].split("~")[0]
    if step.kind in ("text", *TEXTS):
        return _is_text(step, node, number)
    if step.kind == "annex":
        return node.kind == "annex" and _is_annex(step, number, tail)
    if step.kind == "paragraph":
        return (node.kind in ("operative", "paragraph") and number == step.number) or _alone(
            step, node, above, tail
        )
    if step.kind == "preambular":
        return node.kind == "preambular" and tail == f"pp-{step.number}"
    if step.kind in ("point", "item"):
        kinds = ("subparagraph", "operative", "paragraph") if step.kind == "point" else ("subparagraph",)
        if step.kind == "item" and node.kind == "section":
            return named(node) == "item" and step.number == number
        return node.kind in kinds and step.number in (number.casefold(), tail)
    if step.kind == "table":
        return node.kind == "table" and step.number == number
    return _is_heading(step, node, number, tail)


def _is_text(step: Step, node: Node, number: str) -> bool:
    if node.kind not in TEXTS or step.kind not in ("text", node.kind) or number != step.number:
        return False
    if step.word == "draft":
        return node.status == "draft"
    return not step.word or step.word in words_of(node)


def _is_annex(step: Step, number: str, tail: str) -> bool:
    wanted = step.number.upper()
    own = as_heading("annex", values().get(number, number)) if number else ""
    return wanted in (own, tail.removeprefix("annex-").upper(), number.upper()) or (
        wanted.isdigit() and as_heading("annex", wanted) == own
    )


def _is_heading(step: Step, node: Node, number: str, tail: str) -> bool:
    if node.kind not in ("chapter", "section", "part"):
        return False
    wanted, word = step.number.upper().translate(AS_LATIN), named(node)
    if step.kind == "named":
        return wanted in (number.upper(), tail.upper()) and words_of(node) == [step.word]
    if step.kind in RULES:
        if titled := _RULE_IN_TITLE.match(node.title or ""):  # "VII. Rule 7: Documentation"
            return kind_of(titled["word"]) == step.kind and titled["number"] == step.number
        return word == step.kind and wanted in (number.upper(), tail.upper())
    of_report = (step.kind, node.kind, word) == ("section", "chapter", None)  # "section IV"
    if step.kind not in (node.kind, word) and not of_report:
        return False
    numbers = (number.upper().translate(AS_LATIN), tail.removeprefix("ch-").removeprefix("part-").upper())
    return wanted in numbers or (wanted.isdigit() and as_heading(step.kind, wanted) in numbers)


def _alone(step: Step, node: Node, above: tuple[Node, ...], tail: str) -> bool:
    """A paragraph without a number: the only operative one of a text, or one counted in an annex."""
    if node.number is not None or not above:
        return False
    if node.kind == "operative":
        return step.number == "1"
    return node.kind == "paragraph" and "annex" in node.id and tail == f"par-{step.number}"
