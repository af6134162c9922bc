"""What is open while a tree is built."""

import msgspec

from cotc.parsers.model import TEXTS, Furniture, Kind
from cotc.parsers.model.block import Block
from cotc.parsers.model.marks import with_marks
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.days import iso_date
from cotc.parsers.structure.draft import Draft, from_block
from cotc.parsers.structure.headings import Head, Heading
from cotc.parsers.structure.labels import Label, Scheme, announces, recital_label

# No container stands in more than this many others, no item of a list in more items.
DEEPEST = 24


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

    def __init__(self, patterns: Patterns, body_size: float, submitted: tuple[str, ...] = ()) -> None:
        self.submitted = submitted  # lines before the text, in lower case: "italy: draft resolution"
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
        self.frame: int | None = None  # the drawn box we are in
        self.frame_depth = 0  # how many containers were open where it began

    @property
    def container(self) -> Draft:
        return self.levels[-1].node

    @property
    def text(self) -> Draft | None:
        """The innermost open resolution or decision."""
        return next(
            (level.node for level in reversed(self.levels) if level.node.kind in TEXTS),
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
            if level.node.kind in TEXTS:
                return False
        return False

    @property
    def in_annex_of_only_text(self) -> bool:
        """Within an annex of a text that stands right under the session, as the one text of a paper does?"""
        kinds = [level.node.kind for level in self.levels]
        return len(kinds) > 1 and kinds[1] in TEXTS and "annex" in kinds

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

    def enter(self, frame: int | None) -> None:
        """Note in which drawn box the next block stands. What a box holds ends with it."""
        if frame == self.frame:
            return
        if self.frame is not None and len(self.levels) > self.frame_depth:
            self.close_to(self.frame_depth)
        self.frame, self.frame_depth = frame, len(self.levels)

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
        if not open_now and not self.root.children:  # "V." is five, "C." the third letter
            return heading._replace(read=min(read, read.other, key=lambda label: label.value))
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
        self.furniture.append(Furniture(kind, block.page, with_marks(block.text, block.marks), box))

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

    def begin(self, kind: Kind, block: Block) -> None:
        """Add a paragraph without label to the open container; what its list holds may follow."""
        label = recital_label(block.text) if kind == "preambular" else None
        node = self.container.add(from_block(kind, block, label))
        self.items = [Open(node, None, block.indent, False, block.hang)]

    def open_item(self, node: Draft, label: Label, block: Block) -> None:
        if not self.items and label.scheme is Scheme.LETTER:
            self.last_letter = label.value
        self.items.append(Open(node, label, block.indent, False, block.hang))
        if node.kind == "paragraph" and label.scheme is Scheme.DECIMAL and not self.in_text:
            self.last_paragraph = label.value


def awaits(node: Draft) -> bool:
    """Does a paragraph announce what follows? Asterisks that call a note may stand behind its colon."""
    text = node.text or ""
    return announces(text) or (bool(node.marks) and announces(text.rstrip().rstrip("*")))
