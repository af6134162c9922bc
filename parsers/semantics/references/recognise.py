"""What one text cites: spans, kinds, and the part of the normal form that the words themselves give.

Which body, instrument or document is meant is for `resolve` to say. Each family of
references has a scan of its own, and a cheap test that spares most texts the scan.
"""

from collections.abc import Iterator

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.dates import dates
from cotc.parsers.semantics.references.drafts import drafts
from cotc.parsers.semantics.references.found import Found, has, listed, single
from cotc.parsers.semantics.references.lexicon import Lexicon
from cotc.parsers.semantics.references.places import articles, places
from cotc.parsers.semantics.references.texts import texts

_URL = compiling.compile(r"(?:https?://|(?<![\w/])www\.)[^\s<>\"«»“”，。；）]+")
_URL_TAIL = compiling.compile(r"[.,;:!?)\]'*]+$")

# One part of a symbol after its root: COP, WG.2, L.8, 2024, COP(15), IV, Rev1, Part A, 494(10), the 2-3 of
# combined reports of a State (CRPD/C/AUT/CO/2-3); see the grammar of UN symbols.
_SEGMENT = (
    r"(?:[A-Z]+(?:-[A-Z]+)+(?!\w)|Part[ ][A-Z](?!\w)|(?:Rev|Add|Corr)\d+(?!\w)"
    r"|[A-Z][A-Za-z]*(?:\.[A-Z][a-z]+)?(?:\.[A-Z]?\d+(?:\.\d+)?|\.[A-Z]{1,3})?"
    r"(?:\((?:\d+|I{1,3}|IV)\))?(?!\w)"
    r"|(?<=[A-Z]/)\d{1,2}-\d{1,2}(?!\w)"
    r"|\d+(?:\.\d+)?(?:\(\d{1,3}\))?"
    r"(?:[ ]?\((?:Vol\.[ ]?[IVX]+|Parts?[ ][IVX]+|Sect\.[ ]\d+[A-Z]?|SUPP|[IVXLC]+|\d{4})\))?)"
)
_SYMBOL = compiling.compile(
    rf"(?<![\w/.])(?P<symbol>[A-Z][A-Z0-9]{{0,9}}(?:\.\d+)?(?:\((?:\d+|[A-Z]{{2,5}})\))?(?:/{_SEGMENT})+)"
    r"(?P<letter> [A-Z](?:-[A-Z])?(?![\w.]))?",
    regex.ASCII,
)
# The sales number of a publication; the letter before the year is the language's: E.96.IV.13.
_SALES = compiling.compile(r"(?<![\w.])[ACEFRS]\.(?P<number>\d{2}\.[IVX]{1,5}\.(?:[A-Z]\.)?\d{1,3})(?![\w])")
_TEXT_NUMBER = compiling.compile(r"[IVXLC]+/(?:\d+|[A-Z]{2,4}\.\d+)")  # IX/16; X/CP.21, not numbered yet
_TO_COME = compiling.compile(r"/\S")  # A/80/____: the number is not printed yet
_TO = compiling.compile(r"-(?P<last>\d+)(?![\w/]|-\d)")  # SR.2-6, A/80/21-25
_RECORDS = compiling.compile(r"/(?:SR|PV)\.\d+(?:\.\.\d+)?$")
_FURTHER = compiling.compile(
    r"(?:, | \p{L}{1,3} )(?P<first>\d+)(?:-(?P<last>\d+))?(?=[).,;]|$| \p{L}{1,3} \d)"
)


_DIGITS = compiling.compile(r"\d+")


def recognise(text: str, words: Lexicon) -> list[Found]:
    """All citing spans of folded `text` in order; of two that overlap, the earlier and longer wins."""
    found = list(_urls(text))
    if found:
        text = _blank(text, found)
    found += [*_treaties(text, words), *_symbols(text), *_publications(text), *dates(text, words)]
    if has(text, words.stems["meeting"]):
        found += listed("meeting", "meeting", words.meetings, text, words)
    if has(text, words.stems["agenda"]):
        found += listed("agenda", "item", words.agenda, text, words)
    found += [*articles(text, words), *places(text, words), *texts(text, words), *drafts(text, words)]
    found.sort(key=lambda item: (item.start, -item.end))
    out: list[Found] = []
    for item in found:
        if not out or item.start >= out[-1].end:
            out.append(item)
    return out


def _blank(text: str, found: list[Found]) -> str:
    """`text` with those spans emptied, every other character in its place."""
    for item in found:
        text = text[: item.start] + " " * (item.end - item.start) + text[item.end :]
    return text


def _urls(text: str) -> Iterator[Found]:
    if "www." not in text and "://" not in text:
        return
    for match in _URL.finditer(text):
        tail = _URL_TAIL.search(match[0])
        end = match.start() + (tail.start() if tail else len(match[0]))
        yield single("url", match.start(), end, text[match.start() : end])


def _symbols(text: str) -> Iterator[Found]:
    if "/" not in text:
        return
    for match in _SYMBOL.finditer(text):
        form, end = match["symbol"], match.end("symbol")
        unfit = not any(c.isdigit() for c in form) or _TEXT_NUMBER.fullmatch(form)
        if unfit or _TO_COME.match(text, end):
            continue
        if match["letter"] and "/RES/" in form:
            form, end = form + match["letter"], match.end()
        if form[-1].isdigit() and (to := _TO.match(text, end)):
            form, end = f"{form}..{to['last']}", to.end()
        yield single("symbol", match.start(), end, form)
        yield from _further_records(text, end, form)


def _publications(text: str) -> Iterator[Found]:
    for match in _SALES.finditer(text):
        yield single("publication", *match.span(), f"sales/{match['number']}")


def _further_records(text: str, end: int, form: str) -> Iterator[Found]:
    """Meetings whose records share the symbol's first parts: `A/AC.109/2025/SR.2-6 and 9-11`."""
    if not _RECORDS.search(form):
        return
    stem = form[: form.rindex(".", 0, form.find("..") if ".." in form else None)]
    while further := _FURTHER.match(text, end):
        end = further.end()
        last = f"..{further['last']}" if further["last"] else ""
        yield single("symbol", further.start("first"), end, f"{stem}.{further['first']}{last}")


def _treaties(text: str, words: Lexicon) -> Iterator[Found]:
    for match in words.ibid.finditer(text) if has(text, words.stems["ibid"]) else ():
        form = _series(match) if match["rest"] else ""
        yield single("ibid", match.start(), match.end(), form)
    for match in words.treaty.finditer(text) if has(text, words.stems["treaty"]) else ():
        yield single("treaty", match.start(), match.end(), _series(match))


def _series(match: regex.Match[str]) -> str:
    volumes = ",".join(_DIGITS.findall(match["volumes"]))
    return f"unts/{volumes}/{match['number']}"
