"""What people write for an address, read as steps: text 12/4, paragraph 5, point a.

A word says what the number beside it is: the number after it, in Chinese also the one
before it (第5段). Steps may be written from either end ("paragraph 5 of resolution 12/3").
"""

from functools import cache
from typing import NamedTuple

import regex

from cotc.cli.query.words import asked, values
from cotc.parsers.semantics.references.normalise import han_number, roman

TEXTS = ("resolution", "decision")

_DIGITS = {base + i: str(i) for base in (0x660, 0x6F0) for i in range(10)}
_LATIN_NUMBERS = (
    r"(?P<text>(?:[A-Z]{1,4}-)?\d+/\d+(?:/\d+)?(?: [A-Z](?![a-z]))?|\d+/[A-Z]{2,4}\.\d+"
    r"|[IVXL]+/\d+|\d+ ?\((?:\d{4}|[IVXLC]+)\))"
    r"|[(（](?P<bracketed>\p{L}{1,4}|\d{1,2})[)）]|(?<![\p{L}\d])(?P<closed>\p{L}{1,4})\)"
    r"|(?P<number>\d+(?: ?(?:bis|ter|quater))?\*?)|(?P<star>\*+)|(?P<han>[一二三四五六七八九十]+)"
)
_FOREIGN = regex.compile(r"[^\s,.;:°§'()\[\]،，。（）-]")  # left over where words and numbers are taken out
_ROMAN = regex.compile(r"[IVXLC]+")
_HEADINGS = ("annex", "chapter", "section", "part")
_MODIFIED = ("paragraph", "preambular")
# Which step holds which. A section stands in a chapter, or in the text that was written before it.
_RANK = {"part": 0, "chapter": 1, "text": 3, "resolution": 3, "decision": 3, "annex": 4, "section": 5}
_IN_CHAPTER, _PARAGRAPH, _POINT, _NOTE = 2, 6, 7, 8


class Step(NamedTuple):
    """One step: its kind (`text` is resolution or decision) and number, empty for "annex" alone."""

    kind: str
    number: str


def plain(number: str) -> str:
    """A printed number in ASCII digits."""
    return number.translate(_DIGITS)


_RANGE = regex.compile(r" ?(?:-|–|—|\b(?:to|à|au|al|по|إلى)\b|至) ?")
_AND = r", ?(?:(?:and|et|y|и) )?| (?:and|et|y|и|و) ?|[、和]"
_LIST = regex.compile(
    r"(?P<head>.*?)(?<![\d/.-])(?P<first>\d+)"
    rf"(?P<more>(?:(?:{_RANGE.pattern}|{_AND})\d+(?![\d/]))+)"
    r"(?P<tail>\P{L}*|[段号。]*)"
)
_MOST = 200  # addresses that one range may stand for


def several(address: str) -> list[str]:
    """`paras. 51-53 and 60` as one address each; any other address as it is."""
    text = plain(address)
    match = _LIST.fullmatch(text)
    if match is None:
        return [address]
    numbers = [int(match["first"])]
    for more in regex.finditer(r"(?P<between>\D+?)(?P<number>\d+)", match["more"]):
        number = int(more["number"])
        ranged = _RANGE.fullmatch(more["between"]) is not None
        if ranged and number - numbers[-1] > _MOST:
            return [address]
        numbers += range(numbers[-1] + 1, number + 1) if ranged else [number]
    if not 1 < len(numbers) <= _MOST or numbers != sorted(numbers):
        return [address]
    return [f"{match['head']}{number}{match['tail']}" for number in numbers]


def read(address: str) -> list[Step] | None:
    """The steps of an address, or None where a word of it means nothing here."""
    text = plain(address).replace("\u00a0", " ").replace("’", "'")
    if shaped := _segments(text):
        return shaped
    if _FOREIGN.search(_token().sub("", text)):
        return None
    reader = _Reader()
    for match in _token().finditer(text):
        if not reader.take(match):
            return None
    return _outermost_first(reader.end()) or None


@cache
def _token() -> regex.Pattern[str]:
    """Numbers, and words: Chinese has no spaces, so its words are taken from the list."""
    han = sorted((word for word in asked() if not word.isascii() and _is_han(word)), key=len, reverse=True)
    return regex.compile(rf"(?:{_LATIN_NUMBERS}|(?P<word>{'|'.join(han)}|(?:(?!\p{{Han}})\p{{L}})+))")


def _is_han(word: str) -> bool:
    return regex.fullmatch(r"\p{Han}+", word) is not None


class _Reader:
    """Takes one token after another. `expected` is the kind that the next number has."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.expected: str | None = None
        self.behind = False  # the last token was a number whose kind a Chinese word may still give

    def take(self, match: regex.Match[str]) -> bool:
        """Takes a token; False where it means nothing."""
        if match["word"]:
            return self._word(match["word"])
        if match["text"]:
            self._add(self.expected if self.expected in TEXTS else "text", match["text"])
        elif match["bracketed"] or match["closed"]:
            self._add("point", (match["bracketed"] or match["closed"]).lower())
        elif match["star"]:
            self._add("note", match["star"])
        elif match["han"]:
            value = han_number(match["han"])
            self._add(self.expected or "chapter", roman(value) if value else match["han"])
            self.behind = True
        else:
            self._add(self.expected or "paragraph", match["number"].rstrip("*").replace(" ", ""))
            self.behind = True
        return True

    def end(self) -> list[Step]:
        if self.expected == "annex":
            self._add("annex", "")
        return self.steps

    def _add(self, kind: str | None, number: str) -> None:
        if kind in ("paragraph", "point") and self.expected == "annex":
            self.steps.append(Step("annex", ""))
        self.steps.append(Step(kind or "paragraph", number))
        self.expected = None
        self.behind = kind == "text"

    def _word(self, word: str) -> bool:
        known = _known(word)
        number = values().get(word)
        lettered = _ROMAN.fullmatch(word) or (len(word) == 1 and (known is None or word.isupper()))
        if self.expected in (*_HEADINGS, "note") and (number or lettered):
            self._add(self.expected, as_heading(self.expected, number) if number else word)
            return True
        if self.steps and self.steps[-1].kind == "chapter" and len(word) == 1 and word.isupper():
            self._add("section", word)  # "IV.A"
            return True
        if known == "ignored":
            return True
        if known is not None:
            return self._kind(known, word)
        return self._letter(word)

    def _kind(self, kind: str, word: str) -> bool:
        last = self.steps[-1] if self.steps else None
        if _is_han(word) and self.behind and last and word not in ("附件", "序言", "序言部分", "脚注", "注"):
            kept = last.kind if kind == "paragraph" and last.kind == "preambular" else kind
            self.steps[-1] = Step(kept, last.number)
            self.behind = False
        elif kind == "preambular" and last and last.kind == "paragraph" and self.expected is None:
            self.steps[-1] = Step("preambular", last.number)  # "пункт 2 преамбулы"
        elif self.expected == "preambular" and kind == "paragraph":
            pass  # "preambular paragraph 2"
        else:
            if self.expected == "annex":
                self.steps.append(Step("annex", ""))
            self.expected = None if kind == "point" else kind
        return True

    def _letter(self, word: str) -> bool:
        """A number that is a letter or roman, without a word that says of what."""
        last = self.steps[-1] if self.steps else None
        roman_point = len(word) <= _GLUED and word.isascii() and _ROMAN.fullmatch(word.upper())
        if _ROMAN.fullmatch(word) and last is None:
            self._add("chapter", word)
        elif last and ((len(word) == 1 and word.isascii()) or roman_point):
            self._add("point", word.lower())
        else:
            return False
        return True


_GLUED = 4  # letters of a roman number for a point: viii


def _known(word: str) -> str | None:
    """The kind a word stands for. Arabic writes "of", "and" and "to" onto the next word."""
    word = word.lower()
    if word in asked():
        return asked()[word]
    for glued, whole in (("و", ""), ("ب", ""), ("لل", "ال"), ("ل", "")):
        rest = whole + word.removeprefix(glued)
        if word.startswith(glued) and rest in asked():
            return asked()[rest]
    return None


def as_heading(kind: str, number: str) -> str:
    return roman(int(number)) if kind in ("annex", "chapter") and number.isdigit() else number


def _outermost_first(steps: list[Step]) -> list[Step]:
    """`annex II of resolution 12/1`: the text, then its annex, then the rest; points as written."""
    chapters = any(step.kind == "chapter" for step in steps)
    first_text = next((at for at, step in enumerate(steps) if step.kind in ("text", *TEXTS)), len(steps))

    def rank(pair: tuple[int, Step]) -> int:
        at, step = pair
        if step.kind == "section" and chapters and at < first_text:
            return _IN_CHAPTER
        if step.kind == "note":
            return _NOTE
        return _PARAGRAPH if step.kind in _MODIFIED else _RANK.get(step.kind, _POINT)

    return [step for _, step in sorted(enumerate(steps), key=rank)]


_SEGMENT = regex.compile(r"(?P<kind>res|dec|annex|op|pp|par|ch|fn|part|sec)-(?P<number>[\w*-]+?)(?:~\d+)?")
_ID_KINDS = {
    "res": "resolution",
    "dec": "decision",
    "op": "paragraph",
    "par": "paragraph",
    "pp": "preambular",
    "ch": "chapter",
    "fn": "note",
    "sec": "section",
}


def _segments(text: str) -> list[Step] | None:
    """The steps of something shaped like an id that is not quite one: `res-12-3/5/a`."""
    parts = text.strip().split("/")
    if not _SEGMENT.fullmatch(parts[0]):
        return None
    steps = []
    for part in parts:
        match = _SEGMENT.fullmatch(part)
        if match is None:
            kind = "paragraph" if part.isdigit() else "point"
            steps.append(Step(kind, part))
            continue
        kind = _ID_KINDS.get(match["kind"], match["kind"])
        steps.append(Step(kind, match["number"].replace("-", "/") if kind in TEXTS else match["number"]))
    return steps
