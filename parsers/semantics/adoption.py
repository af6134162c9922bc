"""Where, when and on whose proposal a text was adopted, as the narrative tells it.

Some bodies print no adoption line under their texts; the report's own paragraphs
tell: "At its 10th meeting, on 18 October 2024, the Conference adopted a revised
draft resolution (CTOC/COP/2024/L.8/Rev.1) … (For the text, see chap. I, sect. A,
resolution 12/3.)". The pointer at the end says which text is meant.

Works on a document that `references.enrich` has been through. What an adoption
line already says is kept.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from cotc.parsers.model import TEXTS, Document, Finding, Node, Ref, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import Patterns, compiled
from cotc.parsers.semantics.adoption_words import Words, sponsors_in, words_of
from cotc.parsers.semantics.named import Titles, days_of_meetings
from cotc.parsers.semantics.references.normalise import fold
from cotc.parsers.semantics.runs import Run, Texts, first_paragraph, last_meeting, sentence_start

_BRACKET = compiling.compile(r"[(（][^()（）]*$")  # what follows stands in it
_ISO_DAY = len("2024-12-09")
# A text begins with its day where the date stands within so many characters, its session within so many more.
_AT_HEAD, _SESSION_WITHIN = 6, 50
# … or with its meeting, within so many: "At its resumed ", "На своем ".
_MEETING_AT_HEAD = 16
_NEAR = 45  # characters between a meeting and its date: "celebrada el", "المعقودة في"

Sitting = tuple[str | None, str | None]  # a meeting as printed, and its day


class Adoption(msgspec.Struct, frozen=True):
    """What one paragraph tells of the adoption of the text `target`."""

    target: str
    narrative: str | None
    meeting: str | None
    adopted_on: str | None
    draft: str | None
    sponsors: tuple[str, ...]
    together: bool = False  # with other texts
    pointed: bool = False  # by the paragraph after it


def join_adoptions(document: Document) -> Document:
    """`document` with `adopted_on`, `meeting`, `draft`, `sponsors` and `narrative` on the texts it tells of.

    A text of which several paragraphs tell is left as it is, with a finding. What is told of many texts at
    once, or by the text itself, counts where nothing else tells of it.
    """
    code = document.report.language or "en"
    words = words_of(code)
    if words is None:
        return document
    texts = Texts(document)
    told: dict[str, list[Adoption]] = defaultdict(list)
    together: dict[str, Adoption] = {}
    for adoption in _Narrative(document, words, texts, code).adoptions():
        if adoption.together:
            together.setdefault(adoption.target, adoption)
        else:
            told[adoption.target].append(adoption)
    for adoption in _by_themselves(
        document, compiled(load().languages[code]) if code in load().languages else None
    ):
        together.setdefault(adoption.target, adoption)
    if not told and not together:
        return document
    single = {target: found for target, found in together.items() if target not in told}
    told = {target: _fullest(found) for target, found in told.items()}
    single |= {target: found[0] for target, found in told.items() if len(found) == 1}
    twice = tuple(_twice(target, found) for target, found in told.items() if len(found) > 1)
    days = days_of_meetings(document, session_day)
    single = {target: _dated(adoption, days) for target, adoption in single.items()}
    tree = tuple(_joined(root, single, texts.drafts) for root in document.tree)
    return replace(document, tree=tree, findings=(*document.findings, *twice))


def _fullest(found: list[Adoption]) -> list[Adoption]:
    """Of several that tell of one text, the one that names its draft and has the pointer after it.

    What an aside elsewhere tells ("taking into account its draft resolution …") is the same adoption.
    """
    named = [adoption for adoption in found if adoption.draft and adoption.pointed]
    return named if len(named) == 1 else found


class _Narrative:
    """The paragraphs of a report that tell of its texts."""

    def __init__(self, document: Document, words: Words, texts: Texts, code: str) -> None:
        self.document, self.words, self.texts, self.code = document, words, texts, code
        self.session = document.tree[0] if document.tree else None
        self.kinds = {node.id: node.kind for node, _ in walk(document)}
        self.titles = Titles(document)

    def adoptions(self) -> Iterator[Adoption]:
        """What they tell, in order. "At the same meeting" is the meeting of the paragraph before."""
        last: Sitting = (None, None)
        above: tuple[Node, Sitting] | None = None
        for node, ancestors in walk(self.document):
            if node.kind != "paragraph" or not node.text or any(a.kind in TEXTS for a in ancestors):
                continue
            text = fold(node.text)
            here = _sitting(node.refs, len(text), self.session)
            if not here[0] and self.words.same.search(text):
                here = last
            runs = tuple(self.texts.runs(text, self.code, self.words.through))
            for run in runs:
                yield from self._of_run(node, text, run, last)
            yield from self._of_pointers(node, text, runs, here)
            if not runs:
                yield from self._of_titles(node, text, here)
            if above is not None:
                yield from self._pointed(node, text, *above)
            above = node, here
            last = here if here[0] else last

    def _of_run(self, node: Node, text: str, run: Run, last: Sitting) -> Iterator[Adoption]:
        """What a sentence tells of all texts of a run; "the same meeting" is that of the one before."""
        start = sentence_start(text, run)
        if not self.words.acted.search(text, start, run.start):
            return
        is_same = self.words.same.search(text, start, run.start) is not None
        meeting = last_meeting(node.refs, run.start)
        sitting = last if is_same else (None, None)
        if meeting is not None and (is_same or meeting.start >= start):
            sitting = meeting.text, _day_near(meeting, node.refs, self.session)
        for target in run.targets:
            yield Adoption(target, node.id, *sitting, None, (), together=True)

    def _of_pointers(self, node: Node, text: str, runs: Sequence[Run], here: Sitting) -> Iterator[Adoption]:
        """What is told before each text that a paragraph points to, from the text before it on."""
        start = 0
        for ref in node.refs:
            run = next((run for run in runs if run.start < ref.end and ref.start < run.end), None)
            if run is not None:
                start = run.end
            elif ref.target and self.kinds.get(ref.target) in TEXTS:
                yield from self._of_pointer(node, text, start, ref, here)
                start = ref.end

    def _of_pointer(self, node: Node, text: str, start: int, ref: Ref, here: Sitting) -> Iterator[Adoption]:
        """What is told of a text between `start` and the pointer to it."""
        part = text[start : ref.start]
        verb = self.words.adopted.search(part)
        noted = self.words.took.search(part) if not verb and _BRACKET.search(part) else None
        told = verb or noted
        if told and ref.target:
            refs = tuple(r for r in node.refs if start <= r.start < ref.start)
            before = tuple(r for r in refs if r.start < start + told.start()) or refs
            sitting = _sitting(before, ref.start, self.session)
            meeting, day = sitting if sitting[0] or not here[0] else here
            names = sponsors_in(part, self.words)
            draft = _draft(refs)
            yield Adoption(ref.target, node.id, meeting, day, draft, names, together=noted is not None)

    def _of_titles(self, node: Node, text: str, here: Sitting) -> Iterator[Adoption]:
        """What a paragraph tells of texts that it names by their titles."""
        pointed = {ref.target for ref in node.refs}
        for target in self.titles.told(node, text, self.words.adopted):
            if target not in pointed:
                names = sponsors_in(text, self.words)
                yield Adoption(target, node.id, *here, _draft(node.refs), names, together=True)

    def _pointed(self, node: Node, text: str, told: Node, sitting: Sitting) -> Iterator[Adoption]:
        """A paragraph tells that a draft was adopted, and the next one only where its text stands.

        "adopted draft resolution A/AC.109/2025/L.3 without a vote." – "(see chap. XIII, draft resolution I)."
        """
        drafts, adopted = self.texts.drafts, self.words.adopted
        targets = {ref.target for ref in node.refs if ref.target in drafts}
        has_text = any(ref.target in drafts for ref in told.refs)
        if len(targets) != 1 or has_text or adopted.search(text):
            return
        target = targets.pop()
        draft = drafts.get(target or "")
        verb = adopted.search(fold(told.text or ""))
        if target and draft and verb and any(ref.form == draft for ref in told.refs if ref.kind == "symbol"):
            yield Adoption(target, told.id, *sitting, draft, (), pointed=True)


def _by_themselves(document: Document, patterns: Patterns | None) -> Iterator[Adoption]:
    """Texts that begin with their day: "On 9 December 2024, at its thirty-ninth session, …"; or meeting."""
    for node, _ in walk(document) if patterns else ():
        first = first_paragraph(node) if node.kind in TEXTS and node.status == "adopted" else None
        sitting = _own_sitting(first, document) if first and _kept(node.adopted_on) is None else None
        if sitting is not None:
            yield Adoption(node.id, None, *sitting, None, (), together=True)
            continue
        date = next((ref for ref in first.refs if ref.kind == "date"), None) if first else None
        if first is None or date is None or date.start > _AT_HEAD or len(date.form or "") != _ISO_DAY:
            continue
        assert patterns
        told = patterns.session.search((first.text or "")[date.end : date.end + _SESSION_WITHIN])
        if told is not None and _kept(node.adopted_on) is None:
            yield Adoption(node.id, None, None, date.form, None, (), together=True)


def _own_sitting(first: Node, document: Document) -> tuple[str, str] | None:
    """The meeting and day with which a text begins: "At its 24th plenary meeting, on 10 June 2025, …"."""
    meeting = next((ref for ref in first.refs if ref.kind == "meeting"), None)
    if meeting is None or meeting.start > _MEETING_AT_HEAD:
        return None
    day = _day_near(meeting, first.refs, document.tree[0] if document.tree else None)
    return (meeting.text, day) if day else None


def _sitting(refs: tuple[Ref, ...], end: int, session: Node | None) -> Sitting:
    """The one meeting among `refs` as printed, and its date; nothing where several are named."""
    meetings = [ref for ref in refs if ref.kind == "meeting" and ref.start < end]
    if not meetings:  # "At its plenary meeting on 3 May 2022", "On 3 May 2022, the Conference"
        days = {
            day for ref in refs if ref.kind == "date" and ref.start < end and (day := _day(ref.form, session))
        }
        return None, days.pop() if len(days) == 1 else None
    if len(meetings) != 1:
        return None, None
    return meetings[0].text, _day_near(meetings[0], refs, session)


def _day_near(meeting: Ref, refs: tuple[Ref, ...], session: Node | None) -> str | None:
    """The one day beside a meeting; spans of days are those of sessions."""
    near = [
        ref
        for ref in refs
        if ref.kind == "date"
        and "/" not in (ref.form or "")
        and min(abs(ref.start - meeting.end), abs(meeting.start - ref.end)) <= _NEAR
    ]
    return _day(near[0].form, session) if len(near) == 1 else None


def _day(form: str | None, session: Node | None) -> str | None:
    """A single day in ISO; one without a year has that year of the session in which it falls within it.

    Commissions open a session in one year and hold it in the next: 22 March 2024 and 10–21 March 2025.
    """
    if form is None or "/" in form or len(form) < 7:
        return None
    if not form.startswith("--"):
        return form if len(form) == _ISO_DAY else None
    if session is None or not isinstance(session.start, str) or not isinstance(session.end, str):
        return None
    years = range(int(session.start[:4]), int(session.end[:4]) + 1)
    within = [day for year in years if session.start <= (day := f"{year}{form[1:]}") <= session.end]
    return within[0] if len(within) == 1 else None


def session_day(document: Document, meeting: Ref, refs: tuple[Ref, ...]) -> str | None:
    """The day beside a meeting; one without a year has that of the session."""
    return _day_near(meeting, refs, document.tree[0] if document.tree else None)


def _dated(adoption: Adoption, days: dict[str, str]) -> Adoption:
    """An adoption without a day, at a meeting whose day another paragraph gives."""
    if adoption.adopted_on or not adoption.meeting or adoption.meeting not in days:
        return adoption
    return replace(adoption, adopted_on=days[adoption.meeting])


def _draft(refs: tuple[Ref, ...]) -> str | None:
    symbols = {ref.form for ref in refs if ref.kind == "symbol"}
    return symbols.pop() if len(symbols) == 1 else None


def _joined(node: Node, told: dict[str, Adoption], drafts: Mapping[str, str | None]) -> Node:
    """What is adopted as a draft, to be adopted by a higher body, stays a draft."""
    children = tuple(_joined(child, told, drafts) for child in node.children)
    adoption = told.get(node.id)
    if adoption is not None:
        node = replace(
            node,
            status="draft" if node.id in drafts else "adopted",
            adopted_on=_kept(node.adopted_on) or adoption.adopted_on,
            meeting=_kept(node.meeting) or adoption.meeting,
            draft=adoption.draft,
            sponsors=adoption.sponsors,
            narrative=adoption.narrative or node.narrative,
        )
    return replace(node, children=children) if children else node


def _kept(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _twice(target: str, found: list[Adoption]) -> Finding:
    places = ", ".join(adoption.narrative or target for adoption in found)
    return Finding("adoption-twice", "warning", f"{target} is said to be adopted in {places}", target, None)
