"""Sentences that stand alone above the text: the leads of an amendment, the lines of a letter."""

from cotc.parsers.model.block import Block

# The first line of a paragraph stands in from the edge by at least this (type sizes).
FIRST_LINE = 1.0
# A signature stands beyond this share of the column.
RIGHT_HALF = 0.45


def is_led(block: Block, body_size: float) -> bool:
    """Is a block such a sentence, or a line of the signature under a letter, in the right half?"""
    aside = block.align == "right" or block.indent > RIGHT_HALF * block.measure
    return is_sentence(block, body_size) or (aside and block.rows is None and not block.bold)


def is_sentence(block: Block, body_size: float) -> bool:
    """Is a block such plain text, its first line indented?"""
    stands_in = max(block.indent, block.indent - block.hang) >= FIRST_LINE * block.size
    return stands_in and ends_sentence(block, body_size)


def ends_sentence(block: Block, body_size: float) -> bool:
    """Is a block plain text that ends as sentences do?"""
    plain = block.rows is None and not block.bold and not block.italic and block.align == "left"
    ends = block.text.rstrip().endswith((".", ":", "。", "：", "؛", ";"))
    return plain and ends and block.size >= 0.95 * body_size
