"""The title of a paper as it is set below the masthead."""

from collections.abc import Sequence
from itertools import takewhile
from statistics import median

from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.labels import Scheme, read_label

# Titles are larger than the running text by this share.
LARGER = 1.12
# Lines are in one size within this share.
SAME_SIZE = 0.05
# Lines of one title stand this close (lines), and begin at one place within as many type sizes.
CLOSE = 0.2
# A list of so many numbers; its entries are usually shorter (characters).
FEWEST, ENTRY = 3, 90
# A line of the session block holds little more than what it names (characters).
LONGEST_SESSION = 40

# Numbers of headings: "A. Deliberations" is no entry of an agenda.
_OF_HEADINGS = (Scheme.UPPER_LETTER, Scheme.UPPER_ROMAN)
_ITEM = compiling.compile(r"\p{Nd}+")


def title_of(blocks: Sequence[Block], patterns: Patterns, body_size: float, has_masthead: bool) -> str | None:
    """The title among the blocks before the text, as it is printed."""
    if has_masthead:
        return printed_title(blocks, patterns, body_size)
    return title_in_capitals(blocks, patterns)


def printed_title(blocks: Sequence[Block], patterns: Patterns, body_size: float) -> str | None:
    """The words in the largest type below the session block, and the subtitle set under them.

    The session block names bodies in the size of titles, so that what stands above its last line is none.
    Typewritten papers have one size: there the bold words in the middle are the title.
    """
    below = [block for block in blocks[_session_block(blocks, patterns) :] if block.rows is None]
    large = [block for block in below if block.size >= LARGER * body_size]
    if not large:
        return " ".join(b.text for b in below if b.bold and b.align == "centre") or None
    size = max(block.size for block in large)
    title = [block for block in large if block.size > (1 - SAME_SIZE) * size]
    after = below[below.index(title[-1]) + 1 :]
    words = " ".join(block.text for block in title)
    if after and after[0] in large and _is_subtitle(after[0], patterns):
        words += f": {_lowered(after[0].text, patterns)}"
    return words


def title_in_capitals(blocks: Sequence[Block], patterns: Patterns) -> str | None:
    """The lines in capitals between the session block and the sponsors, in papers typed in one size."""
    below = blocks[_session_block(blocks, patterns) :]
    if not any(patterns.submitted.fullmatch(normalise(block.text)) for block in below):
        return None
    title = takewhile(lambda block: block.rows is None and block.text.isupper(), below)
    return " ".join(block.text for block in title) or None


def item_titles(blocks: Sequence[Block], patterns: Patterns) -> list[list[Block]]:
    """The blocks, those in one that are the title of the agenda's item.

    Its lines are of uneven length beside the masthead, so that layout cannot tell that they go on.
    Of several items, each has a title that begins anew, with a capital.
    """
    groups: list[list[Block]] = []
    items = 0  # how many the agenda line above names; 0 where the lines are of none
    for block in blocks:
        above = groups[-1][-1] if groups else None
        named = patterns.agenda_item.match(normalise(block.text))
        is_first = above is not None and patterns.agenda_item.match(normalise(above.text)) is not None
        alike = items > 0 and above is not None and not is_first and _set_alike(above, block)
        if alike and (items == 1 or block.text[:1].islower()):
            groups[-1].append(block)
            continue
        if named or not (is_first or alike):
            items = len(_ITEM.findall(named["number"])) if named else 0
        groups.append([block])
    return groups


def is_only_list(blocks: Sequence[Block]) -> bool:
    """Is a paper's text nothing but a short numbered list, as an agenda is? Its title then heads the list."""
    labels = [read_label(block.text) if block.rows is None else None for block in blocks]
    numbers = [label.value for label in labels if label is not None and label.scheme is Scheme.DECIMAL]
    entries = [len(block.text) for block in blocks]
    counts = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= FEWEST
    headed = any(label is not None and label.scheme in _OF_HEADINGS for label in labels)
    return counts and None not in labels and not headed and median(entries) < ENTRY


def has_title_over_list(blocks: Sequence[Block], start: int, body_size: float) -> bool:
    """Does the title stand right above a text that is only a list?"""
    above = blocks[start - 1] if start else None
    return above is not None and above.size >= LARGER * body_size and is_only_list(blocks[start:])


def _session_block(blocks: Sequence[Block], patterns: Patterns) -> int:
    """One past the last line that names the session, its place and days, or the item of its agenda."""
    return max((i + 1 for i, block in enumerate(blocks) if _tells_session(block, patterns)), default=0)


def _set_alike(above: Block, block: Block) -> bool:
    """Is a bold line set as the bold one right above it?"""
    alike = above.bold and block.bold and above.rows is None and block.rows is None
    close = block.gap <= CLOSE and abs(above.indent - block.indent) <= CLOSE * block.size
    same = abs(above.size - block.size) <= SAME_SIZE * block.size and above.page == block.page
    return alike and close and same


def _tells_session(block: Block, patterns: Patterns) -> bool:
    words = normalise(block.text)
    if patterns.agenda_item.match(words) or patterns.place.match(words):
        return True
    match = patterns.session.match(words)
    return match is not None and len(words) <= len(match[0]) + LONGEST_SESSION


def _lowered(subtitle: str, patterns: Patterns) -> str:
    """ "… for Abyei: report of the Advisory Committee …", as library catalogues write it."""
    is_common = patterns.report_title.match(normalise(subtitle))
    return subtitle[0].lower() + subtitle[1:] if is_common else subtitle


def _is_subtitle(block: Block, patterns: Patterns) -> bool:
    """Does a line under the title go on with it? A report's "Report of …" does, "Note by …" does not."""
    words = normalise(block.text)
    if patterns.report_title.match(words):
        return True
    return not block.italic and not patterns.author.match(words) and not patterns.submitted.match(words)
