"""Marks of Markdown, HTML and conversion tools inside a paragraph: italics, raised figures, links.

Promises:
1. Every character that is no mark of the markup is in the text or in a raised mark.
2. A star or underscore that opens nothing is a character like any other; after a word it calls a note.
"""

import html
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import regex

from cotc.parsers.model.block import Mark
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.sheet import Sheet, is_call

_RAISED = dict(zip(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), "0123456789", strict=True))
_TOKEN = compiling.compile(
    r"""
    \\(?P<escaped>[\\`*_{}\[\]()\#+\-.!|~^<>&])
  | \[\^(?P<note>[^\]\s]{1,20})\]                                      # [^1]
  | !\[(?P<alt>[^\[\]]*)\]\([^()\s]*\)                                 # ![picture](where)
  | \[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+"[^"]*")?\)  # [words](where)
  | <(?P<url>(?:https?|ftp|mailto):[^<>\s]+)>
  | <(?P<close>/)?(?P<tag>i|em|b|strong|u|sup|sub|span|a|font|br|p)\b[^<>]*>
  | \$?\^\{(?P<braced>[^{}]*)\}\$?                                     # ^{re}, $^{1}$
  | \^(?P<caret>\d{1,3}|\*{1,3}|[a-zè]{1,3}(?!\p{L}))\^?               # ^e, ^1^
  | (?P<digits>[⁰¹²³⁴-⁹]+(?:\s?,\s?[⁰¹²³⁴-⁹]+)*)
  | (?P<stars>\*{1,4})
  | (?P<lines>_{1,3})(?!_)
  | (?P<entity>&(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z][a-z\d]{1,12});)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# So much of the text before raised figures tells what they are (characters).
BEFORE = 12
_ITALIC_TAGS, _BOLD_TAGS = ("i", "em"), ("b", "strong")


class Inline(NamedTuple):
    """A paragraph's words. `bold`, `italic`: all of them are. `cells`: cut at tabs."""

    text: str
    emphasis: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()
    breaks: tuple[int, ...] = ()
    bold: bool = False
    italic: bool = False
    cells: tuple[str, ...] = ()


class _Token(NamedTuple):
    kind: str  # words, raised, call, stars, italic, bold, super, end
    text: str


def inline(raw: str) -> Inline:
    """A paragraph of Markdown or plain text without its marks."""
    tokens = _paired(list(_tokens(raw)))
    sheet = Sheet()
    state = {"italic": 0, "bold": 0, "super": 0}
    bold_count = light = italic_count = upright = 0
    for kind, text in tokens:
        if kind in state:
            state[kind] += 1 if text == "on" else -1
            continue
        if kind == "call":
            sheet.mark(text)
            continue
        italic = state["italic"] > 0
        if kind == "raised" or state["super"] > 0:
            sheet.raised(text, italic)
            continue
        sheet.add(text, italic)
        letters = sum(c.isalnum() for c in text)
        bold_count += letters if state["bold"] > 0 else 0
        light += letters if state["bold"] <= 0 else 0
        italic_count += letters if italic else 0
        upright += 0 if italic else letters
    return Inline(
        text=sheet.text,
        emphasis=sheet.emphasis,
        marks=tuple(sheet.marks),
        breaks=tuple(sheet.breaks),
        bold=bold_count > 0 and light == 0,
        italic=italic_count > 0 and upright == 0,
        cells=tuple(sheet.cells),
    )


def _tokens(raw: str) -> list[_Token]:
    out: list[_Token] = []
    at = 0
    for match in _TOKEN.finditer(raw):
        if match.start() > at:
            out.append(_Token("words", raw[at : match.start()]))
        out += _read(match, raw)
        at = match.end()
    if at < len(raw):
        out.append(_Token("words", raw[at:]))
    return out


def _read(match: "regex.Match[str]", raw: str) -> list[_Token]:
    found = match.groupdict()
    if found["escaped"] is not None:
        return [_Token("words", found["escaped"])]
    if found["note"] is not None:
        return [_Token("call", found["note"])]
    if found["words"] is not None:
        return _tokens(found["words"])
    if found["tag"] is not None:
        return _of_tag(found["tag"].lower(), bool(found["close"]))
    for raised in ("braced", "caret"):
        if found[raised] is not None:
            return [_Token("raised", found[raised])]
    if found["digits"] is not None:
        plain = found["digits"].translate(_RAISED)
        return [
            _Token("raised", plain)
            if is_call(plain, raw[max(match.start() - BEFORE, 0) : match.start()])
            else _Token("words", found["digits"])
        ]
    for name in ("stars", "lines"):
        if found[name] is not None:
            return [_Token(_delimiter(found[name], raw, match.start(), match.end()), found[name])]
    if found["entity"] is not None:
        return [_Token("words", html.unescape(found["entity"]))]
    return [_Token("words", found["alt"] or found["url"] or "")]


def _of_tag(tag: str, closes: bool) -> list[_Token]:
    if tag in ("br", "p"):
        return [_Token("words", "\n")]
    switch = "off" if closes else "on"
    if tag in _ITALIC_TAGS:
        return [_Token("italic", switch)]
    if tag in _BOLD_TAGS:
        return [_Token("bold", switch)]
    return [_Token("super", switch)] if tag == "sup" else []


def _delimiter(run: str, raw: str, start: int, end: int) -> str:
    """What a run of stars or lines may do: `open`, `close` (`close inside` a word), both, or nothing."""
    before, after = raw[start - 1 : start], raw[end : end + 1]
    opens = bool(after) and not after.isspace() and (not before or not before.isalnum())
    closes = bool(before) and not before.isspace() and (run[0] == "*" or not after.isalnum())
    if closes and not opens:
        return "close inside" if after.isalnum() else "close"
    return "open close" if closes else "open" if opens else "words"


def _paired(tokens: Sequence[_Token]) -> list[_Token]:
    """Runs that open and close become switches; runs without a partner become characters."""
    out = list(tokens)
    waiting: dict[str, list[int]] = defaultdict(list)
    for index, (kind, text) in enumerate(tokens):
        if "close" in kind and waiting[text]:
            out[waiting[text].pop()] = _Token(_style(text), "on")
            out[index] = _Token(_style(text), "off")
        elif kind.startswith("open"):
            waiting[text].append(index)
    return [_alone(token) if token.kind.startswith(("open", "close")) else token for token in out]


def _alone(token: _Token) -> _Token:
    """A run without a partner: stars at a word's end call a note, all else is as it stands."""
    return _Token("raised" if token.kind == "close" and token.text[0] == "*" else "words", token.text)


def _style(run: str) -> str:
    return "bold" if len(run) == 2 else "italic"
