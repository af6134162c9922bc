"""One language's words for adoption, and the sponsors that a sentence names."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import regex

from cotc.parsers.profiles import compiling, kept


class Words(msgspec.Struct, frozen=True):
    """One language's words for adoption; the data file says what each is."""

    adopted: regex.Pattern[str]
    took: regex.Pattern[str]
    acted: regex.Pattern[str]
    through: str
    same: regex.Pattern[str]
    sponsors: tuple[regex.Pattern[str], ...]
    whole: regex.Pattern[str]
    split: regex.Pattern[str]
    article: regex.Pattern[str]


@cache
def words_of(language: str) -> Words | None:
    data = Path(__file__).parent / "references" / "data" / "adoption.toml"
    table = kept.toml(data.read_text("utf-8")).get(language)
    if table is None:
        return None
    return Words(
        adopted=compiling.compile(table["adopted"]),
        took=compiling.compile(table["took"]),
        acted=compiling.compile(f"{table['adopted']}|{table['acted']}"),
        through=table["through"],
        same=compiling.compile(table["same"]),
        sponsors=tuple(compiling.compile(pattern) for pattern in table["sponsors"]),
        whole=compiling.compile("|".join(table["whole"])),
        split=compiling.compile(table["split"]),
        article=compiling.compile(table["article"]),
    )


def sponsors_in(text: str, words: Words) -> tuple[str, ...]:
    """Names as printed, without their articles."""
    out: list[str] = []
    for pattern in words.sponsors:
        for match in pattern.finditer(text):
            out += _names(match["list"], words)
    return tuple(dict.fromkeys(out))


_BRACKETED = compiling.compile(r"\([^()]*\)|（[^（）]*）")


def _names(text: str, words: Words) -> Iterator[str]:
    """The names of a list; what stands in brackets stays with its name."""
    spans = [match.span() for pattern in (_BRACKETED, words.whole) for match in pattern.finditer(text)]
    start = 0
    cuts = [cut for cut in words.split.finditer(text) if not any(a <= cut.start() < b for a, b in spans)]
    if len(cuts) == 1 and "," not in text and "、" not in text and "،" not in text and len(text) > _ONE_NAME:
        cuts = []
    for end, after in [*(cut.span() for cut in cuts), (len(text), len(text))]:
        name = text[start:end].strip()
        article = words.article.match(name)
        if name:
            yield name[article.end() :] if article else name
        start = after


_ONE_NAME = 60  # two names of States and a conjunction take less; a longer text is one body's long name
