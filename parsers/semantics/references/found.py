"""A citing span, and the lists that share one noun: "articles 24 and 25", "4th to 6th meetings"."""

from collections.abc import Iterable, Iterator

import msgspec
import regex

from cotc.parsers.model import RefKind
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.lexicon import Lexicon
from cotc.parsers.semantics.references.normalise import points
from cotc.parsers.semantics.references.shapes import ListPattern


class Found(msgspec.Struct):
    """A span that cites. `form` is its local part: a date, `12/3`, `art-2/b`, `ch-IV/par-24`.

    start, end   of this item; `group_start`, `group_end` of the whole list it stands in
    noun         span of the word that governs a text number
    rules        the word itself means rules of procedure ("rule 22")
    draft        the text of a draft ("draft resolution XIX")
    bare_annex   a place that is just "annex" or "annex I"
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
    draft: bool = False


def single(kind: RefKind, start: int, end: int, form: str) -> Found:
    return Found(kind, start, end, form, start, end)


def has(text: str, stems: Iterable[str]) -> bool:
    """Whether any stem stands in `text`: a plain search, cheaper by far than a pattern."""
    for stem in stems:  # without a generator: this is asked of every text for every kind  # noqa: SIM110
        if stem in text:
            return True
    return False


_SUFFIX = compiling.compile(r"^(?:st|nd|rd|th|er|º|°|第)|第$")
_ORDINAL = compiling.compile(
    r"^第?(\d+|\p{Han}{1,3}(?=次))"
    r"(?: ?(?:st|nd|rd|th|re|er|ère|e|ème|\.?[ªº]|-(?:м|е|го|й|ом|му|х)(?!\w)|\.? ?a(?!\w)|次))"
    r"(?: \(\w+\))?$"
)


def is_range(text: str, items: list[regex.Match[str]], at: int, pattern: regex.Pattern[str]) -> bool:
    """Whether the item at `at` and the next are the ends of a range."""
    return bool(pattern.fullmatch(_SUFFIX.sub("", text[items[at].end() : items[at + 1].start()])))


def items_of(
    match: regex.Match[str], shape: ListPattern, words: Lexicon, *, ordinals: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Start, end and number of each item or range in the `list` group; ranges as `7..9`.

    "10 e" is the tenth meeting, but point e of Article 10.
    A letter alone goes on with the number before it: "4 (a) and (b)".
    """
    text, base = match["list"], match.start("list")
    items = list(shape.item.finditer(text))
    plain = _ordinal if ordinals else str
    at = 0
    last = ""
    while at < len(items):
        first = at
        forms = [going_on(last, points(plain(items[at][0]), words.values))]
        if at + 1 < len(items) and is_range(text, items, at, words.range):
            at += 1
            forms.append(going_on(forms[0], points(plain(items[at][0]), words.values)))
        last = forms[-1]
        start = match.start() if first == 0 else base + items[first].start()
        at += 1
        end = match.end() if at == len(items) else base + items[at - 1].end()
        yield start, end, "..".join(forms)


_ROMAN = compiling.compile(r"[ivx]+")


def going_on(last: str, form: str) -> str:
    """A letter takes the place of the letter before it, a roman number that of a roman number."""
    letter = form.removeprefix("/")
    if letter == form or not last:
        return letter
    parts = last.split("/")
    deep = len(parts) > 2 and (_ROMAN.fullmatch(letter) is None or _ROMAN.fullmatch(parts[-1]) is None)
    kept = parts[:1] if deep or len(parts) < 3 else parts[:-1]
    return "/".join((*kept, letter))


def _ordinal(text: str) -> str:
    match = _ORDINAL.match(text)
    return match[1] if match else text


def listed(
    kind: RefKind, prefix: str, shapes: tuple[ListPattern, ...], text: str, words: Lexicon
) -> Iterator[Found]:
    """One span for each item of every list that the shapes find."""
    for shape in shapes:
        for match in shape.pattern.finditer(text):
            for start, end, form in items_of(match, shape, words, ordinals=kind == "meeting"):
                yield Found(kind, start, end, f"{prefix}-{form}", *match.span())
