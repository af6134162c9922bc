"""Whose text a number is: by the words beside it, the possessive, the list, last by its shape."""

from cotc.parsers.model import TEXTS, Ref
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found
from cotc.parsers.semantics.references.lexicon import KIND
from cotc.parsers.semantics.references.names import NEAR, Mention, Names, body_of, numbers_so, only
from cotc.parsers.semantics.references.texts import family

UNKNOWN = ""  # a body is meant, but the words leave open which
STOP = compiling.compile(r"[.;]\s")
_OWN = "own"
_BROKEN = compiling.compile(r"[.;:«“\"]")
_LONG_WORD = compiling.compile(r"\w{4}")
_THEN = compiling.compile(r",\s(?:the\s|l'|la\s|le\s)?")
_BESIDE = compiling.compile(r"\)?,\s")
_PREFIX = compiling.compile(r"([A-Z]{1,3})-")
_NUMBER = compiling.compile(r"\d+")


class Whose:
    """Answers for the text numbers of one text. `done` is what was resolved so far, in order."""

    def __init__(self, names: Names, found: list[Found], done: list[tuple[Found, Ref]]) -> None:
        self.names, self.found, self.done = names, found, done
        self.group_slug: dict[tuple[int, int], str | None] = {}

    def of(self, item: Found) -> str | None:
        """Slug of the body: by the words first, by the shape of the number last."""
        if family(item.form) == "serial":
            return self._by_shape(item)
        if item.noun is None:
            nearest = self._nearest_before(item)
            return None if nearest == UNKNOWN else self._fits(nearest, item) or self._by_shape(item)
        if item.noun not in self.group_slug:
            self.group_slug[item.noun] = self._named(item)
        named = self.group_slug[item.noun]
        if (
            named is not None
        ):  # one that cannot have such a text was misread, and no other is meant by these words
            # Only one body numbers so; "decisions BC-15/7 and SC-10/2 of the Conferences of …".
            alone = family(item.form) == "council" or (named == UNKNOWN and _PREFIX.match(item.form))
            return self._fits(named, item) or (self._by_shape(item) if alone else None)
        return self._fits(self._beside_symbol(item), item) or self._inherited(item) or self._by_shape(item)

    def draft(self, item: Found) -> str | None:
        """Normal form of a draft text of this paper; of a range that of the first, and the last number."""
        first, _, last = item.form.partition("..")
        form = self.names.context.drafts.get((item.kind, first))
        if last and (item.kind, last) not in self.names.context.drafts:
            return None
        return f"{form}..{last}" if form and last else form

    def _named(self, item: Found) -> str | None:
        """The body that noun and numbers name: between them, before the noun, or after the last number."""
        assert item.noun is not None
        start, end = item.noun
        group = [other for other in self.found if other.noun == item.noun]
        for mention in self.names.bodies:
            if end <= mention.start < mention.end <= item.start and item is group[0]:
                return self._body(mention, item)
        before = [
            m
            for m in self.names.bodies
            if m.end <= start and self.names.text[m.end : start].strip("' s") == ""
        ]
        if before:
            return self._body(before[-1], item)
        possessed = self._possessor(start, group[-1].end, item)
        if possessed:
            return possessed
        for member in group:
            end = self._past_date(member)
            after = self.names.follows(end, self.names.bodies)
            if after and self._joined(member.end, end, after):
                return self._body(after, item)
        return None

    def _joined(self, number: int, end: int, after: Mention) -> bool:
        """A comma sets off a body (`resolution 79/128, to the Conference`), unless it is the author's."""
        text, words = self.names.text, self.names.words
        if text[end : end + 1] != ",":
            return True
        of = end == number and (words.of is None or words.of.match(text, end) is not None)
        return of or words.by.fullmatch(text, end, after.start) is not None

    def _past_date(self, item: Found) -> int:
        """Where the number and the date behind it end: `resolution 9/5 of 17 December 2021 of the …`."""
        for other in self.found:
            if other.kind == "date" and other.start >= item.end:
                dated = self.names.words.date_link.fullmatch(self.names.text[item.end : other.start])
                return other.end if dated else item.end
        return item.end

    def _body(self, mention: Mention, item: Found) -> str:
        """The body a name means. A short one ("the Conference", "Council") means the speaker if it is one of
        that kind, else the only one named in full so far that numbers its texts so, else a principal organ.
        """
        kind = mention.slug.removeprefix(KIND)
        if kind == mention.slug:
            return mention.slug
        bodies = self.names.context.bodies
        own = bodies.get(self.names.context.own or "")
        if own and own.kind in (None, kind) and self._fits(own.slug, item):
            return own.slug

        def fitting(slugs: set[str]) -> set[str]:
            return {s for s in slugs if s in bodies and bodies[s].kind == kind and self._fits(s, item)}

        here = fitting({m.slug for m in self.names.bodies if m.end <= mention.start})
        named = here or fitting(self.names.context.named(self.names.words))
        principal = fitting({body.slug for body in bodies.values() if body.principal})
        return only(named or principal) or UNKNOWN

    def _possessor(self, noun: int, end: int, item: Found) -> str | None:
        """Whose "its": of the body named beside it ("the Council in its resolution"), else the speaker's."""
        if self.names.words.own_noun and self.names.words.own_noun.search(
            self.names.text[noun:end].split(" ")[0]
        ):
            at = noun
        else:
            match = (
                self.names.words.own.search(self.names.text, max(0, noun - 12), noun)
                if self.names.words.own
                else None
            )
            if match is None:
                return None
            at = match.start()
        for mention in reversed(self.names.bodies):
            gap = self.names.text[mention.end : at]
            if mention.end <= at and len(gap) <= NEAR and not _BROKEN.search(gap):
                return self._body(mention, item) or self.names.context.own
        if not _LONG_WORD.search(self.names.text[max(0, at - 4) : at]):
            after = next((m for m in self.names.bodies if m.start >= end), None)
            if after and _THEN.fullmatch(self.names.text[end : after.start]):
                return self._body(after, item) or self.names.context.own
        return self.names.context.own

    def _nearest_before(self, item: Found) -> str | None:
        """Where the number comes first: the last name or possessive before it that no quotation holds."""
        quoted = [m.span() for m in self.names.words.quotes.finditer(self.names.text)]
        marks = [m for m in self.names.bodies if m.end <= item.start]
        if self.names.words.own:
            pattern = compiling.compile(self.names.words.own.pattern.removesuffix(r"\s*$"))
            marks += [Mention(*m.span(), _OWN) for m in pattern.finditer(self.names.text, 0, item.start)]
        marks = [m for m in marks if not any(a <= m.start < b for a, b in quoted)]
        nearest = max(marks, key=lambda m: (m.start, m.end), default=None)
        if nearest is None or nearest.slug == _OWN:
            return self.names.context.own if nearest else None
        body = self._body(nearest, item)
        return body if body or nearest.end == item.start else None

    def _beside_symbol(self, item: Found) -> str | None:
        """`CBD/COP/15/17, decision 15/4`: the body of the symbol just before."""
        if not self.done or item.noun is None:
            return None
        last, ref = self.done[-1]
        if ref.kind != "symbol" or _BESIDE.fullmatch(self.names.text[last.end : item.noun[0]]) is None:
            return None
        return body_of(ref.form or "", self.names.context.bodies.values())

    def _inherited(self, item: Found) -> str | None:
        """The body of the text cited before in the same sentence, if that numbers its texts so.

        Letters before a number are of that number alone: "decisions 15/4, CP-10/2 and 14/30".
        """
        lettered = _PREFIX.match(item.form) is not None
        for other, ref in reversed(self.done):
            if ref.kind in TEXTS and ref.form:
                gap = self.names.words.quotes.sub("", self.names.text[other.end : item.start])
                if STOP.search(gap):
                    return None
                if not lettered and _PREFIX.match(other.form):
                    continue
                slug = ref.form.split("/")[0]
                return slug if family(other.form) == family(item.form) and self._fits(slug, item) else None
        return None

    def _by_shape(self, item: Found) -> str | None:
        """The speaker's own text if it can be one; else that of the one body whose texts go unnamed."""
        kind = family(item.form)
        if kind == "serial":
            mark = item.form.split("/")[1].split(".")[0]
            speaker = self.names.context.bodies.get(self.names.context.own or "")
            if speaker and speaker.mark == "COP" and mark == "CP" and self.names.words.code == "ar":
                return speaker.slug  # Arabic writes both alike
            marked = [body.slug for body in self.names.context.bodies.values() if body.mark == mark]
            return marked[0] if len(marked) == 1 else None
        if kind == "point":  # assemblies of many kinds number so: only the speaker's own can be meant
            return self._fits(self.names.context.own, item)
        if self.names.context.own is None and (item.kind, item.form) in self.names.context.texts:
            return "un"
        lettered = _PREFIX.match(item.form)
        if lettered:
            bearers = {b.slug for b in self.names.context.bodies.values() if lettered[1] in b.prefix}
            if len(bearers) == 1:
                return only(bearers)
        if self._of_unknown(item):
            return None
        own = self._fits(self.names.context.own, item)
        body = (
            self.names.context.bodies.get(own) if own else None
        )  # papers of several bodies have none of theirs
        if body is not None and kind in body.numbers and self._not_to_come(item):
            return own
        unnamed = [
            b.slug
            for b in self.names.context.bodies.values()
            if b.unnamed and kind in b.numbers and self._fits(b.slug, item)
        ]
        if len(unnamed) == 1 and kind != "roman":
            return unnamed[0]
        named = (m for m in self.names.bodies if not m.slug.startswith(KIND) and not self._governs(m, item))
        return only(m.slug for m in named if self._fits(m.slug, item))

    def _of_unknown(self, item: Found) -> bool:
        """A body is named behind that is not known here: `decision 2025/2 of the Bureau of …`."""
        of = self.names.words.of
        match = of.match(self.names.text, self._past_date(item)) if of else None
        return match is not None and self.names.text[match.end() : match.end() + 1].isupper()

    def _governs(self, mention: Mention, item: Found) -> bool:
        """The name is that of another number, further on: `decision 15/4 and decision CP-10/4 of the …`."""
        return any(
            other.noun
            and other.noun != item.noun
            and other.start > item.start
            and (
                mention == self.names.follows(self._past_date(other), self.names.bodies)
                or 0 <= other.noun[0] - mention.end <= NEAR
            )
            for other in self.found
        )

    def _not_to_come(self, item: Found) -> bool:
        """A body cannot cite a session later than its own."""
        first = _NUMBER.match(item.form)
        session = self.names.context.session
        return session is None or first is None or family(item.form) != "session" or int(first[0]) <= session

    def _fits(self, slug: str | None, item: Found) -> str | None:
        """`slug` if that body can bear such a number and, where a date follows, was in session then."""
        body = self.names.context.bodies.get(slug or "")
        if body is None:
            return slug
        if not numbers_so(body, item.form):
            return None
        match = _NUMBER.match(item.form)
        year = self._year_after(item)
        dated = family(item.form) == "session" and match and year and body.epoch
        if dated and match and year and body.epoch and year - body.epoch - int(match[0]) not in (0, 1):
            return None
        return slug

    def _year_after(self, item: Found) -> int | None:
        """Year of the date that directly follows."""
        for other in self.found:
            if other.kind == "date" and 0 <= other.start - item.end <= NEAR:
                gap = self.names.text[item.end : other.start]
                if self.names.words.date_link.fullmatch(gap) and other.form[:4].isdigit():
                    return int(other.form[:4])
        return None
