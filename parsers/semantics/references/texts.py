"""Resolutions and decisions: text numbers, and the noun that governs them."""

import regex

from cotc.parsers.model import RefKind
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import latin_text_number, roman
from cotc.parsers.semantics.references.found import Found, has, single
from cotc.parsers.semantics.references.lexicon import Lexicon

_DIGIT = compiling.compile(r"\d")
_SPACES = compiling.compile(r"\s+")
_UNSPACED = compiling.compile(r"(?<=\d)\(")
_SERIAL = compiling.compile(r"\d{1,3}(?:\.\.\d{1,3})?/[A-Z]")
_POINTED = compiling.compile(r"(?:[A-Z]-\d{1,3}/)?\d{1,3}(?:\.\d{1,3})+")
_YEAR_BEFORE = compiling.compile(r"(?:19|20)\d\d/")
_YEAR_BEHIND = compiling.compile(r"\((?:19|20)\d\d\)")
_GROUP = compiling.compile(r"\d{1,2}/(?:19|20)\d\d/")
_COUNCIL = compiling.compile(r"\d{3,4} ?\((?:19[4-9]|20\d)\d\)")
_MARK = compiling.compile(r"第|号$|^号")
_LETTER = compiling.compile(r"(?<=\d ?)[A-Z]$")
_NEXT_LETTER = compiling.compile(
    r"(?:, ?|، ?|、|和|及|,? \p{Ll}{1,3} | و ?)([A-ZАВС]|ألف|باء|جيم|دال)(?![A-Za-z\d]|\.\w)"
)
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
        if kind and match["bare"]:
            out.append(single(kind, *match.span(), _bare_form(match["bare"])))
        elif kind:
            out += reversed(_numbers(text, match, kind, words))
    return _ranges(text, out[::-1], words)


def _numbers(text: str, match: regex.Match[str], kind: RefKind, words: Lexicon) -> list[Found]:
    """`第79/98至79/112号`, `第79/93 A和B号`: one of each number, the last to the end of the words."""
    out: list[Found] = []
    for number in words.text_number.finditer(text, *match.span("number")):
        out.append(single(kind, number.start(), number.end(), _number_form(number[0])))
        out += _lettered(text, out[-1])
    out[0].start, out[-1].end = match.start(), match.end()
    return out


def _ranges(text: str, found: list[Found], words: Lexicon) -> list[Found]:
    """`79/98 to 79/112` is one: `79/98..112`; of one series `9..15/CP.19`."""
    out: list[Found] = []
    for item in found:
        last = out[-1] if out else None
        form = _range_form(last, item) if last else None
        if last and form and words.range.fullmatch(_MARK.sub("", text[last.end : item.start])):
            last.form, last.end = form, item.end
        else:
            out.append(item)
    return out


def _range_form(first: Found, last: Found) -> str | None:
    if _SERIAL.match(first.form) and _SERIAL.match(last.form):
        (start, series), (end, other) = first.form.split("/"), last.form.split("/")
        return f"{start}..{end}/{series}" if series == other and ".." not in start else None
    session, _, number = last.form.rpartition("/")
    same = session and first.form.rpartition("/")[0] == session and first.noun == last.noun
    return f"{first.form}..{number}" if same and ".." not in first.form else None


def _latin(letter: str) -> str:
    return _ARABIC_LETTERS.get(letter, latin_text_number(letter))


def _lettered(text: str, found: Found) -> list[Found]:
    """The next letters of one number: `79/93 A and B`."""
    out: list[Found] = []
    last = found
    while (
        (letter := _LETTER.search(last.form))
        and (more := _NEXT_LETTER.match(text, last.end))
        and ord(next_letter := _latin(more[1])) == ord(letter[0]) + 1
    ):
        form = f"{last.form[: letter.start()]}{next_letter}"
        last = Found(found.kind, more.start(1), more.end(), form, found.group_start, more.end(), found.noun)
        out.append(last)
    return out


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
        out += [last, *_lettered(text, last)]
        last = out[-1]
    return _ranges(text, out, words)


def _bare_form(number: str) -> str:
    """`77.3` says the session by itself; `4` or a range of such numbers does not."""
    return number if "." in number else ""


def _text_number(noun: regex.Match[str], start: int, end: int, form: str) -> Found:
    kind: RefKind = "resolution" if noun["resolution"] else "decision"
    return Found(kind, start, end, form, noun.start(), end, noun=(noun.start(), noun.end()))


_ARABIC_LETTERS = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D"}
_ARABIC_LETTER = compiling.compile(r"(?<=\d )(?:ألف|باء|جيم|دال)")
_ARABIC_SESSION = compiling.compile(r"\(د-(\d+)\)")


def _number_form(text: str) -> str:
    text = latin_text_number(text)
    if not text.isascii():  # "217 ألف (د-3)"
        text = _ARABIC_LETTER.sub(lambda match: _ARABIC_LETTERS[match[0]], text)
        text = _ARABIC_SESSION.sub(lambda match: f"({roman(int(match[1]))})", text)
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
    listed = words.separator.search(gap) or words.range.fullmatch(gap)
    return bool(listed) and not _SENTENCE.search(gap)


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
