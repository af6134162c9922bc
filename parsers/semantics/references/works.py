"""Which work a place is a place in: "paragraph 5 of decision X/2", "A/69/25), annex", "ibid., para. 4".

What stands nearest decides: the text named right after, the one right before, the present
paper, the text that a pronoun means, further paragraphs of one place.
"""

from typing import NamedTuple

from cotc.parsers.model import TEXTS, Ref
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found
from cotc.parsers.semantics.references.names import NEAR, Mention, Names
from cotc.parsers.semantics.references.normalise import heading
from cotc.parsers.semantics.references.whose import STOP, Whose

_WORKS = ("symbol", *TEXTS)
COMMA = compiling.compile(r"[)）]?\s*[,،，、]\s*")
# After a sales number words may follow in its bracket: "and corrigendum), chap. I".
_BRACKET_CLOSED = compiling.compile(r"[^()（）]{0,40}[)）]\s*[,،，、]\s*")
_WORD_BEHIND = compiling.compile(r" \p{Ll}")
_TITLE = compiling.compile(r"[^.;()]{3,90}\($")  # a paper's title and the bracket before its symbol


_HOLDERS = (*_WORKS, "publication", "ibid", "paragraph")
_NUMBER = compiling.compile(r"\d{1,2}(?=号|$)")
_OF_TEXT = compiling.compile(r"/(?:res|dec|art|par|annex)\b")
_CHAPTERS = compiling.compile(r"/(?:ch|sec|part)-.*")


class Whole(NamedTuple):
    """What a place is a place in: its normal form, and the paragraph itself where it stands near by."""

    form: str
    target: str | None = None


def _corrected(item: Found, last: Ref, before: Ref) -> Ref:
    """A chapter after `A/66/53/Add.1 and A/66/53/Add.1/Corr.1)` is not the corrigendum's; an annex can be."""
    if item.bare_annex:
        return last
    return before if (last.form or "").startswith(f"{before.form}/Corr.") else last


class Works:
    """Asks the same list of resolved references that the resolver fills."""

    def __init__(self, names: Names, whose: Whose, found: list[Found], done: list[tuple[Found, Ref]]) -> None:
        self.names, self.whose, self.found, self.done = names, whose, found, done
        self.text, self.words, self.context = names.text, names.words, names.context

    def counted(self, item: Found) -> bool:
        """The annex is already part of the place before it: `paragraphs 1 to 10 of the annex thereto`."""
        ref = self.done[-1][1] if self.done else None
        return (
            ref is not None
            and ref.kind == "paragraph"
            and ref.reason is None
            and "/annex" in (ref.form or "")
            and self.done[-1][0].group_start != item.group_start
            and item.start - ref.end <= NEAR
        )

    def of(self, item: Found) -> Whole | None:
        """Normal form of what the place is a place in."""
        instrument = self.names.follows(item.group_end, self.names.instruments)
        if instrument and (self._linked(item.group_end) or self._is_of(instrument, item.group_end)):
            # Annexes of treaties are no places: "Annex VIII to the Convention and decision OEWG-13/2".
            return None if item.bare_annex else Whole(instrument.slug)
        named = self._named(item)
        here = self._here(item) if named is None else ""
        if here:
            return self._near(item, here)
        if named is None:
            named = self._implied(item)
        return None if named is None else Whole(named)

    def _named(self, item: Found) -> str | None:
        """The text that stands right after it, or right before."""
        after = self._text_after(item.group_end) or self._outer(item)
        if not after and self._of_another(item.group_end):
            after = self._work_after(item.group_end)
        return after or self._before(item)

    def _here(self, item: Found) -> str:
        """The word of `paragraph 13 above` or `上文第13段`; empty where there is none."""
        here = self.words.here.match(self.text, item.group_end)
        if here is None and self.words.here_before:
            here = self.words.here_before.search(self.text[: item.start])
        return here[0] if here else ""

    def _near(self, item: Found, here: str) -> Whole | None:
        """Numbers restart in annexes and articles: the paragraph counts where the words stand."""
        context = self.context
        kind, _, number = item.form.partition("-")
        if kind != "par" or context.nearby is None:
            return Whole(context.work)
        first = number.split("..")[0]
        near = context.nearby.find(context.at, first, above=self.words.above.search(here) is not None)
        if near is None:
            return None
        within = "" if near.within == context.home else near.within.removeprefix(f"{context.home}/")
        form = "/".join(part for part in (context.work, within) if part)
        return Whole(form, near.id if near.id and first == number else None)

    def _implied(self, item: Found) -> str | None:
        """The present text, a treaty, what a pronoun means, further paragraphs of one place."""
        text, end = self.text, item.group_end
        if self.words.present.match(text, end):
            return self.context.work
        if self.words.number_first and self.words.this.search(text[: item.start]):
            return self.context.work
        annexed = self.words.of_annex.match(text, end)
        if annexed and not self._linked(annexed.end()):
            number = heading(annexed[1], self.words.values) if annexed[1] else ""
            own = f"annex-{number}" if number else "annex"
            if own in self.context.annexes:
                return f"{self.context.work}/{own}" if self.context.work else own
        follower = self._work_after(end)
        if follower:
            return follower
        thereof = self.words.thereof
        if thereof and thereof.match(text, annexed.end() if annexed else end):
            return self._last_text(item, "/annex" if annexed else "")
        sibling = None if self._of_another(end) else self._sibling(item)
        return self._own_place(item) if sibling is None else sibling

    def text_in(self, item: Found) -> str | None:
        """Normal form of a text that the report just cited holds: `A/CONF.199/20, chap. I, resolution 2`.

        Its number counts in that report, whatever chapter it stands in.
        """
        number = _NUMBER.search(self.text[item.start : item.end])
        whole = self._before(item) if number else None
        if number is None or whole is None or _OF_TEXT.search(whole):
            return None
        return f"{_CHAPTERS.sub('', whole)}/{'res' if item.kind == 'resolution' else 'dec'}-{number[0]}"

    def _is_of(self, instrument: Mention, end: int) -> bool:
        """`chapter VII of the Charter`; nothing between where the case tells it: `главы VII Устава`."""
        if self.words.of:
            return self.words.of.match(self.text, end) is not None
        return not self.words.number_first and self.text[end : instrument.start] == " "

    def _before(self, item: Found) -> str | None:
        """The work that stands just before, a comma between: `A/69/25), annex`."""
        if not self.done:
            return None
        last, ref = self.done[-1]
        if last.group_start == item.group_start:
            return None
        if ref.kind == "symbol" and len(self.done) > 1:
            ref = _corrected(item, ref, self.done[-2][1])
        if ref.kind == "date" and len(self.done) > 1:
            last, ref = self.done[-2]
        if ref.kind not in _HOLDERS or not ref.form:
            return None
        gap = self.text[last.end : item.start]
        if ref.kind == "publication" and _BRACKET_CLOSED.fullmatch(gap):
            return ref.form
        mention = self.names.follows(last.end, self.names.bodies)
        if mention:
            gap = self.text[mention.end : item.start]
        close = gap in ("", ")", "）") if self.words.number_first else gap == " " and ref.kind == "symbol"
        if COMMA.fullmatch(gap) is None and not close:
            return None
        if ref.kind == "paragraph":
            return ref.form if ref.reason is None and "par-" not in last.form else None
        return ref.form

    def _text_after(self, end: int) -> str | None:
        """`paragraph 5 of decision X/2`, where nothing but "of" stands between."""
        gap = self.words.turned.match(self.text, end)
        following = next((i for i in self.found if i.noun and i.noun[0] >= end), None)
        name = next((m for m in self.names.bodies if gap and m.start == gap.end()), None)
        start = name.end + 1 if name else gap.end() if gap else None
        joined = following and following.noun and start == following.noun[0]
        slug = self.whose.of(following) if joined and following and following.form else None
        if not slug or following is None or self.words.number_first:
            return None
        return f"{slug}/{'res' if following.kind == 'resolution' else 'dec'}/{following.form}"

    def _outer(self, item: Found) -> str | None:
        """`paragraph 5 of annex II to resolution 77/1`: the place that this one is in, with its text."""
        outer = next((i for i in self.found if i.start >= item.group_end), None)
        if outer is None or outer.kind != "paragraph" or "par-" in outer.form or item.form.startswith("ch-"):
            return None
        gap = self.words.turned.match(self.text, item.group_end)
        if not gap or gap.end() != outer.start or not gap[0].strip():
            return None
        whole = self._text_after(outer.group_end)
        return f"{whole}/{outer.form}" if whole else None

    def _work_after(self, end: int) -> str | None:
        """`paragraph 4 of resolution 1983/27`, `paragraph 24 of the report … (TPNW/MSP/2023/14)`."""
        nearest = next(
            (other for other in self.found if other.start >= end and other.kind in _WORKS),
            None,
        )
        if nearest is None:
            return None
        start = nearest.noun[0] if nearest.noun else nearest.start
        gap = self.text[end:start]
        if nearest.kind == "symbol":
            if any(end <= other.start < nearest.start for other in self.found):
                return None
            if not self.words.of and not self.words.number_first:
                return nearest.form if _TITLE.fullmatch(gap) else None
            linked = self.words.of and self.words.of.match(gap) and _TITLE.fullmatch(gap)
            return nearest.form if linked else None
        if nearest.draft:
            return self.whose.draft(nearest) if self.words.of and self.words.of.fullmatch(gap) else None
        own = next((m for m in self.names.bodies if end <= m.start and m.end <= start + 1), None)
        rest = gap if own is None else gap[: own.start - end] + gap[own.end - end :]
        if not (self.words.of and self.words.of.match(gap)) or len(rest.strip()) > NEAR:
            return None
        slug = self.whose.of(nearest) if nearest.form else None
        return f"{slug}/{'res' if nearest.kind == 'resolution' else 'dec'}/{nearest.form}" if slug else None

    def _last_text(self, item: Found, more: str) -> str | None:
        for other, ref in reversed(self.done):
            if other.start < item.start and ref.kind in TEXTS and ref.form:
                return ref.form + more
        return None

    def _of_another(self, end: int) -> bool:
        """Words go on that say of what: `paragraphs 12 and 13 of the report`."""
        if self.words.number_first:
            return False
        if self.words.of:
            return self.words.of.match(self.text, end) is not None
        return _WORD_BEHIND.match(self.text, end) is not None and not self.words.list_words.match(
            self.text, end + 1
        )

    def _sibling(self, item: Found) -> str | None:
        """Further paragraphs of one place: `paragraphs 1 to 10 of the annex …, as well as paragraph 13`."""
        for other, ref in reversed(self.done):
            listed = other.group_start == item.group_start
            if ref.kind == "paragraph" and ref.form and not ref.reason and (listed or "par-" in other.form):
                gap = self.text[other.end : item.start]
                same = listed or self.words.separator.search(gap)
                whole = ref.form[: -len(other.form) - 1]
                return whole if same and not STOP.search(gap) else None
        return None

    def _linked(self, end: int) -> bool:
        """A word goes on that says of what: `annex I to the Convention`."""
        gap = self.words.turned.match(self.text, end)
        return gap is not None and bool(gap[0].strip())

    def _own_annex(self, item: Found) -> bool:
        """`contained in annex I`, where the text has one; Annex I with a capital is the Convention's."""
        known = item.form in self.context.annexes and not self.text[item.start].isupper()
        return known and not self._linked(item.end) and bool(self.words.see.search(self.text[: item.start]))

    def _own_place(self, item: Found) -> str | None:
        """A place without its text is in this paper where it is pointed to: `(see chap. I, sect. A)`."""
        if item.bare_annex and self._own_annex(item):
            return self.context.work
        if item.bare_annex:
            in_brackets = (
                self.text[item.start - 1 : item.start] == "(" and self.text[item.end : item.end + 1] == ")"
            )
            return self.context.work if in_brackets and item.form != "annex" else None
        of_another = self.words.of and self.words.of.match(self.text, item.group_end)
        if item.form.startswith("ch-") and not of_another and self.words.see.search(self.text[: item.start]):
            return self.context.paper
        return None
