"""Names of bodies and instruments in one text, and what is known where it stands."""

from collections.abc import Iterable, Mapping

import msgspec

from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.annexed import Annexed
from cotc.parsers.semantics.references.cited import CitedBody, instruments
from cotc.parsers.semantics.references.lexicon import KIND, Lexicon
from cotc.parsers.semantics.references.nearby import Nearby
from cotc.parsers.semantics.references.texts import family

NEAR = 24  # characters that small words between a number and its name can take
_CLOSED = compiling.compile(r"[.;:()\d\"«“]")
_NUMBER = compiling.compile(r"\d+")
_PREFIX = compiling.compile(r"([A-Z]{1,3})-\d")
# From a full name to the short one in brackets: "… of 10 December 1982 (hereinafter the Convention)".
_DEFINED = compiling.compile(r"[^.;:()（）]{0,60}[(（][^.;:()（）]{0,20}")
_ENDED = compiling.compile(r"[\"”»’]?[)）]")
# A word with a number, and a comma before it: "статья 22, пункт 2".
_ASIDE = compiling.compile(r"\d, \p{L}+\.? \d{1,3}(?: \p{L}\))?$")
_HALVES = compiling.compile(r"(?<=[\d)])-(?=[A-Z])")


class Context(msgspec.Struct):
    """What is known where a text stands.

    own      slug of the body that speaks: "its resolutions" are this body's
    paper    symbol of the document, empty where it has none
    work     normal form of the text it stands in (`ctoc-cop/res/12/1`), else the paper's symbol
    texts    kind and number of the paper's own texts
    drafts   those of them that "draft resolution XIX" can mean, with their normal forms
    annexed  the instrument of the paper that the text stands in, and the article of it (`art-9`)
    holds    the instruments annexed to the text
    meant    what a short name was said to stand for: "… on the Law of the Sea (the Convention)"
    nearby   the paper's numbered paragraphs
    annexes  the annexes of the text it stands in, or of the paper: `annex-I`
    home     id of the text it stands in, or of the paper's root
    at       id of the node that is read, or that calls the note
    unread   texts before this one in which instruments may be named, and those named in the others
    before   the same for bodies
    """

    bodies: dict[str, CitedBody]
    own: str | None
    session: int | None
    paper: str
    work: str
    in_text: bool = False
    texts: frozenset[tuple[str, str]] = frozenset()
    drafts: Mapping[tuple[str, str], str] = msgspec.field(default_factory=dict)
    annexed: Annexed | None = None
    article: str | None = None
    holds: tuple[Annexed, ...] = ()
    meant: dict[str, str] = msgspec.field(default_factory=dict)
    nearby: Nearby | None = None
    annexes: frozenset[str] = frozenset()
    home: str = ""
    at: str = ""
    unread: list[str] = msgspec.field(default_factory=list)
    before: list[str] = msgspec.field(default_factory=list)
    _treaties: list[str] = msgspec.field(default_factory=list)
    _named: set[str] = msgspec.field(default_factory=set)

    def treaties(self, words: Lexicon) -> list[str]:
        """Slugs of the instruments named in full so far, looked for only when a short name needs them."""
        for text in self.unread:
            for match in words.instruments.finditer(text):
                slug = words.instrument_slugs[(match.lastindex or 1) - 1]
                if not slug.startswith("short:") and slug not in self._treaties:
                    self._treaties.append(slug)
            self.meant |= definitions(text, words)
        self.unread.clear()
        return self._treaties

    def named(self, words: Lexicon) -> set[str]:
        """Slugs of the bodies named in full so far, looked for only when a short name needs them."""
        for text in self.before:
            for match in words.bodies.finditer(text):
                slug = words.body_slugs[(match.lastindex or 1) - 1]
                if not slug.startswith(KIND):
                    self._named.add(slug)
        self.before.clear()
        return self._named


def definitions(text: str, words: Lexicon) -> dict[str, str]:
    """Noun -> slug for the short names that stand in brackets after a full one."""
    out: dict[str, str] = {}
    named: tuple[int, str] | None = None
    for match in words.instruments.finditer(text):
        slug = words.instrument_slugs[(match.lastindex or 1) - 1]
        if not slug.startswith("short:"):
            named = (match.end(), slug)
        elif named and _DEFINED.fullmatch(text, named[0], match.start()) and _ENDED.match(text, match.end()):
            out[slug.removeprefix("short:")] = named[1]
    return out


class Mention(msgspec.Struct, frozen=True):
    start: int
    end: int
    slug: str


class Names:
    """The names in one text, found when they are first asked for."""

    def __init__(self, text: str, words: Lexicon, context: Context) -> None:
        self.text, self.words, self.context = text, words, context
        self._bodies: list[Mention] | None = None
        self._instruments: list[Mention] | None = None
        self._meant: dict[str, str] = {}

    def follows(self, end: int, mentions: list[Mention]) -> Mention | None:
        """The name that begins right after `end`, but for small words."""
        for mention in mentions:
            if mention.start >= end:
                gap = self.text[end : mention.start].removeprefix(")")
                close = len(gap) <= NEAR and not _CLOSED.search(gap) and "," not in gap[1:]
                listed = gap.strip() and self.words.separator.search(gap) and not self._encloses(gap, end)
                linked = len(gap.split()) <= 3 and not listed
                return mention if close and linked else None
        return None

    def _encloses(self, gap: str, end: int) -> bool:
        """Where no word says "of": does a comma close what one opened, `статья 22, пункт 2, Конвенции`?"""
        return not self.words.of and gap == ", " and _ASIDE.search(self.text, 0, end) is not None

    @property
    def bodies(self) -> list[Mention]:
        if self._bodies is None:
            slugs = self.words.body_slugs
            self._bodies = [
                Mention(*m.span(), slugs[m.lastindex - 1])
                for m in self.words.bodies.finditer(self.text)
                if m.lastindex
            ]
        return self._bodies

    @property
    def instruments(self) -> list[Mention]:
        """Instruments by full name, and short names ("the Convention") where just one can be meant."""
        if self._instruments is None:
            out: list[Mention] = []
            self._meant = definitions(self.text, self.words)
            slugs = self.words.instrument_slugs
            for match in self.words.instruments.finditer(self.text):
                slug: str | None = slugs[(match.lastindex or 1) - 1]
                if slug and slug.startswith("short:"):
                    slug = self._short(slug.removeprefix("short:"), [m.slug for m in out])
                if slug:
                    out.append(Mention(*match.span(), slug))
            self._instruments = out
        return self._instruments

    def _short(self, noun: str, here: list[str]) -> str | None:
        if noun == "rules":
            return self.rules()
        others = self.context.treaties(self.words)
        if noun in self._meant or noun in self.context.meant:
            return self._meant.get(noun) or self.context.meant[noun]
        own = self.context.bodies.get(self.context.own or "")
        nouns = {instrument.slug: instrument.noun for instrument in instruments()}
        if own and own.treaty and nouns.get(own.treaty) == noun:
            return own.treaty
        if noun == "charter" and "charter" not in {nouns.get(slug) for slug in (*here, *others)}:
            return "un-charter"  # the one that every organ goes by
        if noun == "agreement":  # there are too many of them: only one that was said to be meant
            return None
        named = only(slug for slug in here if nouns.get(slug) == noun)
        annexed = [held.slug for held in self.context.holds if held.noun == noun]
        return named or only([*annexed, *(slug for slug in others if nouns.get(slug) == noun)])

    def rules(self) -> str | None:
        """Slug of the speaker's rules of procedure."""
        return f"{self.context.own}-rules" if self.context.own else None


def only(slugs: Iterable[str]) -> str | None:
    """The one slug there is, if there is one."""
    different = set(slugs)
    return different.pop() if len(different) == 1 else None


def body_of(symbol: str, bodies: Iterable[CitedBody]) -> str | None:
    """Slug of the body whose symbols begin so, the longest first. Double symbols count by either half."""
    best, slug = 0, None
    for half in _HALVES.split(symbol):
        for body in bodies:
            for stem in body.symbols:
                if (half == stem or half.startswith((f"{stem}/", f"{stem}.", f"{stem}("))) and len(
                    stem
                ) > best:
                    best, slug = len(stem), body.slug
    return slug


def numbers_so(body: CitedBody, form: str) -> bool:
    """Whether a text of that body can bear this number."""
    kind = family(form)
    if body.numbers and kind not in body.numbers:
        return False
    letters = _PREFIX.match(form)
    if letters:
        return not body.numbers or letters[1] in body.prefix
    first = _NUMBER.match(form)
    if kind != "session" or not body.sessions or not first:
        return True
    return body.sessions[0] <= int(first[0]) <= body.sessions[1]
