"""Blocks to a tree: a stack of what is open, and for each block the question what it closes.

Promises:
1. Every block ends in exactly one node, in furniture, or in the adoption of a text.
2. Children come in reading order.
3. What no rule claims is `unrecognised`.
"""

from collections.abc import Sequence
from itertools import zip_longest
from statistics import median

import regex
from msgspec.structs import replace

from cotc.parsers.model import Furniture, Kind
from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.bodies import add_entry, add_to_text, is_adoption
from cotc.parsers.structure.captions import caption_length, give_caption
from cotc.parsers.structure.draft import Draft, from_block, shift_marks, shift_runs
from cotc.parsers.structure.headings import (
    Head,
    Heading,
    counted,
    drafted,
    is_bare_formula,
    is_entry,
    is_formula,
    is_sentence_of_organ,
    opens_text,
    read_heading,
)
from cotc.parsers.structure.labels import Label, Scheme, announces, read_label, recital_label
from cotc.parsers.structure.lists import is_list, kept_by_close, nests, read_in_context, sibling_depth
from cotc.parsers.structure.sections import close_like, heads_chapters, place_part, place_section
from cotc.parsers.structure.state import DEEPEST, Open, State, awaits
from cotc.parsers.structure.texts import announcement, close_text, open_text
from cotc.parsers.structure.titles import is_only_list

_SEPARATOR = compiling.compile(r"[*\s_–—-]{1,40}|\*\s*\*\s*\*|[.\s]{3,20}")
# Any paragraph is shorter (characters).
LONGEST = 1_000_000


def assemble(
    blocks: Sequence[Block], patterns: Patterns, body_size: float, front: Sequence[str] = ()
) -> tuple[Draft, list[Furniture]]:
    """The session's draft with all below it, and what turned out to be furniture."""
    state = State(patterns, body_size, _submitted(front, patterns))
    blocks = [part for block in blocks for part in _parted(block)]
    headings = [
        None if is_entry(block, below, body_size) else read_heading(block, patterns, body_size)
        for block, below in zip_longest(blocks, blocks[1:])
    ]
    lengths = _usual_lengths(blocks, headings)
    state.only_list = bool(headings) and headings[0] is not None and is_only_list(blocks[1:])
    index = 0
    while index < len(blocks):
        state.usual_length = lengths.get(index, 0)
        index += _take(state, blocks, headings, index)
    close_text(state)
    return state.root, state.furniture


def _parted(block: Block) -> tuple[Block, ...]:
    """A paragraph and its first point on one line ("3. (a) …") are two blocks."""
    label = read_label(block.text) if block.rows is None else None
    inner = read_label(block.text[label.end :]) if label is not None else None
    if label is None or inner is None or inner.text[0] not in "(（":
        return (block,)
    readings = [r for r in (inner, inner.other) if r is not None and r.scheme is not label.scheme]
    if not any(reading.value == 1 for reading in readings):
        return (block,)
    at = label.end
    first = replace(
        block, text=label.text, breaks=(), emphasis=(), marks=(), boxes=block.boxes[:1], hang=block.indent
    )
    rest = replace(
        block,
        text=block.text[at:],
        breaks=tuple(b - at for b in block.breaks),
        emphasis=shift_runs(block.emphasis, at),
        marks=shift_marks(block.marks, at),
    )
    return first, rest


def _submitted(front: Sequence[str], patterns: Patterns) -> tuple[str, ...]:
    """The lines before the text that say what is submitted, in lower case: "italy: draft resolution"."""
    matches = (patterns.submitted.fullmatch(normalise(line)) for line in front)
    return tuple(match[0].casefold() for match in matches if match)


def _usual_lengths(blocks: Sequence[Block], headings: Sequence[Heading | None]) -> dict[int, int]:
    """For each numbered paragraph, the median length of the run of consecutive numbers it is part of.

    A heading ends a run. Paragraphs that announce a list say nothing of the others' length.
    """
    runs: list[list[int]] = []
    last = -1
    for index, block in enumerate(blocks):
        if headings[index] is not None:
            last = -1
            continue
        label = read_label(block.text) if block.rows is None else None
        if label is None or label.scheme is not Scheme.DECIMAL:
            continue
        if runs and label.value == last + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
        last = label.value

    usual: dict[int, int] = {}
    for run in runs:
        plain = [len(blocks[k].text) for k in run if not announces(blocks[k].text)]
        if len(run) > 1:
            usual |= dict.fromkeys(run, int(median(plain)) if len(plain) > 1 else LONGEST)
    return usual


def _take(state: State, blocks: Sequence[Block], headings: Sequence[Heading | None], index: int) -> int:
    """Put one block, and those that only complete it, in their places. Returns how many."""
    block, heading = blocks[index], headings[index]
    state.enter(block.frame)
    if _SEPARATOR.fullmatch(block.text) and block.rows is None:
        state.put_aside("separator", block)
        return 1
    if is_adoption(state, block):
        state.adopt(block)
        return 1
    if state.phase == "opening" and _names_author(state, block):
        state.put_aside("front", block)
        return 1
    caption = caption_length(blocks, headings, index, state.patterns, state.body_size)
    if caption:
        _take_table(state, blocks[index + caption], blocks[index : index + caption])
        return caption + 1
    if heading is None:
        _take_text(state, block)
        return 1
    following = headings[index + 1 : index + 4]
    heading = state.settle(counted(heading, following[0] if following else None))
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if (draft := drafted(heading, below, state.patterns)) is not heading:
        close_like(state, heading)
        return open_text(state, draft, following)
    if heads_chapters(state, heading, following):
        return place_part(state, heading)
    if heading.head in (Head.RESOLUTION, Head.DECISION):
        return open_text(state, heading, following)
    if heading.head is Head.SECTION and _opens_unnumbered_text(state, blocks, headings, index):
        return open_text(state, heading, following, numbered=False)
    return place_section(state, heading, following)


def _names_author(state: State, block: Block) -> bool:
    """Under a text's title, who submitted it: "Resolution submitted by the Arab Republic of Egypt"."""
    if block.rows is not None or state.text_has_body or block.text.rstrip().endswith((",", ".", ":")):
        return False
    return state.patterns.submitted.fullmatch(normalise(block.text)) is not None


def _opens_unnumbered_text(
    state: State, blocks: Sequence[Block], headings: Sequence[Heading | None], index: int
) -> bool:
    """A heading with an organ's opening formula right after it heads a text without number."""
    if headings[index].read is not None or index + 1 >= len(blocks) or headings[index + 1] is not None:  # type: ignore[union-attr]
        return False
    if (state.in_text and not state.text_has_body) or state.in_annex_of_only_text:
        return False
    following = blocks[index + 1]
    if state.is_bare and opens_text(following, state.patterns):
        return True
    if announcement(state) is not None and is_sentence_of_organ(following, state.patterns):
        return True
    opening = regex.sub(r"[:：]$", ",", normalise(following.text))
    return is_formula(opening, state.patterns) or is_bare_formula(following, state.patterns)


def _take_text(state: State, block: Block) -> None:
    """A block of running text: a table, an item of a list, a paragraph."""
    if block.rows is not None:
        _take_table(state, block)
        return
    label = read_label(block.text)
    if state.in_text and not state.in_annex and add_to_text(state, block, label):
        return
    if not state.in_text and state.is_bare and opens_text(block, state.patterns):
        open_text(state, None, ())
        add_to_text(state, block, label)
        return
    if label is not None:
        _take_item(state, block, label)
        return
    _take_plain(state, block)


def _take_table(state: State, block: Block, caption: Sequence[Block] = ()) -> None:
    node = from_block("table", block)
    give_caption(node, caption, state.patterns)
    parent = state.items[-1].node if state.items and awaits(state.items[-1].node) else state.container
    if parent.kind in ("session", "formula", "preambular"):
        parent = state.container
    parent.add(node)
    if parent is state.container:
        state.items.clear()


def _take_item(state: State, block: Block, label: Label) -> None:
    """A labelled paragraph outside the body of a text."""
    label = read_in_context(state, label, block)
    if label.scheme is Scheme.DECIMAL:
        state.end_divided_list(label)
    depth = sibling_depth(state, label, block)
    if depth is not None:
        kind = state.items[depth].node.kind
        del state.items[depth:]
        parent = state.items[-1].node if state.items else state.container
        state.open_item(parent.add(from_block(kind, block, label)), label, block)
        return
    if label.scheme is Scheme.DECIMAL and not nests(state, label, block):
        state.items.clear()
        kind = "subparagraph" if is_list(state, block) else "paragraph"
        state.open_item(state.container.add(from_block(kind, block, label)), label, block)
        return
    del state.items[DEEPEST:]
    parent = state.items[-1].node if state.items else state.container
    state.open_item(parent.add(from_block("subparagraph", block, label)), label, block)


def _take_plain(state: State, block: Block) -> None:
    """A paragraph without label: an item of an unlabelled list, or a paragraph of its container."""
    if add_entry(state, block):
        return
    kept = kept_by_close(state, block)
    if kept is not None:
        del state.items[kept:]
        state.items[-1].node.add(from_block("subparagraph", block))
        return
    state.items.clear()
    kind = _plain_kind(state, block)
    label = recital_label(block.text) if kind == "preambular" else None
    node = state.container.add(from_block(kind, block, label))
    state.items.append(Open(node, None, block.indent, False))


def _plain_kind(state: State, block: Block) -> Kind:
    """A treaty or declaration in an annex may have a preamble of its own: a formula, and recitals that end
    in commas. It stands in a section. Recitals that are numbered stand anywhere."""
    siblings = state.container.children
    if recital_label(block.text) is not None:
        return "preambular"
    if state.container.kind != "section":
        return "paragraph"
    if not siblings and is_formula(block.text, state.patterns):
        return "formula"
    if not block.text.rstrip("]} ").endswith((",", "،", "，", ";")):
        return "paragraph"
    if siblings and siblings[-1].kind in ("formula", "preambular"):
        return "preambular"
    if not state.patterns.preambular.match(normalise(block.text)):
        return "paragraph"
    if len(siblings) == 1 and siblings[0].label is None and (siblings[0].text or "").endswith(","):
        siblings[0].kind = "formula"  # who speaks: "We, the Heads of State and Government, …,"
    return "preambular"
