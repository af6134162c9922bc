"""What people write for an address, read as steps: text 12/4, paragraph 5, point a.

A word says what the number beside it is: the number after it, in Chinese also the one
before it (第5段), and so with ordinals ("third preambular paragraph"). Steps may be written
from either end ("paragraph 5 of resolution 12/3"). A word that says nothing here makes the
whole an address of nothing: to leave it out would answer something else than was asked.
"""

import unicodedata
from functools import cache

import regex

from cotc.cli.query.forms import segments
from cotc.cli.query.steps import RULES, Step, as_heading, plain
from cotc.cli.query.words import asked, kind_of, values
from cotc.parsers.model import TEXTS
from cotc.parsers.profiles.numerals import roman
from cotc.parsers.semantics.references.normalise import han_number

_LATIN_NUMBERS = (
    r"(?P<text>\d{1,2}/(?:19|20)\d\d/\d+|(?:[A-Z]{1,4}-)?\d+/\d+(?: [A-Z](?![\p{L}\d]))?|\d+/[A-Z]{2,4}\.\d+"
    r"|[IVXL]+/\d+|\d+ ?\((?:\d{4}|[IVXLC]+)\))"
    r"|[(（](?P<bracketed>\p{L}{1,4}|\d{1,3}(?:\.\d+)?)[)）]|(?<![\p{L}\d])(?P<closed>\p{L}{1,4}|\d{1,3})\)"
    r"|(?P<number>\d+(?:\.\d+)*(?: ?(?:bis|ter|quater|quinquies|sexies))?\*?)"
    r"|(?P<star>\*+)|(?P<han>[一二三四五六七八九十百]+)"
)
_FOREIGN = regex.compile(r"[^\s,.;:°§'()\[\]،，。（）-]")  # left over where words and numbers are taken out
_ROMAN = regex.compile(r"[IVXLC]+")
_HEADINGS = ("annex", "chapter", "section", "part")
_UNNUMBERED = ("annex", *TEXTS)
_LETTERED = ("chapter", "section")  # a capital behind them is a section's
_BEFORE_ALL = ("附件", "序言", "序言部分", "脚注", "注", "执行部分")  # what never stands behind its number
# Which step holds which. A section stands in a chapter, or in the text that was written before it.
_RANK = {"part": 0, "chapter": 1, "text": 3, "resolution": 3, "decision": 3, "annex": 4, "section": 5}
_RANK |= {
    "named": 6,
    "table": 6,
    "article": 6,
    "rule": 6,
    "regulation": 6,
    "paragraph": 7,
    "preambular": 7,
    "note": 9,
}
_IN_CHAPTER, _POINT = 2, 8
_GLUED = 4  # letters of a roman number for a point: viii
# A letter that is also a small word ("a", "e", "y") is a point where no further word follows it.
_ENDS = regex.compile(r"\s*(?:$|[,.;()\[،，]|(?:of|del?|du|des)(?!\p{L}))")


def read(address: str) -> list[Step] | None:
    """The steps of an address as they were written, or None where a word of it means nothing here."""
    text = plain(unicodedata.normalize("NFC", address)).replace("\u00a0", " ").replace("’", "'")
    if shaped := segments(text):
        return shaped
    if _FOREIGN.search(_token().sub("", text)):
        return None
    reader = _Reader(text)
    for match in _token().finditer(text):
        if not reader.take(match):
            return None
    return reader.end() or None


def orders(steps: list[Step]) -> list[list[Step]]:
    """The orders in which the steps may be meant: outermost first, and else as they were written."""
    sorted_ = _outermost_first(steps)
    return [sorted_] if sorted_ == steps else [sorted_, steps]


@cache
def _token() -> regex.Pattern[str]:
    """Numbers, and words: phrases, and Chinese, which has no spaces, are taken from the list."""
    words = sorted(asked(), key=len, reverse=True)
    han = [word for word in words if _is_han(word)]
    phrases = [rf"{regex.escape(word)}(?!\p{{L}})" for word in words if " " in word]
    listed = "|".join((*phrases, *han))
    return regex.compile(rf"(?:{_LATIN_NUMBERS}|(?P<word>(?i:{listed})|(?:(?!\p{{Han}})\p{{L}})+))")


def _is_han(word: str) -> bool:
    return regex.fullmatch(r"\p{Han}+", word) is not None


class _Reader:
    """Takes one token after another. `expected` is the kind that the next number has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[Step] = []
        self.expected: str | None = None
        self.ordinal: str | None = None  # "third", until the word says of what
        self.word = ""  # a word that only labels say: "intersessional"
        self.digits = ""  # the last number, whose kind a Chinese word may still give while it is `behind`
        self.behind = False

    def take(self, match: regex.Match[str]) -> bool:
        """Takes a token; False where it means nothing."""
        if match["word"]:
            return self._word(match["word"], match)
        if match["text"]:
            if self.expected not in (None, "annex", *TEXTS):
                return False
            if self.expected == "annex":
                self._unnumbered()
            self._add(self.expected if self.expected in TEXTS else "text", match["text"])
        elif match["bracketed"] or match["closed"]:
            inside = match["bracketed"] or match["closed"]
            stated = self.expected if inside.isdigit() and self.expected not in TEXTS else None
            self._add(stated or "point", inside.casefold())
        elif match["star"]:
            self._add("note", match["star"])
        elif match["han"]:
            value = han_number(match["han"])
            digits = str(value) if value else match["han"]
            as_roman = self.expected in (None, *_HEADINGS)
            self._add(self.expected or "chapter", roman(value) if value and as_roman else digits)
            self.digits = digits
        else:
            number = match["number"].rstrip("*").replace(" ", "")
            self._add(self.expected or ("named" if self.word else "paragraph"), number)
        return True

    def end(self) -> list[Step] | None:
        """The steps, unless a word was left that no number followed."""
        if self.expected in _UNNUMBERED:
            self._add(self.expected, "")
        return None if self.expected or self.ordinal or self.word else self.steps

    def _add(self, kind: str, number: str) -> None:
        if kind in ("paragraph", "point"):
            self._unnumbered()
        self.steps.append(Step(kind, number, self.word))
        self.expected, self.word = None, ""
        self.behind, self.digits = True, number

    def _unnumbered(self) -> None:
        """ "annex", "draft resolution": the only one, that has no number."""
        if self.expected in _UNNUMBERED:
            self.steps.append(Step(self.expected, "", self.word))
            self.expected, self.word = None, ""

    def _word(self, word: str, match: regex.Match[str]) -> bool:
        known = kind_of(word)
        number = values().get(word.casefold()) or values().get(word)
        ends = _ENDS.match(self.text, match.end()) is not None
        lettered = _ROMAN.fullmatch(word) or (len(word) == 1 and (known is None or word.isupper() or ends))
        if self.expected in (*_HEADINGS, *TEXTS, "note") and (number or lettered):
            self._add(self.expected, as_heading(self.expected, number) if number else word)
            return True
        if self.steps and self.steps[-1].kind in _LETTERED and len(word) == 1 and word.isupper():
            self._add("section", word)  # "IV.A"
            return True
        if self._is_point(word, match):
            self._add("point", word.casefold())
            return True
        if known == "ignored":
            return True
        if known is not None:
            return self._kind(known, word)
        if number is not None and number.isdigit():
            return self._ordinal(number)
        return self._letter(word)

    def _is_point(self, word: str, match: regex.Match[str]) -> bool:
        """Whether a letter is a point: after that word, or after a number where nothing goes on."""
        if len(word) != 1 or _is_han(word):
            return False
        if self.expected == "point":
            return True
        last = self.steps[-1].kind if self.steps and self.expected is None else None
        glued = match.start() > 0 and self.text[match.start() - 1].isdigit()
        ends = _ENDS.match(self.text, match.end()) is not None
        return last in ("paragraph", "preambular", "point", "item", *RULES) and (glued or ends)

    def _ordinal(self, number: str) -> bool:
        """ "third", before the word or after it ("الفقرة الثالثة")."""
        if self.expected is not None:
            self._add(self.expected, number)
        elif self.ordinal is not None:
            return False
        else:
            self.ordinal = number
        return True

    def _kind(self, kind: str, word: str) -> bool:
        last = self.steps[-1] if self.steps else None
        if _is_han(word) and self.behind and last and word not in _BEFORE_ALL and kind != "draft":
            self._behind(last, kind)
        elif kind == "preambular" and last and last.kind in ("paragraph", "point") and not self.expected:
            self.steps[-1] = Step("preambular", last.number)  # "пункт 2 преамбулы"
        elif kind == "operative":
            if self.expected is None and (last is None or last.kind != "paragraph"):
                self.expected = "paragraph"
        elif kind == "draft":
            if last and last.kind in TEXTS and self.expected is None:
                self.steps[-1] = last._replace(word="draft")  # "第一号决议草案"
            else:
                self.word = "draft"
        elif self.ordinal is not None:
            self.steps.append(Step(kind, as_heading(kind, self.ordinal)))
            self.ordinal, self.behind = None, False
            self.expected = kind if kind == "preambular" else None
        else:
            return self._expect(kind)
        return True

    def _expect(self, kind: str) -> bool:
        """The word of a kind that a number is to follow."""
        last = self.steps[-1] if self.steps else None
        if self.expected == "preambular" and kind in ("paragraph", "point"):
            if last and last.kind == "preambular":  # "third preambular paragraph"
                self.expected = None
            return True
        if self.expected in _UNNUMBERED and (kind != self.expected):
            self._unnumbered()
        elif self.expected not in (None, kind) or (self.word and kind not in TEXTS):
            return False
        self.expected = kind
        return True

    def _behind(self, last: Step, kind: str) -> None:
        """A Chinese word for the number before it."""
        kept = last.kind if kind == "paragraph" and last.kind == "preambular" else kind
        number = last.number if kept in _HEADINGS or last.kind == "text" else self.digits
        self.steps[-1] = Step(kept, number, last.word)
        self.behind = False

    def _letter(self, word: str) -> bool:
        """A number that is a letter or roman, without a word that says of what; else a label's word."""
        last = self.steps[-1] if self.steps else None
        roman_point = len(word) <= _GLUED and word.isascii() and _ROMAN.fullmatch(word.upper())
        if self.expected is not None or self.ordinal is not None:
            return False
        if _ROMAN.fullmatch(word) and last is None:
            self._add("chapter", word)
        elif last and ((len(word) == 1 and word.isascii()) or roman_point):
            self._add("point", word.casefold())
        elif not self.word and len(word) > 1:
            self.word = word.casefold()
        else:
            return False
        return True


def _outermost_first(steps: list[Step]) -> list[Step]:
    """`annex II of resolution 12/1`: the text, then its annex, then the rest; points as written."""
    chapters = any(step.kind == "chapter" for step in steps)
    first_text = next((at for at, step in enumerate(steps) if step.kind in ("text", *TEXTS)), len(steps))

    def rank(pair: tuple[int, Step]) -> int:
        at, step = pair
        if step.kind == "section" and chapters and at < first_text:
            return _IN_CHAPTER
        return _RANK.get(step.kind, _POINT)

    return [step for _, step in sorted(enumerate(steps), key=rank)]
