"""The title of a report, put together from the lines it stands on.

"Report of the … on its twelfth session, held in …" is one sentence. A supplement of
the Official Records sets title, sessions and dates on lines of their own, which a
library catalogue joins: "Report of the Committee on Information: forty-seventh
session (28 April–9 May 2025)".
"""

from collections.abc import Sequence

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns
from cotc.parsers.semantics.dates import find_dates

_MARKS = compiling.compile(r"\s*\*+$")
_AFTER_DATES = compiling.compile(r"(?<=\d\)) (?=\p{Lu})")
# A line that ends so goes on: "… to the Paris Agreement on its".
_OPEN = compiling.compile(
    r"(?:^|\s)(?:of|on|its|the|and|in|to|for|at|by|de|du|des|la|le|les|sur|et|sa|su|sobre|y|en|о|и|в|на|ее|его)$"
)
# Words that may follow a report's title on a line of their own: the country reviewed, say.
_SUBTITLE = 60
# Titles begin alike when this much of them is the same (letters).
_ALIKE = 20
# … but for a number, a sentence, a symbol, and who wrote it: "Rapporteur: Mr. Ahmed Example (Egypt)".
_LABELLED = compiling.compile(r"^(?:[IVX]+|[A-Z]|\d{1,3})\.|[:.;]$|^\W|\d{5}|/|^\p{L}+(?:\(\p{L}+\))?\s?: ")


def read_title(paragraphs: Sequence[str], patterns: Patterns) -> str | None:
    """The title of a report; None where the front has none, as in a resolution."""
    lines = [_MARKS.sub("", line) for text in paragraphs for line in _AFTER_DATES.split(text)]
    cover = _cover(lines, patterns)
    if cover:
        return _joined(cover, patterns)
    for index, line in enumerate(lines):
        if patterns.report_title.match(line) and not patterns.submitted.match(line):
            return _joined([line, *_continuation(line, lines[index + 1 :], patterns)], patterns)
    return None


def whole_title(told: str | None, printed: str | None) -> str | None:
    """`told` is a report's title as its sentence tells it, `printed` what is set as the title.

    Where both begin alike the sentence is the fuller one. Else it stands for something less than the title:
    an item of the agenda, or the subtitle "Report of …".
    """
    if told is None or printed is None:
        return told or printed
    return told if _beginning(told) == _beginning(printed) else printed


def _beginning(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())[:_ALIKE]


def _cover(lines: Sequence[str], patterns: Patterns) -> list[str]:
    """Title lines of a supplement: between "United Nations" and the organ above "Official Records"."""
    records = next((i for i, line in enumerate(lines) if patterns.official_records.match(line)), None)
    if records is None:
        return []
    names = patterns.language.united_nations
    start = next((i + 1 for i, line in enumerate(lines[:records]) if line.casefold() in names), None)
    return list(lines[start : records - 1]) if start is not None else []


def _continuation(title: str, following: Sequence[str], patterns: Patterns) -> list[str]:
    """Lines that go on with a title: the rest of its sentence, its dates in brackets, a short subtitle."""
    taken: list[str] = []
    has_subtitle = False
    for line in following[:4]:
        dated = line.startswith("(") and bool(find_dates(line, patterns))
        if not dated and not _goes_on(taken[-1] if taken else title, line):
            if has_subtitle or not _is_subtitle(line, patterns):
                break
            has_subtitle = True
        taken.append(line)
    return taken


def _goes_on(title: str, line: str) -> bool:
    """Is `line` the rest of the title's sentence? Old papers set both in capitals."""
    return line[:1].islower() or bool(_OPEN.search(title)) or (title.isupper() and line.isupper())


def _is_subtitle(line: str, patterns: Patterns) -> bool:
    if (
        len(line) > _SUBTITLE
        or _LABELLED.search(line)
        or line.casefold() in patterns.language.contents_heading
    ):
        return False
    told = (
        patterns.agenda_item,
        patterns.submitted,
        patterns.resolution,
        patterns.decision,
        patterns.chapter,
    )
    return (
        not any(pattern.match(line) for pattern in told) and line.istitle() and not find_dates(line, patterns)
    )


def _joined(lines: Sequence[str], patterns: Patterns) -> str:
    """Dates and the rest of a sentence after a space, further sessions after a comma, else after a colon."""
    title = lines[0]
    for line in lines[1:]:
        if line.startswith(("(", "（")) or _goes_on(title, line):
            title += f" {line}"
        elif title.endswith(")") and patterns.session.search(line):
            title += f", {_lowered(line, patterns)}"
        else:
            title += f": {_lowered(line, patterns)}"
    return title


def _lowered(line: str, patterns: Patterns) -> str:
    """A subtitle's "Report on …" or "Forty-seventh session" goes on in lower case; a name does not."""
    is_common = patterns.report_title.match(line) or patterns.session.match(line)
    return line[0].lower() + line[1:] if is_common else line
