"""Resolutions and decisions: formula, preamble, operative part, adoption line."""

from collections.abc import Sequence

import regex

from cotc.parsers.model import Kind
from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import normalise
from cotc.parsers.structure.days import iso_date
from cotc.parsers.structure.draft import Draft, from_block
from cotc.parsers.structure.headings import Head, Heading, is_bare_formula
from cotc.parsers.structure.labels import Label, Scheme
from cotc.parsers.structure.lists import kept_by_entry, nests, read_in_context, sibling_depth
from cotc.parsers.structure.opening import is_unfinished, take_title
from cotc.parsers.structure.state import Open, State, awaits

_COMMA = compiling.compile(r"[,，،][\s\d*]*$")
_COLON = compiling.compile(r"[:：][\s\d*]*$")
_CLOSED = compiling.compile(r"[.;。；؛](?:[\s\d*”\"»)]*)$")
# An adoption line is short (characters).
LONGEST_ADOPTION = 120
# … and begins beyond this share of the column.
RIGHT_HALF = 0.45


def open_text(
    state: State, heading: Heading | None, following: Sequence[Heading | None], numbered: bool = True
) -> int:
    """Open a resolution or decision. Returns how many blocks its number and title took."""
    close_text(state)
    kind: Kind = "resolution"
    if heading is not None and heading.head is Head.DECISION:
        kind = "decision"
    state.close_to(_text_depth(state))
    if heading is None or heading.bare or not numbered:
        kind = "decision" if _announces_decision(state) else kind
    node = Draft(kind)
    if heading is not None:
        title, emphasis, marks = heading.title_parts()
        node = Draft(
            kind,
            number=heading.number,
            label=heading.label,
            title=title,
            emphasis=emphasis,
            marks=marks,
            boxes=heading.block.boxes,
            page=heading.block.page,
            read=heading.read,
            block=heading.block,
        )
    is_draft = heading is not None and (heading.draft or (not numbered and not _announces_adopted(state)))
    node.status = "draft" if is_draft else "adopted"
    state.open(node, heading)
    state.phase = "opening"
    if not numbered and node.number is None:
        _take_number(state, node)
    if heading is None or not numbered or (node.title is not None and not is_unfinished(node.title)):
        return 1
    return 1 + take_title(state, node, heading, following)


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


def _text_depth(state: State) -> int:
    """A text stands beside the open text, or under the innermost chapter, section, part or annex."""
    for depth, level in enumerate(state.levels):
        if level.node.kind in ("resolution", "decision"):
            return depth
    return len(state.levels)


def _announces_decision(state: State) -> bool:
    """Does the nearest heading above that speaks of either speak of decisions, and not of resolutions?"""
    language = state.patterns.language
    title = _announcing(state)
    if title is None:
        return state.front_says_decision
    return _speaks(title, language.decisions_heading) and not _speaks(title, language.resolutions_heading)


def _announces_adopted(state: State) -> bool:
    """Does that heading speak of texts, and not of drafts? "Decision calling for action by the Council"."""
    title = _announcing(state)
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
    first = next((i for i, child in enumerate(body) if _CLOSED.search(child.text or "")), None)
    if first is None:
        first = len(body) - 1 if body and not _COMMA.search(body[-1].text or "") else len(body)
    for child in body[first:]:
        child.kind = "operative"


def is_adoption(state: State, block: Block) -> bool:
    """A short line at the right edge, after the operative part, that names a meeting or a day."""
    if not state.in_text or block.rows is not None or len(block.text) > LONGEST_ADOPTION:
        return False
    named = state.patterns.adoption.search(normalise(block.text)) is not None
    if (state.phase == "opening" and named) or (block.align == "right" and block.italic):
        return True
    if block.align != "right" and block.indent < RIGHT_HALF * block.measure:
        return False
    return named or (
        iso_date(block.text, state.patterns) is not None and state.phase in ("operative", "preamble")
    )


def add_to_text(state: State, block: Block, label: Label | None) -> bool:
    """Put a block into the body of the open text. False where it belongs to the report around it."""
    if label is not None and _narrates(state, block, label):
        node = state.container.add(from_block("paragraph", block, label))
        state.phase = "narrative"
        state.items.clear()
        state.open_item(node, label, block)
        state.last_paragraph = label.value
        return True
    if state.phase == "narrative":
        return False
    if label is not None and _resumes_report(state, label):
        close_text(state)
        depth = _text_depth(state)
        state.close_to(depth)
        return False
    if state.phase == "opening" and label is None:
        _open_body(state, block)
        return True
    if label is None:
        return _add_unlabelled(state, block)
    return _add_labelled(state, block, label)


def _narrates(state: State, block: Block, label: Label) -> bool:
    """Under a text's heading, a paragraph in the report's own count that tells of the text and is not it."""
    if state.phase not in ("opening", "narrative") or label.scheme is not Scheme.DECIMAL:
        return False
    words = normalise(block.text[label.end :])
    return label.value == state.last_paragraph + 1 and not state.patterns.operative.match(words)


def _resumes_report(state: State, label: Label) -> bool:
    """A number that goes on with the report's paragraphs, and not with the text's own."""
    if label.scheme is not Scheme.DECIMAL or label.value != state.last_paragraph + 1 or label.value == 1:
        return False
    own = [item.label.value for item in state.items if item.label and item.label.scheme is Scheme.DECIMAL]
    return label.value - 1 not in own and state.phase != "opening"


def _open_body(state: State, block: Block) -> None:
    """The first paragraph of a text: the organ's formula, or a single sentence that is the whole text."""
    bare = is_bare_formula(block, state.patterns)
    if bare or _COMMA.search(block.text) or (_COLON.search(block.text) and not _is_sentence(state, block)):
        state.container.add(from_block("formula", block))
        state.items.clear()
        state.phase = "operative" if bare or _COLON.search(block.text) else "preamble"
        return
    node = state.container.add(from_block("operative", block))
    state.items = [Open(node, None, block.indent, False, block.hang)]
    state.phase = "operative"


def _acts(state: State, block: Block) -> bool:
    """Is an unnumbered paragraph an operative one? It opens with its verb, in italics where the paper sets
    any, and ends no clause."""
    if _COMMA.search(block.text) or not state.patterns.operative.match(normalise(block.text)):
        return False
    return bool(block.emphasis) and block.emphasis[0][0] == 0


def _is_sentence(state: State, block: Block) -> bool:
    """Has an organ's opening a verb? "… decides:" and "… took note of the following reports:" announce what
    follows; "…, in accordance with its rules:" only names the organ."""
    opening = normalise(block.text)
    patterns = (state.patterns.decides, state.patterns.decided)
    matches = (pattern.fullmatch(opening) for pattern in patterns)
    return any(match["verb"] for match in matches if match is not None)


def _add_unlabelled(state: State, block: Block) -> bool:
    if _acts(state, block) and (state.phase == "preamble" or state.container.kind == "section"):
        node = state.container.add(from_block("operative", block))
        state.items = [Open(node, None, block.indent, False, block.hang)]
        state.phase = "operative"
        return True
    if state.phase == "preamble":
        node = state.container.add(from_block("preambular", block))
        state.items = [Open(node, None, block.indent, False, block.hang)]
        return True
    opens_preamble = _COMMA.search(block.text) and (block.emphasis[:1] and block.emphasis[0][0] == 0)
    if opens_preamble and not state.items:
        state.container.add(from_block("preambular", block))
        return True
    last = state.items[-1] if state.items else None
    if (
        last is None
        and state.phase == "operative"
        and [c.kind for c in state.container.children] == ["formula"]
    ):
        node = state.container.add(from_block("operative", block))
        state.items = [Open(node, None, block.indent, False, block.hang)]
        return True
    return add_entry(state, block)


def add_entry(state: State, block: Block) -> bool:
    """Put a paragraph without label into the list that is open or announced. False where it is no entry."""
    kept = kept_by_entry(state, block)
    if kept is None:
        return False
    del state.items[kept:]
    node = state.items[-1].node.add(from_block("subparagraph", block))
    state.items.append(Open(node, None, block.indent, True, block.hang))
    return True


def _add_labelled(state: State, block: Block, label: Label) -> bool:
    label = read_in_context(state, label, block)
    depth = sibling_depth(state, label, block)
    if depth is not None and state.items[depth].node.kind == "operative":
        del state.items[depth:]
        _operative(state, block, label)
        return True
    if label.scheme is Scheme.DECIMAL and depth is None:
        if label.value == 1 and _is_list_within(state, label, block):
            return False
        if _is_plain_list(state):
            return False
        state.items.clear()
        _operative(state, block, label)
        return True
    if not state.items and state.phase in ("operative", "opening") and depth is None:
        if state.container.kind == "section":
            return False
        _operative(state, block, label)
        return True
    return False


def _is_list_within(state: State, label: Label, block: Block) -> bool:
    """Does a list begin within the open paragraph, rather than the operative part?"""
    last = state.items[-1] if state.items else None
    if last is None:
        return False
    return nests(state, label, block) if last.label else last.node.kind == "operative" and awaits(last.node)


def _operative(state: State, block: Block, label: Label) -> None:
    node = state.container.add(from_block("operative", block, label))
    state.phase = "operative"
    state.open_item(node, label, block)


def _is_plain_list(state: State) -> bool:
    """Numbers under a heading of a text whose operative part bears none are a list: a provisional agenda."""
    text = state.text
    return (
        text is not None
        and state.container is not text
        and any(child.kind == "operative" and not _is_decimal(child) for child in text.children)
    )


def _is_decimal(node: Draft) -> bool:
    return node.read is not None and node.read.scheme is Scheme.DECIMAL
