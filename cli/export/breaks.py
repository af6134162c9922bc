"""Where lines of plain text break, and how wide they are on a screen."""

import re
import unicodedata
from collections.abc import Iterator

# Chinese lines break between any two characters, but not before closing or after opening marks.
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_OPEN = "（《〈「『【“‘［"
_CLOSE = "，。、；：？！）》〉」』】”’］．"
# French and Russian set a space inside quotation marks, and French before high marks: no line breaks there.
_UNIT = re.compile(
    rf" *[{_OPEN}]*[{_HAN}](?:[{_CLOSE}]|\[\S{{1,4}}\])*"
    rf"| *(?:« )?[^ {_HAN}]+[{_CLOSE}]*(?: (?:[»;:!?%]+)[.,;:)\]]*(?= |$))*"
    r"| +"
)


def wrap(words: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns where a break allows; a no-break space is no break."""
    line, used = "", 0
    for unit in _UNIT.findall(words):
        columns = width_of(unit)
        if line and used + columns > width:
            yield line
            unit = unit.lstrip(" ")
            line, used = unit, width_of(unit)
        else:
            line, used = line + unit, used + columns
    if line:
        yield line.rstrip(" ")


def width_of(text: str) -> int:
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    """Columns that a terminal gives a character: 2 for wide ones, 0 for marks that stack on others."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
