"""Which body, instrument or document a span means: exactly one candidate, or none and a reason.

The words decide: a name beside the number, a possessive ("its resolution 9/1"), the
name that a list shares, the note before ("Ibid."). Only then does the shape of the
number, where just one body numbers its texts so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from cotc.parsers.model import Ref
from cotc.parsers.semantics.references.lexicon import CitedBody, Lexicon, instruments
from cotc.parsers.semantics.references.recognise import Found, family

NO_BODY = "the words do not say whose text"
NO_NUMBER = "a number without its session"
NO_INSTRUMENT = "the words do not say of which instrument"
NO_TEXT = "the words do not say of which text"
NO_YEAR = "the year is not given"
NO_SOURCE = "the note before names no single source that goes on here"
NOT_HERE = "not found in this document"

SELF = "self"


@dataclass(slots=True)
class Context:
    """What is known where a text stands.

    own      slug of the body that speaks: "its resolutions" are this body's
    paper    symbol of the document
    work     normal form of the text it stands in (`ctoc-cop/res/12/1`), else the paper's symbol
    treaties instruments named so far in the same text, by slug
    """

    bodies: dict[str, CitedBody]
    own: str | None
    session: int | None
    paper: str | None
    work: str | None
    in_text: bool = False
    treaties: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    slug: str


def resolve(text: str, found: list[Found], words: Lexicon, context: Context) -> list[Ref]:
    """The references of one folded text, without targets; a span that turns out to cite nothing is left out."""
    return _Resolver(text, found, words, context).refs()


class _Resolver:
    """The state of one text: what was resolved so far, and the names found in it when they are first needed."""

    def __init__(self, text: str, found: list[Found], words: Lexicon, context: Context) -> None:
        self.text, self.found, self.words, self.context = text, found, words, context
        self.done: list[tuple[Found, Ref]] = []
        self._bodies: list[Mention] | None = None
        self._instruments: list[Mention] | None = None
        self.group_slug: dict[tuple[int, int], str | None] = {}

    def refs(self) -> list[Ref]:
        for item in self.found:
            ref = self._ref(item)
            if ref is not None:
                self.done.append((item, ref))
        return [ref for _, ref in self.done]

    def _ref(self, item: Found) -> Ref | None:
        if item.kind in ("resolution", "decision"):
            return self._text_ref(item)
        if item.kind == "article":
            return self._article(item)
        if item.kind == "paragraph":
            return self._place(item)
        if item.kind == "date":
            return _ref(item, item.form, NO_YEAR if item.form.startswith("--") else None)
        return _ref(item, item.form or None, None)

    # Resolutions and decisions.

    def _text_ref(self, item: Found) -> Ref:
        if not item.form:
            return _ref(item, None, NO_NUMBER)
        slug = self._whose(item)
        if slug is None:
            return _ref(item, None, NO_BODY)
        kind = "res" if item.kind == "resolution" else "dec"
        return _ref(item, f"{slug}/{kind}/{item.form}", None)

    def _whose(self, item: Found) -> str | None:
        """Slug of the body: by the words first, by the shape of the number last."""
        if item.noun is None:
            return self._fits(self._nearest_before(item), item) or self._by_shape(item)
        if item.noun not in self.group_slug:
            self.group_slug[item.noun] = self._named(item)
        named = self._fits(self.group_slug[item.noun], item)
        return named or self._fits(self._beside_symbol(item), item) or self._inherited(item) or self._by_shape(item)

    def _named(self, item: Found) -> str | None:
        """The body that noun and numbers name: between them, before the noun, or after the last number."""
        assert item.noun is not None
        start, end = item.noun
        group = [other for other in self.found if other.noun == item.noun]
        for mention in self.bodies:
            if end <= mention.start < mention.end <= item.start and item is group[0]:
                return self._slug(mention)
        before = [m for m in self.bodies if m.end <= start and self.text[m.end : start].strip("' s") == ""]
        if before:
            return self._slug(before[-1])
        possessed = self._possessor(start, group[-1].end)
        if possessed:
            return possessed
        for member in group:
            mention = self._follows(member.end, self.bodies)
            if mention:
                return self._slug(mention)
        return None

    def _possessor(self, noun: int, end: int) -> str | None:
        """Whose "its": the body named just before or after ("the Council in its resolution"), else the speaker."""
        if self.words.own_noun and self.words.own_noun.search(self.text[max(0, noun - 1) : end].split(" ")[0]):
            at = noun
        else:
            match = self.words.own.search(self.text, max(0, noun - 12), noun) if self.words.own else None
            if match is None:
                return None
            at = match.start()
        for mention in reversed(self.bodies):
            gap = self.text[mention.end : at]
            if mention.end <= at and len(gap) <= _NEAR and not regex.search(r"[.;:«“\"]", gap):
                return self._slug(mention)
        if not regex.search(r"\w{4}", self.text[max(0, at - 4) : at]):
            after = next((m for m in self.bodies if m.start >= end), None)
            if after and regex.fullmatch(r",\s(?:the\s|l'|la\s|le\s)?", self.text[end : after.start]):
                return self._slug(after)
        return self.context.own

    def _nearest_before(self, item: Found) -> str | None:
        """Where the number comes first: the last name or possessive before it that no quotation holds."""
        quoted = [m.span() for m in self.words.quotes.finditer(self.text)]
        marks = [m for m in self.bodies if m.end <= item.start]
        if self.words.own:
            pattern = regex.compile(self.words.own.pattern.removesuffix(r"\s*$"))
            marks += [Mention(*m.span(), SELF) for m in pattern.finditer(self.text, 0, item.start)]
        marks = [m for m in marks if not any(a <= m.start < b for a, b in quoted)]
        return self._slug(max(marks, key=lambda m: (m.start, m.end))) if marks else None

    def _beside_symbol(self, item: Found) -> str | None:
        """`CBD/COP/15/17, decision 15/4`: the body of the symbol just before."""
        if not self.done or item.noun is None:
            return None
        last, ref = self.done[-1]
        if ref.kind != "symbol" or regex.fullmatch(r"\)?,\s", self.text[last.end : item.noun[0]]) is None:
            return None
        return body_of(ref.form or "", self.context.bodies.values())

    def _inherited(self, item: Found) -> str | None:
        """The body of the text cited before in the same sentence, if that numbers its texts so."""
        for other, ref in reversed(self.done):
            if ref.kind in ("resolution", "decision") and ref.form:
                gap = self.words.quotes.sub("", self.text[other.end : item.start])
                if regex.search(r"[.;]\s", gap):
                    return None
                slug = ref.form.split("/")[0]
                return slug if family(other.form) == family(item.form) and self._fits(slug, item) else None
        return None

    def _by_shape(self, item: Found) -> str | None:
        """The speaker's own text if it can be one; else the one body whose texts are cited without its name."""
        kind = family(item.form)
        if kind == "serial":
            mark = item.form.split("/")[1].split(".")[0]
            marked = [body.slug for body in self.context.bodies.values() if body.mark == mark]
            return marked[0] if len(marked) == 1 else None
        own = self._fits(self.context.own, item)
        if own and kind in self.context.bodies[own].numbers and self._not_to_come(item):
            return own
        unnamed = [b.slug for b in self.context.bodies.values() if b.unnamed and kind in b.numbers and self._fits(b.slug, item)]
        if len(unnamed) == 1 and kind != "roman":
            return unnamed[0]
        named = {m.slug for m in self.bodies if m.end <= item.start and m.slug != SELF and self._fits(m.slug, item)}
        return named.pop() if len(named) == 1 else None

    def _not_to_come(self, item: Found) -> bool:
        """A body cannot cite a session later than its own."""
        first = regex.match(r"\d+", item.form)
        session = self.context.session
        return session is None or first is None or family(item.form) != "session" or int(first[0]) <= session

    def _fits(self, slug: str | None, item: Found) -> str | None:
        """`slug` if that body can bear such a number and, where a date follows, was in session then."""
        body = self.context.bodies.get(slug or "")
        if body is None:
            return slug
        kind = family(item.form)
        if body.numbers and kind not in body.numbers:
            return None
        if kind == "session" and body.sessions:
            match = regex.match(r"\d+", item.form)
            session = int(match[0]) if match else 0
            if match and not body.sessions[0] <= session <= body.sessions[1]:
                return None
            year = self._year_after(item)
            if match and year and body.epoch and year - body.epoch - session not in (0, 1):
                return None
        return slug

    def _year_after(self, item: Found) -> int | None:
        """Year of the date that directly follows."""
        for other in self.found:
            if other.kind == "date" and 0 <= other.start - item.end <= _NEAR:
                gap = self.text[item.end : other.start]
                if self.words.date_link.fullmatch(gap) and other.form[:4].isdigit():
                    return int(other.form[:4])
        return None

    # Articles.

    def _article(self, item: Found) -> Ref:
        slug = self._instrument(item)
        if slug is None:
            return _ref(item, item.form, NO_INSTRUMENT)
        return _ref(item, f"{slug}/{item.form}", None)

    def _instrument(self, item: Found) -> str | None:
        """Slug of the instrument: named right after, meant by a pronoun, or the only one named before."""
        after = self._follows(item.group_end, self.instruments)
        if after:
            return after.slug
        if item.rules:
            return self._rules()
        earlier = [m for m in self.instruments if m.end <= item.group_start]
        if self.words.number_first:
            return earlier[-1].slug if earlier else None
        before = [m for m in earlier if m.slug != self._rules()]
        pronoun = self.words.thereof and self.words.thereof.match(self.text, item.group_end)
        anaphor = self.words.anaphora and self.words.anaphora.search(self.text, max(0, item.group_start - 12), item.group_start)
        if pronoun or anaphor:
            return before[-1].slug if before else self._only(self.context.treaties)
        if self.words.of and self.words.of.match(self.text, item.group_end):
            return None
        return self._only([m.slug for m in before])

    @staticmethod
    def _only(slugs: Iterable[str]) -> str | None:
        different = set(slugs)
        return different.pop() if len(different) == 1 else None

    def _rules(self) -> str | None:
        return f"{self.context.own}-rules" if self.context.own else None

    # Places.

    def _place(self, item: Found) -> Ref | None:
        if item.bare_annex and self._counted(item):
            return None
        work = self._whole_of(item)
        if item.bare_annex and work is None:
            return None
        if work is None:
            return _ref(item, item.form, NO_TEXT)
        return _ref(item, f"{work}/{item.form}", None)

    def _counted(self, item: Found) -> bool:
        """The annex is already part of the place before it: `paragraphs 1 to 10 of the annex thereto`."""
        ref = self.done[-1][1] if self.done else None
        return ref is not None and ref.kind == "paragraph" and "/annex/" in (ref.form or "") and item.start - ref.end <= _NEAR

    def _whole_of(self, item: Found) -> str | None:
        """Normal form of what the place is a place in."""
        text, end = self.text, item.group_end
        before = self._before(item)
        if before:
            return before
        present = self.words.present.match(text, end)
        if present or self.words.here.match(text, end):
            return self.context.work
        if self.words.number_first and regex.search(r"本(?:报告|决议|决定)$", text[: item.start]):
            return self.context.work
        annexed = regex.match(r"\s(?:of|de|del|к)\s(?:the |l'|la )?[Aa]nn?exo?e?\b", text[end:])
        follower = self._work_after(item, end)
        if follower:
            return follower
        if self.words.thereof and self.words.thereof.match(text, end + (annexed.end() if annexed else 0)):
            return self._last_text(item, "/annex" if annexed else "")
        sibling = self._sibling(item)
        if sibling:
            return sibling
        return self._own_place(item)

    def _before(self, item: Found) -> str | None:
        """The work that stands just before, a comma between: `A/69/25), annex`, `Resolution 76/181 of …, annexe`."""
        if not self.done:
            return None
        last, ref = self.done[-1]
        if ref.kind == "date" and len(self.done) > 1:
            last, ref = self.done[-2]
        if ref.kind not in ("symbol", "resolution", "decision", "ibid", "paragraph") or not ref.form:
            return None
        gap = self.text[last.end : item.start]
        mention = self._follows(last.end, self.bodies)
        if mention:
            gap = self.text[mention.end : item.start]
        if regex.fullmatch(r"[)）]?号?(?:决议)?\s*[,،，、]\s*", gap) is None:
            return None
        if ref.kind == "paragraph":
            return ref.form if ref.reason is None else None
        return ref.form

    def _work_after(self, item: Found, end: int) -> str | None:
        """`paragraph 4 of resolution 1983/27`, `paragraph 24 of the report … (TPNW/MSP/2023/14)`."""
        nearest = next((other for other in self.found if other.start >= end and other.kind in ("symbol", "resolution", "decision")), None)
        if nearest is None:
            return None
        start = nearest.noun[0] if nearest.noun else nearest.start
        gap = self.text[end:start]
        if nearest.kind == "symbol":
            linked = self.words.of and self.words.of.match(gap) and regex.fullmatch(r"[^.;()]{3,90}\($", gap)
            return nearest.form if linked else None
        own = next((m for m in self.bodies if end <= m.start and m.end <= start + 1), None)
        rest = gap if own is None else gap[: own.start - end] + gap[own.end - end :]
        if not (self.words.of and self.words.of.match(gap)) or len(rest.strip()) > _NEAR:
            return None
        slug = self._whose(nearest) if nearest.form else None
        return f"{slug}/{'res' if nearest.kind == 'resolution' else 'dec'}/{nearest.form}" if slug else None

    def _last_text(self, item: Found, more: str) -> str | None:
        for other, ref in reversed(self.done):
            if other.start < item.start and ref.kind in ("resolution", "decision") and ref.form:
                return ref.form + more
        return None

    def _sibling(self, item: Found) -> str | None:
        """Further paragraphs of the same place: `paragraphs 1 to 10 of the annex thereto …, as well as paragraphs 13 and 14`."""
        for other, ref in reversed(self.done):
            if ref.kind == "paragraph" and ref.form and ref.reason is None and "par-" in other.form:
                gap = self.text[other.end : item.start]
                same = other.group_start == item.group_start or self.words.separator.search(gap)
                whole = ref.form[: -len(other.form) - 1]
                return whole if same and not regex.search(r"[.;]\s", gap) else None
        return None

    def _own_place(self, item: Found) -> str | None:
        """A place named without its text is in this paper where it is pointed to: `(see chap. I, sect. A)`."""
        if item.bare_annex:
            in_brackets = self.text[item.start - 1 : item.start] == "(" and self.text[item.end : item.end + 1] == ")"
            return self.context.work if in_brackets and item.form != "annex" else None
        if item.form.startswith("ch-") and self.words.see.search(self.text[: item.start]):
            return self.context.paper
        return None

    # Names.

    def _slug(self, mention: Mention) -> str | None:
        return self.context.own if mention.slug == SELF else mention.slug

    def _follows(self, end: int, mentions: list[Mention]) -> Mention | None:
        """The name that begins right after `end`, but for small words."""
        for mention in mentions:
            if mention.start >= end:
                gap = self.text[end : mention.start].removeprefix(")")
                close = len(gap) <= _NEAR and not regex.search(r"[.;:()\d\"«“]", gap) and regex.fullmatch(r",?[^,]*", gap)
                linked = len(gap.split()) <= 3
                return mention if close and linked else None
        return None

    @property
    def bodies(self) -> list[Mention]:
        if self._bodies is None:
            slugs = self.words.body_slugs
            self._bodies = [Mention(*m.span(), slugs[m.lastindex - 1]) for m in self.words.bodies.finditer(self.text) if m.lastindex]
        return self._bodies

    @property
    def instruments(self) -> list[Mention]:
        """Instruments by full name, and short names ("the Convention") where just one can be meant."""
        if self._instruments is None:
            out: list[Mention] = []
            seen = list(self.context.treaties)
            slugs = self.words.instrument_slugs
            for match in self.words.instruments.finditer(self.text):
                slug: str | None = slugs[(match.lastindex or 1) - 1]
                if slug and slug.startswith("short:"):
                    slug = self._short(slug.removeprefix("short:"), [m.slug for m in out], seen)
                if slug:
                    out.append(Mention(*match.span(), slug))
            self._instruments = out
        return self._instruments

    def _short(self, noun: str, here: list[str], seen: list[str]) -> str | None:
        if noun == "rules":
            return self._rules()
        own = self.context.bodies.get(self.context.own or "")
        nouns = {instrument.slug: instrument.noun for instrument in instruments()}
        if own and own.treaty and nouns.get(own.treaty) == noun:
            return own.treaty
        return self._only(s for s in here if nouns.get(s) == noun) or self._only(s for s in seen if nouns.get(s) == noun)


_NEAR = 24  # characters that small words between a number and its name can take


def _ref(item: Found, form: str | None, reason: str | None) -> Ref:
    return Ref(item.kind, item.start, item.end, "", form, None, reason)


def body_of(symbol: str, bodies: Iterable[CitedBody]) -> str | None:
    """Slug of the body whose symbols begin so; of several the longest. Double symbols count by either half."""
    best, slug = 0, None
    for half in regex.split(r"(?<=\d)-(?=[A-Z])", symbol):
        for body in bodies:
            for stem in body.symbols:
                if (half == stem or half.startswith((f"{stem}/", f"{stem}."))) and len(stem) > best:
                    best, slug = len(stem), body.slug
    return slug
