"""What one text cites, word by word: spans, kinds, and the part of the normal form that the span itself gives.

Which body, instrument or document is meant is for `resolve` to say. Each family of
references has a scan of its own, and a cheap test that spares most texts the scan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from cotc.parsers.model import RefKind
from cotc.parsers.semantics.references.lexicon import Lexicon, ListPattern
from cotc.parsers.semantics.references.normalise import heading, number, points


@dataclass(slots=True)
class Found:
    """A span that cites. `form` is its local part: a date, `12/3`, `art-2/b`, `ch-IV/par-24`.

    start, end   of this item; `group_start`, `group_end` of the whole list it stands in
    noun         span of the word that governs a text number
    rules        the word itself means rules of procedure ("rule 22")
    part         the places are named by full words or chapters, not paragraph numbers alone
    """

    kind: RefKind
    start: int
    end: int
    form: str
    group_start: int
    group_end: int
    noun: tuple[int, int] | None = None
    rules: bool = False
    bare_annex: bool = False


_HINT = regex.compile(r"\d|/|[Aa]nn?ex|ن|附|条|章|[Пп]рилож|[Ii]b[ií]d|Там же|同上|www\.|premier|[IVX]|primer|sesi")
_URL = regex.compile(r"(?:https?://|(?<![\w/])www\.)[^\s<>\"«»“”，。；）]+")
_URL_TAIL = regex.compile(r"[.,;:!?)\]'*]+$")

# One part of a symbol after its root: COP, WG.2, L.8, 2024, COP(15), IV; see the grammar of UN symbols.
_SEGMENT = (
    r"(?:[A-Z][A-Za-z]*(?:\.[A-Z]?\d+(?:\.\d+)?|\.[A-Z]{1,3})?(?:\(\d+\))?(?!\w)"
    r"|\d+(?:\.\d+)?(?:[ ]?\((?:Vol\.[ ]?[IVX]+|Parts?[ ][IVX]+|SUPP|[IVXLC]+|\d{4})\))?)"
)
_SYMBOL = regex.compile(
    rf"(?<![\w/.])(?P<symbol>[A-Z][A-Z0-9]{{0,9}}(?:\.\d+)?(?:\(\d+\))?(?:/{_SEGMENT})+)"
    r"(?P<letter> [A-Z](?:-[A-Z])?(?![\w.]))?",
    regex.ASCII,
)
_ROMAN_NUMBER = regex.compile(r"[IVXLC]+/\d+")


def recognise(text: str, words: Lexicon) -> list[Found]:
    """All citing spans of folded `text` in order, none overlapping another: of two, the earlier and longer wins."""
    if not _HINT.search(text):
        return []
    found = list(_urls(text))
    if found:
        text = _blank(text, found)
    found += [*_treaties(text, words), *_symbols(text), *_dates(text, words), *_meetings(text, words)]
    found += [*_agenda(text, words), *_articles(text, words), *_places(text, words)]
    found += _texts(text, words)
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


def _single(kind: RefKind, start: int, end: int, form: str) -> Found:
    return Found(kind, start, end, form, start, end)


def _urls(text: str) -> Iterator[Found]:
    if "www." not in text and "://" not in text:
        return
    for match in _URL.finditer(text):
        tail = _URL_TAIL.search(match[0])
        end = match.start() + (tail.start() if tail else len(match[0]))
        yield _single("url", match.start(), end, text[match.start() : end])


def _symbols(text: str) -> Iterator[Found]:
    if "/" not in text:
        return
    for match in _SYMBOL.finditer(text):
        form = match["symbol"]
        if not any(c.isdigit() for c in form) or _ROMAN_NUMBER.fullmatch(form):
            continue
        end = match.end("symbol")
        if match["letter"] and "/RES/" in form:
            form, end = form + match["letter"], match.end()
        yield _single("symbol", match.start(), end, form)


def _treaties(text: str, words: Lexicon) -> Iterator[Found]:
    for match in words.ibid.finditer(text):
        form = _series(match) if match["rest"] else ""
        yield _single("ibid", match.start(), match.end(), form)
    for match in words.treaty.finditer(text):
        yield _single("treaty", match.start(), match.end(), _series(match))


def _series(match: regex.Match[str]) -> str:
    volumes = ",".join(regex.findall(r"\d+", match["volumes"]))
    return f"unts/{volumes}/{match['number']}"


# Dates.


def _dates(text: str, words: Lexicon) -> Iterator[Found]:
    if not words.date_hint.search(text):
        return
    for match in words.date.finditer(text):
        yield from _han_date(match, words) if words.number_first else _date(match, words)


def _date(match: regex.Match[str], words: Lexicon) -> Iterator[Found]:
    span = match.span()
    if match["alone"]:
        yield _single("date", *span, f"{match['only']}-{_month(match['alone'], words):02}")
        return
    if match["first"]:
        first = _iso(match["y1"] or match["year"], _month(match["m1"], words), match["d1"])
        last = _iso(match["year"], _month(match["m2"], words), match["d2"])
        if first and last:
            yield _single("date", *span, f"{first}/{last}")
        return
    month = _month(match["month"], words)
    days = list(words.day.finditer(match["days"]))
    at = 0
    while at < len(days):
        step = 2 if at + 1 < len(days) and _is_range(match["days"], days, at, words.day_range) else 1
        isos = [_iso(match["year"], month, day[0]) for day in days[at : at + step]]
        start = match.start() + days[at].start()
        at += step
        end = match.end() if at >= len(days) else match.start() + days[at - 1].end()
        if all(isos):
            yield Found("date", start, end, "/".join(filter(None, isos)), *span)


def _han_date(match: regex.Match[str], words: Lexicon) -> Iterator[Found]:
    year, month = match["y"], int(match["m"])
    if not match["d"]:
        if year:
            yield _single("date", *match.span(), f"{year}-{month:02}")
        return
    first = _iso(year, month, match["d"])
    last = _iso(year, int(match["m2"] or month), match["d2"]) if match["d2"] else None
    if first and last and words.day_range.fullmatch(match["sep"]):
        yield _single("date", *match.span(), f"{first}/{last}")
    elif first:
        end = match.start("sep") if last else match.end()
        yield Found("date", match.start(), end, first, *match.span())
        if last:
            yield Found("date", match.end("sep"), match.end(), last, *match.span())


def _month(name: str, words: Lexicon) -> int:
    exact = words.months.get(name)
    if exact is not None:
        return exact
    return next(i for i, pattern in enumerate(words.month_patterns, 1) if pattern.fullmatch(name))


def _iso(year: str | None, month: int, day: str) -> str | None:
    """`2024-10-18`; `--10-18` where no year is given; None where there is no such day."""
    number_of_day = int(regex.match(r"\d+", day)[0])  # type: ignore[index]  # every day begins with digits
    try:
        date(int(year) if year else 2000, month, number_of_day)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}-{number_of_day:02}"


# Lists of numbered things.


def _is_range(text: str, items: list[regex.Match[str]], at: int, pattern: regex.Pattern[str]) -> bool:
    between = text[items[at].end() : items[at + 1].start()]
    between = regex.sub(r"^(?:st|nd|rd|th|er|º|°|第)|第$", "", between)
    return bool(pattern.fullmatch(between))


def _items(match: regex.Match[str], shape: ListPattern, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Start, end and number of each item or range in the `list` group; ranges as `7..9`."""
    text, base = match["list"], match.start("list")
    items = list(shape.item.finditer(text))
    at = 0
    while at < len(items):
        first = at
        forms = [points(_ordinal(items[at][0]), words.values)]
        if at + 1 < len(items) and _is_range(text, items, at, words.range):
            at += 1
            forms.append(points(_ordinal(items[at][0]), words.values))
        start = match.start() if first == 0 else base + items[first].start()
        at += 1
        end = match.end() if at == len(items) else base + items[at - 1].end()
        yield start, end, "..".join(forms)


_ORDINAL = regex.compile(r"^第?(\d+)(?: ?(?:st|nd|rd|th|re|er|ère|e|ème|\.?[ªº]|-(?:м|е|го|й|ом|му|х))(?!\w)|\.? ?a(?!\w)|次)(?: \(\w+\))?$")


def _ordinal(text: str) -> str:
    match = _ORDINAL.match(text)
    return match[1] if match else text


def _listed(kind: RefKind, prefix: str, shapes: tuple[ListPattern, ...], text: str, words: Lexicon) -> Iterator[Found]:
    for shape in shapes:
        for match in shape.pattern.finditer(text):
            for start, end, form in _items(match, shape, words):
                yield Found(kind, start, end, f"{prefix}-{form}", *match.span())


def _meetings(text: str, words: Lexicon) -> Iterator[Found]:
    yield from _listed("meeting", "meeting", words.meetings, text, words)


def _agenda(text: str, words: Lexicon) -> Iterator[Found]:
    yield from _listed("agenda", "item", words.agenda, text, words)


def _articles(text: str, words: Lexicon) -> Iterator[Found]:
    shape = words.article
    if shape is None:
        return
    for match in shape.pattern.finditer(text):
        rules = bool(words.rules_word and words.rules_word.match(match[0]))
        found = [Found("article", s, e, f"art-{form}", *match.span(), rules=rules) for s, e, form in _items(match, shape, words)]
        inner = _inner(match, words)
        if len(found) == 1 and inner:
            found = [_with_inner(found[0], match, *item) for item in inner]
        yield from found


def _inner(match: regex.Match[str], words: Lexicon) -> list[tuple[int, int, str]]:
    """Paragraphs or points of the article: start, end, number."""
    groups = match.groupdict()
    if words.article_inner is None:
        return []
    if groups.get("inner1"):
        return [(match.start(), match.end(), _point(groups["inner1"], words))]
    if not groups.get("inner2"):
        return []
    items = list(words.article_inner.finditer(match["inner2"]))
    base = match.start("inner2")
    return [(base + item.start(), base + item.end(), _point(item[0], words)) for item in items]


def _point(text: str, words: Lexicon) -> str:
    return points(f"0 {text}", words.values).removeprefix("0/")


def _with_inner(article: Found, match: regex.Match[str], start: int, end: int, form: str) -> Found:
    first = start == match.start() or match["inner2"] and start == match.start("inner2")
    begin = match.start() if first else start
    return Found("article", begin, end, f"{article.form}/{form}", *match.span(), rules=article.rules)


# Places in a text: chapters, sections, annexes, paragraphs.


def _places(text: str, words: Lexicon) -> Iterator[Found]:
    for match in words.place.finditer(text):
        units = _units(match, words)
        head = [form for name, form in units if name != "paragraph"]
        path = _path([(name, form) for name, form in units if name != "paragraph"])
        lists = next((unit for name, unit in words.units if name == "paragraph"), None)
        numbers = lists.search(match[0]) if lists else None
        bare = len(units) == 1 and units[0][0] == "annex"
        if numbers is None:
            yield Found("paragraph", *match.span(), path, *match.span(), bare_annex=bare)
            continue
        shape = ListPattern(lists, words.place_item)  # type: ignore[arg-type]  # numbers came from it
        for i, (start, end, form) in enumerate(_items(numbers, shape, words)):
            begin = match.start() if i == 0 else match.start() + start
            local = f"{path}/par-{form}" if head else f"par-{form}"
            yield Found("paragraph", begin, match.start() + end, local, *match.span())


def _units(match: regex.Match[str], words: Lexicon) -> list[tuple[str, str]]:
    """The units of a chain in order: name and number."""
    out: list[tuple[int, str, str]] = []
    for name, pattern in words.units:
        for unit in pattern.finditer(match[0]):
            out.append((unit.start(), name, "" if name == "paragraph" else unit[1] or ""))
    return [(name, form if not form else _unit_number(name, form, words)) for _, name, form in sorted(out)]


def _unit_number(name: str, form: str, words: Lexicon) -> str:
    if name in ("chapter", "annex"):
        return heading(form, words.values)
    return number(form, words.values)


def _path(units: list[tuple[str, str]]) -> str:
    """`ch-I/A`, `sec-VII`, `part-1/sec-A`, `annex-II`, as the addresses of the tree are written."""
    out: list[str] = []
    for name, form in units:
        if name == "section" and any(part.startswith("ch-") for part in out):
            out.append(form)
        else:
            prefix = {"chapter": "ch", "section": "sec"}.get(name, name)
            out.append(f"{prefix}-{form}" if form else prefix)
    return "/".join(out)


# Resolutions and decisions.


def _texts(text: str, words: Lexicon) -> list[Found]:
    """Text numbers with the noun that governs them; a number that no noun governs cites nothing."""
    out = _texts_number_first(text, words) if words.number_first else _texts_noun_first(text, words)
    return out


def _texts_number_first(text: str, words: Lexicon) -> list[Found]:
    matches = list(words.text_tokens.finditer(text))
    out: list[Found] = []
    kind: RefKind | None = None
    for match in reversed(matches):
        kind = "resolution" if match["resolution"] else "decision" if match["decision"] else kind
        if kind:
            out.append(_single(kind, match.start(), match.end(), _number_form(match["number"])))
    return out[::-1]


def _texts_noun_first(text: str, words: Lexicon) -> list[Found]:
    out: list[Found] = []
    noun: regex.Match[str] | None = None
    last: Found | None = None
    for match in words.text_tokens.finditer(text):
        if not match["number"]:
            drafted = words.draft.search(text[max(0, match.start() - 12) : match.start()])
            noun, last = (None if drafted else match), None
            if noun and match["bare"]:
                last = _text_number(noun, match.start(), match.end(), "")
                out.append(last)
            continue
        if noun is None or not _governed(text, noun, last, match, words):
            continue
        adjoins = last is None and match.start() - noun.end() <= 2
        last = _text_number(noun, noun.start() if adjoins else match.start(), match.end(), _number_form(match[0]))
        out.append(last)
    return out


def _text_number(noun: regex.Match[str], start: int, end: int, form: str) -> Found:
    kind: RefKind = "resolution" if noun["resolution"] else "decision"
    return Found(kind, start, end, form, noun.start(), end, noun=(noun.start(), noun.end()))


def _number_form(text: str) -> str:
    return regex.sub(r"(?<=\d)\(", " (", regex.sub(r"\s+", " ", text)) if "(" in text else text


_SENTENCE = regex.compile(r"[.!?؟] +(?=\p{Lu}|\()")
_LONGEST_NAME = 220  # characters between noun and number: the longest name of a body, and its article


def _governed(text: str, noun: regex.Match[str], last: Found | None, match: regex.Match[str], words: Lexicon) -> bool:
    """The number directly follows its noun, or the noun and a body's name, or continues a list under that noun."""
    if last is None:
        gap = text[noun.end() : match.start()]
        return not gap.strip() or (len(gap) <= _LONGEST_NAME and _is_name(gap, words))
    if family(last.form) != family(match[0]) and words.code != "en" and not last.form:
        return False
    gap = words.quotes.sub("", text[last.end : match.start()])
    return bool(words.separator.search(gap)) and not _SENTENCE.search(gap)


def _is_name(gap: str, words: Lexicon) -> bool:
    name = words.bodies.search(gap)
    if name is None:
        return False
    lead = words.between.match(gap)
    return (lead.end() if lead else 0) >= name.start() and not gap[name.end() :].strip(" ,()")


def family(form: str) -> str:
    """How a text number is built: `session`, `year`, `council`, `roman`, `serial`, or `` for a bare one."""
    if regex.match(r"\d{1,3}/[A-Z]", form):
        return "serial"
    if "(" in form:
        return "council" if regex.search(r"\((?:19|20)\d\d\)", form) else "roman"
    if regex.match(r"(?:19|20)\d\d/", form):
        return "year"
    return "session" if "/" in form else ""
