"""The body of a resolution or decision: formula, preamble, operative part, adoption line."""

from cotc.parsers.model import Kind
from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import normalise
from cotc.parsers.structure.days import iso_date
from cotc.parsers.structure.draft import Draft, from_block
from cotc.parsers.structure.headings import is_bare_formula, is_formula, is_sentence_of_organ
from cotc.parsers.structure.labels import Label, Scheme, recital_label
from cotc.parsers.structure.lists import kept_by_entry, nests, read_in_context, sibling_depth
from cotc.parsers.structure.state import Open, State, awaits
from cotc.parsers.structure.texts import CLOSED, COMMA, close_text, text_depth

_COLON = compiling.compile(r"[:：][\s\d*]*$")
# A paper's symbol: A/AC.109/2025/L.3.
_SYMBOL = compiling.compile(r"(?<![\p{L}\p{N}/])[A-Z]{1,6}(?:/[A-Z\d.]+){2,}")
# An adoption line is short (characters).
LONGEST_ADOPTION = 120
# … and begins beyond this share of the column.
RIGHT_HALF = 0.45


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
        depth = text_depth(state)
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
    if _is_recital(state, block):
        state.begin("preambular", block)
        state.phase = "preamble"
        return
    bare = is_bare_formula(block, state.patterns)
    if bare or COMMA.search(block.text) or (_COLON.search(block.text) and not _is_sentence(state, block)):
        state.container.add(from_block("formula", block))
        state.items.clear()
        state.phase = "operative" if bare or _COLON.search(block.text) else "preamble"
        return
    kind: Kind = "paragraph" if _points_away(state, block) else "operative"
    state.begin(kind, block)
    state.phase = "operative"


def _points_away(state: State, block: Block) -> bool:
    """Does a draft's only sentence tell where its text is? It names a paper, and no organ acts."""
    text = state.text
    if text is None or text.status != "draft" or not CLOSED.search(block.text):
        return False
    words = normalise(block.text)
    acts = state.patterns.operative.match(words) or is_sentence_of_organ(block, state.patterns)
    return not acts and _SYMBOL.search(words) is not None


def _acts(state: State, block: Block) -> bool:
    """Is an unnumbered paragraph an operative one? It opens with its verb, in italics where the paper sets
    any, and ends no clause."""
    if COMMA.search(block.text) or not state.patterns.operative.match(normalise(block.text)):
        return False
    return bool(block.emphasis) and block.emphasis[0][0] == 0


def _is_sentence(state: State, block: Block) -> bool:
    """Has an organ's opening a verb? "… decides:" and "… took note of the following reports:" announce what
    follows; "…, in accordance with its rules:" only names the organ."""
    opening = normalise(block.text)
    patterns = (state.patterns.decides, state.patterns.decided)
    matches = (pattern.fullmatch(opening) for pattern in patterns)
    return any(match["verb"] for match in matches if match is not None)


def _announces_operative(state: State, node: Draft) -> bool:
    """Is an unnumbered paragraph no more than a verb and a colon: "Decides:" over paragraphs 1 to 9?"""
    words = normalise(node.text or "")
    return awaits(node) and state.patterns.operative.fullmatch(words.rstrip(":： ")) is not None


def _is_recital(state: State, block: Block) -> bool:
    """Is a paragraph that stands before any formula a recital? Some bodies name themselves after their
    recitals, which end in semicolons: "RECALLING …;", "THE CONFERENCE OF THE PARTIES TO THE CONVENTION"."""
    text = block.text.rstrip()
    if not text.endswith((",", ";", "，", "；", "،", "؛")) or is_formula(text, state.patterns):
        return False
    return state.patterns.preambular.match(normalise(text)) is not None


def _closes_preamble(state: State, block: Block) -> bool:
    """Does the organ name itself after the recitals that it began with?"""
    if state.container.children and state.container.children[0].kind == "formula":
        return False
    text = block.text.rstrip()
    named = f"{text}," if text.isupper() or block.italic else text
    return is_formula(named, state.patterns)


def _add_unlabelled(state: State, block: Block) -> bool:
    if _opens_part(state, block):
        _open_body(state, block)
        return True
    if state.phase == "preamble" and _closes_preamble(state, block):
        state.container.add(from_block("formula", block))
        state.items.clear()
        state.phase = "operative"
        return True
    if _acts(state, block) and (state.phase == "preamble" or state.container.kind == "section"):
        state.begin("operative", block)
        state.phase = "operative"
        return True
    if state.phase == "preamble":
        state.begin("preambular", block)
        return True
    opens_preamble = COMMA.search(block.text) and (block.emphasis[:1] and block.emphasis[0][0] == 0)
    if opens_preamble and not state.items:
        state.container.add(from_block("preambular", block, recital_label(block.text)))
        return True
    last = state.items[-1] if state.items else None
    if (
        last is None
        and state.phase == "operative"
        and [c.kind for c in state.container.children] == ["formula"]
    ):
        state.begin("operative", block)
        return True
    return add_entry(state, block)


def _opens_part(state: State, block: Block) -> bool:
    """Does the organ open again below the heading of a text's part, as in resolution 78/41 A and B?"""
    if state.container.kind != "section" or state.container.children:
        return False
    return is_bare_formula(block, state.patterns) or is_formula(block.text, state.patterns)


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
    if last.label is None and last.node.kind == "operative" and _announces_operative(state, last.node):
        last.node.kind = "formula"
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
