"""Articles of instruments, and places in a text: chapters, sections, annexes, paragraphs."""

from collections.abc import Iterator

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found, going_on, has, is_range, items_of
from cotc.parsers.semantics.references.lexicon import Lexicon
from cotc.parsers.semantics.references.normalise import heading, number, points
from cotc.parsers.semantics.references.shapes import ListPattern


def articles(text: str, words: Lexicon) -> Iterator[Found]:
    shape = words.article
    if shape is None or not has(text, words.stems["article"]):
        return
    for match in shape.pattern.finditer(text):
        rules = bool(words.rules_word and words.rules_word.match(match[0]))
        found = [
            Found("article", s, e, f"art-{form}", *match.span(), rules=rules)
            for s, e, form in items_of(match, shape, words)
        ]
        inner = _inner(match, words)
        if len(found) == 1 and inner:
            yield from _with_inner(found[0], match, inner, several=_articles_go_on(text, match, words))
        else:
            yield from found


def _articles_go_on(text: str, match: regex.Match[str], words: Lexicon) -> bool:
    """Whether numbers after the paragraph are articles again: `articles 57, paragraph 5 (g), 61 and 62`."""
    groups = match.groupdict()
    if words.articles is None or words.one_paragraph is None or not groups.get("inner2"):
        return False
    before = text[match.end("list") : match.start("inner2")]
    return bool(words.articles.search(match["word"]) and words.one_paragraph.search(before))


def _inner(match: regex.Match[str], words: Lexicon) -> list[tuple[int, int, str]]:
    """Paragraphs or points of the article: start, end, number."""
    groups = match.groupdict()
    if words.article_inner is None:
        return []
    if groups.get("inner1"):
        form = _point(groups["inner1"], words)
        if groups["point1"]:
            form = f"{form}/{_point(groups['point1'], words)}"
        return [(match.start(), match.end(), form)]
    if not groups.get("inner2"):
        return []
    items = list(words.article_inner.finditer(match["inner2"]))
    base = match.start("inner2")
    out: list[tuple[int, int, str]] = []
    last = ""
    for at, item in enumerate(items):
        form = _point(item[0], words)
        if last and not form[0].isdigit():  # "paragraph 1 (a) (i) or (ii) or (b) (i)"
            form = going_on(last, f"/{form}")
        last = form if form[0].isdigit() else ""
        ranged = at > 0 and is_range(match["inner2"], items, at - 1, words.range)
        if ranged and out[-1][2].isdigit() and form.isdigit():  # "paragraphs 14-15"
            out[-1] = (out[-1][0], base + item.end(), f"{out[-1][2]}..{form}")
            continue
        out.append((base + item.start(), base + item.end(), form))
    start, _, form = out[-1]
    point = f"/{_point(groups['point2'], words)}" if groups["point2"] else ""
    out[-1] = (start, match.end(), f"{form}{point}")
    return out


def _point(text: str, words: Lexicon) -> str:
    return points(f"0 {text}", words.values).removeprefix("0/").strip("/")


def _with_inner(
    article: Found, match: regex.Match[str], inner: list[tuple[int, int, str]], *, several: bool
) -> Iterator[Found]:
    """The article's parts. After "articles 57, paragraph 5 (g)," a bare number is the next article."""
    for at, (start, end, form) in enumerate(inner):
        if at and several and form.isdigit():
            yield Found("article", start, end, f"art-{form}", *match.span(), rules=article.rules)
            continue
        begin = start if at else match.start()
        yield Found("article", begin, end, f"{article.form}/{form}", *match.span(), rules=article.rules)


def places(text: str, words: Lexicon) -> Iterator[Found]:
    for match in words.place.finditer(text) if has(text, words.stems["place"]) else ():
        units = _units(match, words)
        *_, (last_start, last, printed) = units
        listed = list(_listed(printed, words)) if last != "paragraph" else []
        if len(listed) > 1:
            yield from _several(match, units, last_start + match.start(), listed, words)
            continue
        head = [(name, _unit_number(name, raw, words)) for _, name, raw in units]
        if not _COMMA.search(match[0]):  # "section A of chapter I" without the "of"
            head.sort(key=lambda unit: _RANK[unit[0]])
        path = _path([unit for unit in head if unit[0] != "paragraph"])
        lists = next((unit for name, unit in words.units if name == "paragraph"), None)
        numbers = lists.search(match[0]) if lists else None
        bare = len(units) == 1 and last == "annex"
        if numbers is None:
            yield Found("paragraph", *match.span(), path, *match.span(), bare_annex=bare)
            continue
        shape = ListPattern(lists, words.place_item)  # type: ignore[arg-type]  # numbers came from it
        for i, (start, end, form) in enumerate(items_of(numbers, shape, words)):
            begin = match.start() if i == 0 else match.start() + start
            form = _POINT.sub("-", form)
            local = f"{path}/par-{form}" if path else f"par-{form}"
            yield Found("paragraph", begin, match.start() + end, local, *match.span())


def _units(match: regex.Match[str], words: Lexicon) -> list[tuple[int, str, str]]:
    """The units of a chain in order: where its number begins, name and number as printed."""
    out: list[tuple[int, str, str]] = []
    for name, pattern in words.units:
        for unit in pattern.finditer(match[0]):
            numbered = name != "paragraph" and unit[1]
            out.append((unit.start(1) if numbered else unit.start(), name, unit[1] if numbered else ""))
    return sorted(out)


def _listed(printed: str, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Start, end and number of each of several: `I and II`, `IV-V` as `IV..V`."""
    start, cuts = 0, list(words.place_between.finditer(printed))
    for cut in cuts:
        if not words.range.match(cut[0]):
            yield start, cut.start(), printed[start : cut.start()]
            start = cut.end()
    yield start, len(printed), printed[start:]


def _several(
    match: regex.Match[str],
    units: list[tuple[int, str, str]],
    base: int,
    listed: list[tuple[int, int, str]],
    words: Lexicon,
) -> Iterator[Found]:
    """`annexes I and II`, `chap. I, sects. A and B`: one place each."""
    *above, (_, name, _) = units
    head = [(unit, _unit_number(unit, printed, words)) for _, unit, printed in above]
    bare = not above and name == "annex"
    for at, (start, end, printed) in enumerate(listed):
        path = _path([*head, (name, _unit_number(name, printed, words))])
        begin = base + start if at else match.start()
        yield Found("paragraph", begin, base + end, path, *match.span(), bare_annex=bare)


def _unit_number(name: str, form: str, words: Lexicon) -> str:
    if not form:
        return ""
    plain = number if name == "part" else heading
    ends = words.place_between.split(form)
    return "..".join(plain(end, words.values) for end in ends)


_POINT = compiling.compile(r"(?<=\d)\.(?=\d)")  # 22.11 is 22-11, as addresses have it
_COMMA = compiling.compile(r"[,،，、]")
_RANK = {"part": 0, "chapter": 1, "annex": 2, "section": 3, "paragraph": 4}


def _path(units: list[tuple[str, str]]) -> str:
    """`ch-I/A`, `sec-VII`, `part-1/sec-A`, `annex-II`, as the addresses of the tree are written."""
    out: list[str] = []
    for name, form in units:
        if name == "section" and any(part.startswith("ch-") for part in out):
            out.append(form)
        else:
            prefix = {"chapter": "ch", "section": "sec"}.get(name, name)
            inside = form.replace(".", "/") if name == "chapter" else form  # "chap. I.A"
            out.append(f"{prefix}-{inside}" if form else prefix)
    return "/".join(out)
