"""Whose text a number is: by the words beside it, the possessive, the list, last by its shape."""

from cotc.parsers.model import Ref
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found
from cotc.parsers.semantics.references.names import NEAR, SELF, Mention, Names, body_of
from cotc.parsers.semantics.references.texts import family

STOP = compiling.compile(r"[.;]\s")
_BROKEN = compiling.compile(r"[.;:«“\"]")
_LONG_WORD = compiling.compile(r"\w{4}")
_THEN = compiling.compile(r",\s(?:the\s|l'|la\s|le\s)?")
_BESIDE = compiling.compile(r"\)?,\s")
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
            return self._fits(self._nearest_before(item), item) or self._by_shape(item)
        if item.noun not in self.group_slug:
            self.group_slug[item.noun] = self._named(item)
        named = self.group_slug[item.noun]
        if named:  # a body that cannot have such a text was misread, and no other is meant by these words
            return self._fits(named, item)
        return self._fits(self._beside_symbol(item), item) or self._inherited(item) or self._by_shape(item)

    def _named(self, item: Found) -> str | None:
        """The body that noun and numbers name: between them, before the noun, or after the last number."""
        assert item.noun is not None
        start, end = item.noun
        group = [other for other in self.found if other.noun == item.noun]
        for mention in self.names.bodies:
            if end <= mention.start < mention.end <= item.start and item is group[0]:
                return self.names.slug(mention)
        before = [
            m
            for m in self.names.bodies
            if m.end <= start and self.names.text[m.end : start].strip("' s") == ""
        ]
        if before:
            return self.names.slug(before[-1])
        possessed = self._possessor(start, group[-1].end)
        if possessed:
            return possessed
        for member in group:
            after = self.names.follows(member.end, self.names.bodies)
            if after:
                return self.names.slug(after)
        return None

    def _possessor(self, noun: int, end: int) -> str | None:
        """Whose "its": of the body named beside it ("the Council in its resolution"), else the speaker's."""
        if self.names.words.own_noun and self.names.words.own_noun.search(
            self.names.text[max(0, noun - 1) : end].split(" ")[0]
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
                return self.names.slug(mention)
        if not _LONG_WORD.search(self.names.text[max(0, at - 4) : at]):
            after = next((m for m in self.names.bodies if m.start >= end), None)
            if after and _THEN.fullmatch(self.names.text[end : after.start]):
                return self.names.slug(after)
        return self.names.context.own

    def _nearest_before(self, item: Found) -> str | None:
        """Where the number comes first: the last name or possessive before it that no quotation holds."""
        quoted = [m.span() for m in self.names.words.quotes.finditer(self.names.text)]
        marks = [m for m in self.names.bodies if m.end <= item.start]
        if self.names.words.own:
            pattern = compiling.compile(self.names.words.own.pattern.removesuffix(r"\s*$"))
            marks += [Mention(*m.span(), SELF) for m in pattern.finditer(self.names.text, 0, item.start)]
        marks = [m for m in marks if not any(a <= m.start < b for a, b in quoted)]
        return self.names.slug(max(marks, key=lambda m: (m.start, m.end))) if marks else None

    def _beside_symbol(self, item: Found) -> str | None:
        """`CBD/COP/15/17, decision 15/4`: the body of the symbol just before."""
        if not self.done or item.noun is None:
            return None
        last, ref = self.done[-1]
        if ref.kind != "symbol" or _BESIDE.fullmatch(self.names.text[last.end : item.noun[0]]) is None:
            return None
        return body_of(ref.form or "", self.names.context.bodies.values())

    def _inherited(self, item: Found) -> str | None:
        """The body of the text cited before in the same sentence, if that numbers its texts so."""
        for other, ref in reversed(self.done):
            if ref.kind in ("resolution", "decision") and ref.form:
                gap = self.names.words.quotes.sub("", self.names.text[other.end : item.start])
                if STOP.search(gap):
                    return None
                slug = ref.form.split("/")[0]
                return slug if family(other.form) == family(item.form) and self._fits(slug, item) else None
        return None

    def _by_shape(self, item: Found) -> str | None:
        """The speaker's own text if it can be one; else that of the one body whose texts go unnamed."""
        kind = family(item.form)
        if kind == "serial":
            mark = item.form.split("/")[1].split(".")[0]
            marked = [body.slug for body in self.names.context.bodies.values() if body.mark == mark]
            return marked[0] if len(marked) == 1 else None
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
        named = {
            m.slug
            for m in self.names.bodies
            if m.end <= item.start and m.slug != SELF and self._fits(m.slug, item)
        }
        return named.pop() if len(named) == 1 else None

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
        kind = family(item.form)
        if body.numbers and kind not in body.numbers:
            return None
        if kind == "session" and body.sessions:
            match = _NUMBER.match(item.form)
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
            if other.kind == "date" and 0 <= other.start - item.end <= NEAR:
                gap = self.names.text[item.end : other.start]
                if self.names.words.date_link.fullmatch(gap) and other.form[:4].isdigit():
                    return int(other.form[:4])
        return None
