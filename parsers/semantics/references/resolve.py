"""Which body, instrument or document a span means: exactly one candidate, or none and a reason.

The words decide: a name beside the number, a possessive ("its resolution 9/1"), the
name that a list shares, the note before ("Ibid."). Only then does the shape of the
number, where just one body numbers its texts so.
"""

from cotc.parsers.model import TEXTS, Ref
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found
from cotc.parsers.semantics.references.lexicon import KIND, Lexicon
from cotc.parsers.semantics.references.names import NEAR, Context, Names, only
from cotc.parsers.semantics.references.normalise import text_number
from cotc.parsers.semantics.references.whose import Whose
from cotc.parsers.semantics.references.works import COMMA, Works

_TO_BODY = 45  # characters from a rule to the body whose rules of procedure it is of
_BROKEN_OFF = compiling.compile(r"[.;:()]")
_SERIAL = compiling.compile(r"(?<!\d)\d{4}(?:号\p{Han}*)?$")  # Security Council resolution 1325
_LISTED = compiling.compile(r"[\s,،、]*")

# So many references of a text are resolved together; no real one has more, and each asks those before it.
TOGETHER = 1000

NO_BODY = "the words do not say whose text"
NO_NUMBER = "a number without its session"
NO_INSTRUMENT = "the words do not say of which instrument"
NO_TEXT = "the words do not say of which text"
NO_YEAR = "the year is not given"
NO_SOURCE = "the note before names no single source that goes on here"
NO_EARLIER = "no document cited before it in the same paragraph goes on here"


def resolve(text: str, found: list[Found], words: Lexicon, context: Context) -> list[Ref]:
    """The references of one folded text, without targets; what turns out to cite nothing is left out."""
    chunks = (found[at : at + TOGETHER] for at in range(0, len(found), TOGETHER))
    return [ref for chunk in chunks for ref in _Resolver(text, chunk, words, context).refs()]


class _Resolver:
    """The state of one text: what was resolved so far, and the names in it."""

    def __init__(self, text: str, found: list[Found], words: Lexicon, context: Context) -> None:
        self.text, self.found, self.words, self.context = text, found, words, context
        self.done: list[tuple[Found, Ref]] = []
        self.names = Names(text, words, context)
        self.whose = Whose(self.names, found, self.done)
        self.works = Works(self.names, self.whose, found, self.done)

    def refs(self) -> list[Ref]:
        for item in self.found:
            ref = self._ref(item)
            if ref is not None:
                self.done.append((item, ref))
        return [ref for _, ref in self.done]

    def _ref(self, item: Found) -> Ref | None:
        if item.kind in TEXTS:
            return self._draft(item) if item.draft else self._text_ref(item)
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
            inside = self.works.text_in(item)
            if inside is not None:
                return _ref(item, inside, None)
            yearless = _SERIAL.search(self.text[item.start : item.end]) is not None
            return _ref(item, None, NO_YEAR if yearless else NO_NUMBER)
        slug = self.whose.of(item)
        if slug is None:
            return _ref(item, None, NO_BODY)
        kind = "res" if item.kind == "resolution" else "dec"
        mark = body.mark if (body := self.context.bodies.get(slug)) else None
        return _ref(item, f"{slug}/{kind}/{text_number(item.form, mark)}", None)

    def _draft(self, item: Found) -> Ref | None:
        """A draft that this paper holds; one in another paper is no text to lead to."""
        last, ref = self.done[-1] if self.done else (None, None)
        beside = last and ref and COMMA.fullmatch(self.text[last.end : item.group_start])
        known = beside and ref and ref.reason is None
        if known and ref and not (ref.form or "").startswith(f"{self.context.paper}/"):
            return None
        form = self.whose.draft(item)
        return _ref(item, form, None) if form else None

    # Articles.

    def _article(self, item: Found) -> Ref:
        slug = self._instrument(item)
        if slug is None:
            return _ref(item, item.form, NO_INSTRUMENT)
        return _ref(item, f"{slug}/{item.form}", None)

    def _instrument(self, item: Found) -> str | None:
        """Slug of the instrument: named right after, meant by a pronoun, or the only one named before."""
        annexed = self.context.annexed
        if annexed and self._itself(item):
            return annexed.slug
        opened = next(
            (m for m in self.names.instruments if self.text[m.end : item.group_start] == " ("), None
        )
        if opened and self.text[item.group_end : item.group_end + 1] == ")":
            return opened.slug  # "the Convention on the Rights of the Child (art. 3), the Convention on …"
        after = self.names.follows(self._past_chapter(item), self.names.instruments)
        if after:
            return after.slug
        procedure = self._rules_of(item)
        if procedure:
            return procedure
        if annexed and annexed.has(item.form) and self._alone(item):
            return annexed.slug
        if item.rules:  # there are many rules; those of procedure are named where they are meant
            own = self.names.rules()
            return own if own in {m.slug for m in self.names.instruments} else None
        if opened:
            return opened.slug  # "the rules of procedure (article 45, paragraph 2)"
        earlier = [m for m in self.names.instruments if m.end <= item.group_start]
        if self.words.number_first:
            return earlier[-1].slug if earlier else None
        before = [m for m in earlier if m.slug != self.names.rules()]
        pronoun = self.words.thereof and self.words.thereof.match(self.text, item.group_end)
        anaphor = self.words.anaphora and self.words.anaphora.search(
            self.text, max(0, item.group_start - 12), item.group_start
        )
        if pronoun or anaphor:
            return before[-1].slug if before else only(self.context.treaties(self.words))
        if self.words.of and self.words.of.match(self.text, item.group_end):
            return None
        return only([m.slug for m in before]) if before else self._shared(item)

    def _past_chapter(self, item: Found) -> int:
        """Where the words go on behind an article, or behind its chapter: "Article 41 of Chapter VII of"."""
        chapter = next((i for i in self.found if i.start >= item.group_end), None)
        if chapter is None or not chapter.form.startswith("ch-"):
            return item.group_end
        gap = self.words.turned.match(self.text, item.group_end)
        return chapter.group_end if gap and gap.end() == chapter.start else item.group_end

    def _itself(self, item: Found) -> bool:
        """The instrument that the text stands in: "article 14 of this Convention", 本公约第十四条."""
        if self.words.number_first:
            return self.words.itself_before.search(self.text, 0, item.group_start) is not None
        of = self.words.itself.match(self.text, _past_comma(self.text, item.group_end))
        following = self._listed_after(item)
        return of is not None or (following is not None and self._itself(following))

    def _alone(self, item: Found) -> bool:
        """No words say of which instrument: then it is the one that the text stands in."""
        of = self.words.of and self.words.of.match(self.text, item.group_end)
        named = any(m.end <= item.group_start for m in self.names.instruments)
        return not of and not named and self._shared(item) is None

    def _rules_of(self, item: Found) -> str | None:
        """`rule 153 of the rules of procedure of the General Assembly`: those of the body named."""
        for mention in self.names.bodies:
            gap = self.text[item.group_end : mention.start]
            if mention.start < item.group_end or len(gap) > _TO_BODY or _BROKEN_OFF.search(gap):
                continue
            if self.words.procedure.search(gap):
                own = self.context.bodies.get(self.context.own or "")
                kind = mention.slug.removeprefix(KIND)
                if kind == mention.slug:
                    return f"{mention.slug}-rules"
                return f"{own.slug}-rules" if own and own.kind == kind else None
        return None

    def _shared(self, item: Found) -> str | None:
        """The instrument that the next article of the list names: "Article 4, and article 11 of the …"."""
        following = self._listed_after(item)
        named = self.names.follows(following.group_end, self.names.instruments) if following else None
        return named.slug if named else None

    def _listed_after(self, item: Found) -> Found | None:
        """The next article of a list: "Article 4, and article 11"."""
        following = next((i for i in self.found if i.start >= item.group_end), None)
        if following is None or following.kind != "article":
            return None
        between = self.text[item.group_end : following.start]
        return following if _LISTED.fullmatch(self.words.list_words.sub("", between)) else None

    # Places.

    def _place(self, item: Found) -> Ref | None:
        if item.bare_annex and self.works.counted(item):
            return None
        article = self._own_article(item)
        if article:
            return _ref(item, f"{article}/{item.form.removeprefix('par-')}", None)
        work = self.works.of(item)
        if item.bare_annex and work is None:
            last = self.done[-1] if self.done else None
            goes_on = last and last[0].kind == "ibid" and COMMA.fullmatch(self.text[last[0].end : item.start])
            return _ref(item, item.form, NO_TEXT) if goes_on else None
        if work is None:
            return _ref(item, item.form, NO_TEXT)
        form = f"{work.form}/{item.form}" if work.form else item.form
        return Ref(item.kind, item.start, item.end, "", form, work.target, None)

    def _own_article(self, item: Found) -> str | None:
        """Normal form of the article that a paragraph is one of: "paragraph 1 of this article"."""
        annexed, text = self.context.annexed, self.text
        if annexed is None or not item.form.startswith("par-"):
            return None
        behind = _past_comma(text, item.group_end)
        if self.context.article and self.words.of_article.match(text, behind):
            return f"{annexed.slug}/{self.context.article}"
        last, ref = self.done[-1] if self.done else (None, None)
        if not last or not ref or last.kind != "article" or not (ref.form or "").startswith(annexed.slug):
            return None  # "article 40, paragraph 21 (b), and paragraph 22, of this Convention"
        joined = self.words.separator.search(text, last.end, item.start) and item.start - last.end <= NEAR
        itself = self.words.itself.match(text, behind)
        return f"{annexed.slug}/{last.form.split('/')[0]}" if joined and itself else None


def _past_comma(text: str, at: int) -> int:
    """Where the words go on behind a comma and a space."""
    while text[at : at + 1] in (",", "،", " ") and at < len(text):
        at += 1
    return at


def _ref(item: Found, form: str | None, reason: str | None) -> Ref:
    return Ref(item.kind, item.start, item.end, "", form, None, reason)
