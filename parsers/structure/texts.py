"""Resolutions and decisions: where they begin and end, their numbers and titles."""

from collections.abc import Sequence

import regex

from cotc.parsers.model import TEXTS, Kind
from cotc.parsers.profiles import compiling
from cotc.parsers.structure.draft import Draft, shift_marks, shift_runs
from cotc.parsers.structure.headings import Head, Heading
from cotc.parsers.structure.opening import from_heading, is_unfinished, take_title
from cotc.parsers.structure.state import State, awaits

# How clauses and sentences end, before the calls of their notes.
COMMA = compiling.compile(r"[,，،][\s\d*]*$")
CLOSED = compiling.compile(r"[.;。；؛](?:[\s\d*”\"»)]*)$")
# A text's number that is still open.
_OPEN_NUMBER = compiling.compile(r"(\p{Nd}{1,4}/(?:…|\.{2,3}|\[(?:…|\.{2,3})\]|--?|XX+))\.?\s+(?=\S)")


def open_text(
    state: State, heading: Heading | None, following: Sequence[Heading | None], numbered: bool = True
) -> int:
    """Open a resolution or decision. Returns how many blocks its number and title took."""
    close_text(state)
    kind: Kind = "resolution"
    if heading is not None and heading.head is Head.DECISION:
        kind = "decision"
    announced = announcement(state) if not numbered else None
    state.close_to(text_depth(state))
    if heading is None or heading.bare or not numbered:
        kind = "decision" if _announces_decision(state, announced) else kind
    node = Draft(kind) if heading is None else from_heading(kind, heading)
    node.status = "draft" if _is_draft(state, heading, numbered, announced) else "adopted"
    state.open(node, heading)
    state.phase = "opening"
    if not numbered and node.number is None:
        _take_number(state, node)
        _take_open_number(node)
    if heading is None or not numbered or (node.title is not None and not is_unfinished(node.title)):
        return 1
    return 1 + take_title(state, node, heading, following)


def _is_draft(state: State, heading: Heading | None, numbered: bool, announced: str | None) -> bool:
    """A text without a heading is what the lines before it submit."""
    if heading is None:
        return any(_speaks(line, state.patterns.language.draft_words) for line in state.submitted)
    return heading.draft or (not numbered and not _announces_adopted(state, announced))


def _take_number(state: State, node: Draft) -> None:
    """A short heading that ends in a text's word and number is a label: "Intersessional decision 1"."""
    language = state.patterns.language
    for kind, words in (
        ("decision", language.decisions_heading),
        ("resolution", language.resolutions_heading),
    ):
        for word in words:
            match = regex.fullmatch(
                rf"(?:\S+ ){{0,3}}{regex.escape(word)} (\d[\d/]*)", node.title or "", regex.IGNORECASE
            )
            if match:
                node.kind = kind  # type: ignore[assignment]
                node.number, node.label, node.title, node.status = match[1], node.title, None, "adopted"
                node.marks = tuple(type(m)(m.text, 0) for m in node.marks)
                return


def _take_open_number(node: Draft) -> None:
    """A draft has its session's number before it gets its own: "54/… Right to privacy"."""
    match = _OPEN_NUMBER.match(node.title or "") if node.label is None else None
    if match is not None:
        node.label, node.title = match[1], match.string[match.end() :]
        node.emphasis = tuple((a, b) for a, b in shift_runs(node.emphasis, match.end()) if a < b)
        node.marks = shift_marks(node.marks, match.end())


def text_depth(state: State) -> int:
    """A text stands beside the open text, or under the innermost chapter, section, part or annex."""
    for depth, level in enumerate(state.levels):
        if level.node.kind in TEXTS:
            return depth
    return len(state.levels)


def announcement(state: State) -> str | None:
    """The paragraph just above that announces texts: "… the adoption of the following draft decision:"."""
    language = state.patterns.language
    last = state.items[-1].node if state.items else None
    if last is None or last.kind != "paragraph" or not awaits(last):
        return None
    words = (last.text or "").casefold()
    return words if _speaks(words, (*language.decisions_heading, *language.resolutions_heading)) else None


def _announces_decision(state: State, announced: str | None = None) -> bool:
    """Does what announces the text, or the nearest heading above that speaks of either, speak of decisions,
    and not of resolutions?"""
    language = state.patterns.language
    title = announced or _announcing(state)
    if title is None:
        return any(_speaks(line, language.decisions_heading) for line in state.submitted)
    return _speaks(title, language.decisions_heading) and not _speaks(title, language.resolutions_heading)


def _announces_adopted(state: State, announced: str | None = None) -> bool:
    """Does that speak of texts, and not of drafts? "Decision calling for action by the Council"."""
    title = announced or _announcing(state)
    return title is not None and not _speaks(title, state.patterns.language.draft_words)


def _announcing(state: State) -> str | None:
    """The nearest heading above that speaks of resolutions or decisions."""
    language = state.patterns.language
    for level in reversed(state.levels):
        title = (level.node.title or "").casefold()
        if _speaks(title, (*language.decisions_heading, *language.resolutions_heading)):
            return title
    return None


def _speaks(title: str, words: tuple[str, ...]) -> bool:
    return any(word in title for word in words)


def close_text(state: State) -> None:
    """Settle a text that ends: a text without numbered paragraphs has its operative part in its last ones."""
    text = state.text
    if text is None or state.phase != "preamble":
        return
    body = [child for child in text.children if child.kind == "preambular"]
    first = next((i for i, child in enumerate(body) if CLOSED.search(child.text or "")), None)
    if first is None:
        first = len(body) - 1 if body and not COMMA.search(body[-1].text or "") else len(body)
    for child in body[first:]:
        child.kind = "operative"
