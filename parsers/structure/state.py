"""What is open while a tree is built."""

import msgspec

from cotc.parsers.model import Furniture
from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.days import iso_date
from cotc.parsers.structure.draft import Draft, marked_text
from cotc.parsers.structure.headings import Head, Heading
from cotc.parsers.structure.labels import Label, Scheme

_LOWER = compiling.compile(r"\p{Ll}\p{Ll}")
_STOPPED = compiling.compile(r"[.!?][\s\"'”’»)\]]*$")
# Indents are one within this many type sizes.
SAME_INDENT = 0.8
# A list hangs when its further lines stand this much further in (type sizes).
HANGS = 1.0
# No container stands in more than this many others, no item of a list in more items.
DEEPEST = 24
# An entry of a list stands further in than what announces it by this many type sizes.
STEP = 0.6
# An entry without label, no further in than what announces it, is no longer than this (characters).
LONGEST_ENTRY = 250
# Entries of a plain list (an agenda, names) are usually shorter than this (characters).
ENTRY = 90


class Open(msgspec.Struct):
    """An open paragraph or item. `bare_list`: an item without label."""

    node: Draft
    label: Label | None
    indent: float
    bare_list: bool
    hang: float = 0.0


class Level(msgspec.Struct):
    """An open container, and the heading it began with.

    `stacked`: right under a heading set just like it. `divides`: number of the
    paragraph whose lettered list it divides, if it should.
    """

    node: Draft
    heading: Heading | None
    stacked: bool = False
    divides: int | None = None


class State:
    """The stack of open containers and items, and where in a text we are."""

    def __init__(self, patterns: Patterns, body_size: float, front_says_decision: bool = False) -> None:
        self.front_says_decision = front_says_decision
        self.patterns = patterns
        self.body_size = body_size
        self.root = Draft("session")
        self.levels: list[Level] = [Level(self.root, None)]
        self.items: list[Open] = []
        self.furniture: list[Furniture] = []
        self.phase = "none"  # none, opening, preamble, operative: within a text
        self.last_paragraph = 0  # number of the report's latest numbered paragraph
        self.last_letter = 0  # latest lettered item right under a heading: letters may run on across headings
        self.only_list = False  # the paper is one numbered list under its title, an agenda
        self.usual_length = 0  # length of most entries of the numbered list in hand (characters)

    @property
    def container(self) -> Draft:
        return self.levels[-1].node

    @property
    def text(self) -> Draft | None:
        """The innermost open resolution or decision."""
        return next(
            (level.node for level in reversed(self.levels) if level.node.kind in ("resolution", "decision")),
            None,
        )

    @property
    def in_text(self) -> bool:
        return self.text is not None

    @property
    def text_has_body(self) -> bool:
        return bool(self.text and self.text.children)

    @property
    def in_annex(self) -> bool:
        """Within an annex that stands inside the innermost text?"""
        for level in reversed(self.levels):
            if level.node.kind == "annex":
                return True
            if level.node.kind in ("resolution", "decision"):
                return False
        return False

    @property
    def in_annex_of_only_text(self) -> bool:
        """Within an annex of a text that stands right under the session, as the one text of a paper does?"""
        kinds = [level.node.kind for level in self.levels]
        return len(kinds) > 1 and kinds[1] in ("resolution", "decision") and "annex" in kinds

    @property
    def is_bare(self) -> bool:
        """Nothing but the session and unnumbered sections has been opened: a paper of one text."""
        return not self.root.children

    def empty_heading_like(self, heading: Heading) -> bool:
        """Did an unnumbered heading set just like this one come right before it? Then this one is its own."""
        level = self.levels[-1]
        other = level.heading
        return (
            level.node.kind == "section"
            and other is not None
            and not level.node.children
            and heading.read is None
            and other.read is None
            and other.style == heading.style
        )

    def list_in_hand(self) -> int | None:
        """Number of the paragraph whose list of points is open: a heading may divide it."""
        for item in self.items:
            if item.label and item.label.scheme is Scheme.DECIMAL and awaits(item.node):
                return item.label.value
        return self.levels[-1].divides

    def end_divided_list(self, label: Label) -> None:
        """A heading that divides a list of points ends with it: where the count of paragraphs goes on."""
        for depth in range(1, len(self.levels)):
            level = self.levels[depth]
            points = [child.read for child in level.node.children]
            if (
                level.divides is not None
                and label.value == level.divides + 1
                and points
                and all(read is not None and read.scheme is Scheme.LETTER for read in points)
            ):
                self.close_to(depth)
                return

    def close_to(self, depth: int) -> None:
        """Close all containers from `depth` on."""
        del self.levels[depth:]
        self.items.clear()
        if not self.in_text:
            self.phase = "none"

    def settle(self, heading: Heading) -> Heading:
        """A heading whose number has two readings (`C.`, `I.`), with the one that goes on with the count."""
        read = heading.read
        if read is None or read.other is None or heading.head is not Head.SECTION or heading.series:
            return heading
        open_now = [level.heading.read for level in self.levels if level.heading and level.heading.read]
        for reading in (read.other, read):
            if any(o.scheme is reading.scheme and o.value + 1 == reading.value for o in open_now):
                return heading._replace(read=reading)
        chapters = [n.read.value for n in self.chapters() if n.read and n.read.scheme is read.scheme]
        if read.value == 1 or (chapters and chapters[-1] + 1 == read.value):
            return heading._replace(read=read._replace(other=None))
        return heading._replace(read=read.other)

    def chapters(self) -> list[Draft]:
        """The chapters so far, those of parts included."""
        tops = [self.root, *(n for n in self.root.children if n.kind == "part")]
        return [c for top in tops for c in top.children if c.kind == "chapter"]

    def open(self, node: Draft, heading: Heading | None) -> Draft:
        del self.levels[DEEPEST:]
        stacked = heading is not None and node.kind == "section" and self.empty_heading_like(heading)
        self.container.add(node)
        self.levels.append(Level(node, heading, stacked))
        self.items.clear()
        if node.kind != "section":
            self.last_letter = 0
        return node

    def put_aside(self, kind: str, block: Block) -> None:
        box = block.boxes[0] if block.boxes else None
        self.furniture.append(Furniture(kind, block.page, marked_text(block), box))

    def adopt(self, block: Block) -> None:
        """Put an adoption line aside and remember what it says."""
        self.put_aside("adoption", block)
        text = self.text
        if text is None:
            return
        found = self.patterns.adoption.search(normalise(block.text))
        if found and text.meeting is None:
            text.meeting = found["meeting"]
        text.adopted_on = text.adopted_on or iso_date(block.text, self.patterns)

    def open_item(self, node: Draft, label: Label, block: Block) -> None:
        if not self.items and label.scheme is Scheme.LETTER:
            self.last_letter = label.value
        self.items.append(Open(node, label, block.indent, False, block.hang))
        if node.kind == "paragraph" and label.scheme is Scheme.DECIMAL and not self.in_text:
            self.last_paragraph = label.value

    def read_in_context(self, label: Label, block: Block) -> Label:
        """The right reading of a label that has two: that which goes on with an open list."""
        if label.other is None:
            return label
        roman = label if label.scheme is Scheme.ROMAN else label.other
        if roman.scheme is Scheme.ROMAN and roman.value == 1 and self.items and self.awaits(self.items[-1]):
            return roman
        for item in reversed(self.items):
            if item.label is None:
                continue
            for reading in (label, label.other):
                if item.label.scheme is reading.scheme and item.label.value + 1 == reading.value:
                    return reading
            letter = label if label.scheme is Scheme.LETTER else label.other
            skips = item.label.scheme is letter.scheme and item.label.value + 2 == letter.value
            if skips and abs(item.indent - block.indent) <= STEP * block.size:
                return letter  # the paper has left a letter out
        for reading in (label, label.other):
            if (
                not self.items
                and reading.scheme is Scheme.LETTER
                and reading.value == self.last_letter + 1 > 1
            ):
                return reading
        return label if label.scheme is Scheme.ROMAN or label.value == 1 else _roman_first(label)

    def awaits(self, item: Open) -> bool:
        """Does an open item end in a colon, so that a list of its own must follow?"""
        return awaits(item.node)

    def kept_by_entry(self, block: Block) -> int | None:
        """How many open items stay open over a paragraph without label that is an entry of a list: of the
        list that is open, or that was announced. None where it is no entry."""
        if not self.items:
            return None
        alike = self._like_entry(block)
        opened = self.items[-1]
        if alike is not None or not self._lists(opened, block):
            return alike
        return len(self.items) - (opened.bare_list and not awaits(opened.node))

    def _lists(self, opened: Open, block: Block) -> bool:
        """Is a paragraph the next entry after one of its place, or the first where a list is announced?"""
        if opened.bare_list:
            return abs(block.indent - opened.indent) <= STEP * block.size
        if not awaits(opened.node):
            return False
        return min(block.indent, block.hang) > opened.hang + STEP * block.size or _is_entry(block)

    def _like_entry(self, block: Block) -> int | None:
        """Depth of an open entry without label that a paragraph is the next of: both announce points."""
        if not block.text.rstrip().endswith((":", "：")):
            return None
        for depth in range(len(self.items) - 1, 0, -1):
            item = self.items[depth]
            if item.bare_list and awaits(item.node) and abs(item.indent - block.indent) <= STEP * block.size:
                return depth
        return None

    def sibling_depth(self, label: Label, block: Block) -> int | None:
        """Depth of the open item that this label goes on from: the next number, at its indent."""
        step = SAME_INDENT * block.size
        loose = None
        for depth in range(len(self.items) - 1, -1, -1):
            item = self.items[depth]
            if item.label is None or item.label.scheme is not label.scheme:
                continue
            near = abs(item.indent - block.indent) <= step
            if label.scheme is Scheme.BULLET and loose is None and block.indent > item.indent + step:
                return None  # a list within the list
            follows = item.label.value + 1 == label.value or label.scheme is Scheme.BULLET
            if near and follows:
                return depth
            if loose is None and (follows or (near and label.value != 1)):
                loose = depth
        return loose

    def kept_by_close(self, block: Block) -> int | None:
        """How many open items stay open over a paragraph in lower case that ends the sentence which runs
        through the points before it: that which announced them is the last. None where it ends none."""
        if len(self.items) < 2 or not _LOWER.match(block.text):
            return None
        if _STOPPED.search(self.items[-1].node.text or ""):
            return None
        place = min(block.indent, block.hang) + STEP * block.size
        outer = [k for k, item in enumerate(self.items[:-1]) if min(item.indent, item.hang) <= place]
        return (outer[-1] if outer else 0) + 1

    def nests(self, label: Label, block: Block) -> bool:
        """Does a numbered paragraph open a list inside the one before it?"""
        if not self.items:
            return False
        if (
            label.value == self.last_paragraph + 1
            and not self.in_text
            and not self.in_annex
            and label.value > 1
        ):
            return False
        counted = [child.read for child in self.container.children if child.read is not None]
        if counted and counted[-1].scheme is label.scheme and counted[-1].value + 1 == label.value:
            return False  # a paragraph without number has stood between the two
        text = (self.items[-1].node.text or "").rstrip()
        further_in = block.indent > self.items[-1].indent + SAME_INDENT * block.size
        is_prose = self.in_annex and self.usual_length >= ENTRY
        return further_in or (text.endswith((":", "：")) and not is_prose)

    def is_list(self, block: Block) -> bool:
        """Is a numbered paragraph an item of a plain list (an agenda, names), not of running text?

        Lists hang their lines under the first word; entries that are no sentence end without a stop.
        """
        if self.only_list and self.container.kind == "section":
            return True
        if self.container.kind in ("session", "chapter") or (
            self.container.kind == "section" and not self.in_text and not self.in_annex
        ):
            return False
        hanging = bool(block.breaks) and block.hang - block.indent > HANGS * block.size
        open_ended = not block.text.rstrip().endswith((".", "。", ";", "；", ":", "：", "”", "»", ")", "؛"))
        # Short entries are an agenda in a text; in what is annexed they are one if a heading says so.
        short = 0 < self.usual_length < ENTRY
        return hanging or open_ended or (short and (not self.in_annex or self._heads_agenda()))

    def _heads_agenda(self) -> bool:
        """Does an open heading speak of an agenda?"""
        words = self.patterns.language.agenda_heading
        titles = [(level.node.title or "").casefold() for level in self.levels]
        return any(word in title for title in titles for word in words)


def awaits(node: Draft) -> bool:
    """Does a paragraph end in a colon, and so announce what follows?"""
    text = (node.text or "").rstrip()
    return text.endswith((":", "：")) or (bool(node.marks) and text.rstrip("*").endswith(":"))


def _is_entry(block: Block) -> bool:
    """No sentence and no clause: a title, a name."""
    text = block.text.rstrip()
    return len(text) <= LONGEST_ENTRY and text[:1].isupper() and text[-1:].isalnum() and not block.bold


def _roman_first(label: Label) -> Label:
    """With no list open to go on from, `i` opens a roman list."""
    other = label.other
    return other if other is not None and other.scheme is Scheme.ROMAN and other.value == 1 else label
