"""Resolutions and decisions: text numbers, and the noun that governs them."""

import regex

from cotc.parsers.model import RefKind
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found, has, single
from cotc.parsers.semantics.references.lexicon import Lexicon

_DIGIT = compiling.compile(r"\d")
_SPACES = compiling.compile(r"\s+")
_UNSPACED = compiling.compile(r"(?<=\d)\(")
_SERIAL = compiling.compile(r"\d{1,3}/[A-Z]")
_POINTED = compiling.compile(r"(?:[A-Z]-\d{1,3}/)?\d{1,3}(?:\.\d{1,3})+")
_YEAR_BEFORE = compiling.compile(r"(?:19|20)\d\d/")
_YEAR_BEHIND = compiling.compile(r"\((?:19|20)\d\d\)")
_GROUP = compiling.compile(r"\d{1,2}/(?:19|20)\d\d/")
_COUNCIL = compiling.compile(r"\d{3,4} ?\((?:19[4-9]|20\d)\d\)")
_NUMERAL = compiling.compile(r"[IVXLC]+/")
_BEFORE_STEM = 5  # characters that an article or a capital letter takes before a noun's stem


def texts(text: str, words: Lexicon) -> list[Found]:
    """Text numbers with the noun that governs them; a number that no noun governs cites nothing."""
    if not has(text, words.stems["nouns"]) or not _DIGIT.search(text):
        return []
    return _number_first(text, words) if words.number_first else _noun_first(text, words)


def _number_first(text: str, words: Lexicon) -> list[Found]:
    matches = list(words.text_tokens.finditer(text))
    out: list[Found] = []
    kind: RefKind | None = None
    for match in reversed(matches):
        kind = "resolution" if match["resolution"] else "decision" if match["decision"] else kind
        if kind:
            form = _number_form(match["number"]) if match["number"] else _bare_form(match["bare"] or "")
            out.append(single(kind, match.start(), match.end(), form))
    return out[::-1]


def _noun_first(text: str, words: Lexicon) -> list[Found]:
    out: list[Found] = []
    noun: regex.Match[str] | None = None
    last: Found | None = None
    first = min(at for stem in words.stems["nouns"] if (at := text.find(stem)) >= 0)
    for match in words.text_tokens.finditer(text, max(0, first - _BEFORE_STEM)):
        if not match["number"]:
            drafted = words.draft.search(text[max(0, match.start() - 12) : match.start()])
            noun, last = (None if drafted else match), None
            if noun and match["bare"]:
                last = _text_number(noun, match.start(), match.end(), _bare_form(match["bare"]))
                out.append(last)
            continue
        if noun is None or not _governed(text, noun, last, match, words):
            continue
        adjoins = last is None and match.start() - noun.end() <= 2
        last = _text_number(
            noun, noun.start() if adjoins else match.start(), match.end(), _number_form(match[0])
        )
        out.append(last)
    return out


def _bare_form(number: str) -> str:
    """`77.3` says the session by itself; `4` or a range of such numbers does not."""
    return number if "." in number else ""


def _text_number(noun: regex.Match[str], start: int, end: int, form: str) -> Found:
    kind: RefKind = "resolution" if noun["resolution"] else "decision"
    return Found(kind, start, end, form, noun.start(), end, noun=(noun.start(), noun.end()))


_LOOKALIKES = str.maketrans("СМРА", "CMPA")  # Cyrillic: "решение 1/СР.21"
_ARABIC_MARKS = (
    ("CMP", compiling.compile(r"م ?أ ?[إا](?: ?ت)?-")),
    ("CMA", compiling.compile(r"م ?[أإ] ?أ? ?ت-")),
    ("CP", compiling.compile(r"م ?أ-")),
)


def _number_form(text: str) -> str:
    text = text.translate(_LOOKALIKES)
    for mark, pattern in _ARABIC_MARKS if "م" in text else ():
        text = pattern.sub(f"{mark}.", text)
    return _UNSPACED.sub(" (", _SPACES.sub(" ", text)) if "(" in text else text


_SENTENCE = compiling.compile(r"[.!?؟] +(?=\p{Lu}|\()")
_LONGEST_NAME = 220  # characters between noun and number: the longest name of a body, and its article


def _governed(
    text: str, noun: regex.Match[str], last: Found | None, match: regex.Match[str], words: Lexicon
) -> bool:
    """The number follows its noun, or the noun and a body's name, or continues a list under that noun."""
    if _COUNCIL.fullmatch(match[0]):  # only the Security Council numbers so
        start = last.end if last else noun.end()
        return not _SENTENCE.search(words.quotes.sub("", text[start : match.start()]))
    if last is None:
        gap = text[noun.end() : match.start()]
        return not gap.strip() or (len(gap) <= _LONGEST_NAME and _is_name(gap, words))
    gap = words.quotes.sub("", text[last.end : match.start()])
    return bool(words.separator.search(gap)) and not _SENTENCE.search(gap)


def _is_name(gap: str, words: Lexicon) -> bool:
    name = words.bodies.search(gap)
    if name is None:
        return False
    lead = words.between.match(gap)
    return (lead.end() if lead else 0) >= name.start() and not gap[name.end() :].strip(" ,()")


def family(form: str) -> str:
    """How a text number is built, as the data file names it (`session`, `year` …); `` for a bare one."""
    if _SERIAL.match(form):
        return "serial"
    if _POINTED.fullmatch(form):
        return "point"
    if "(" in form:
        return "council" if _YEAR_BEHIND.search(form) else "roman"
    if _GROUP.match(form):
        return "group"
    if _YEAR_BEFORE.match(form):
        return "year"
    if _NUMERAL.match(form):
        return "numeral"
    return "session" if "/" in form else ""
