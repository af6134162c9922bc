"""Patterns of the things that are cited, built from the words of a language's data file."""

from typing import Any

import msgspec
import regex

from cotc.parsers.profiles import compiling

Pattern = regex.Pattern[str]


class ListPattern(msgspec.Struct, frozen=True):
    """A pattern whose `list` group holds one or more items; `item` finds them."""

    pattern: Pattern
    item: Pattern


class ListBuilder:
    def __init__(self, joined: str, ranged: str, *, unspaced: bool) -> None:
        ways = (
            rf"\s*[,،、]\s*(?:(?:{joined})\s*)?",
            rf"\s*(?<!\w)(?:{joined})\s*",
            r"\s+",
            rf"\s*(?:{ranged})\s*",
            rf"(?:{joined})",
        )
        self.separator = f"(?:{'|'.join(ways)})"
        self.between = f"(?:{'|'.join((*ways[:2], ways[3], *(ways[4:] if unspaced else ())))})"
        self.range = compiling.compile(rf"\s*(?:{ranged})\s*")

    def filled(self, pattern: str) -> str:
        """`{and}` of a data file: what stands between the numbers of one list."""
        return pattern.replace("{and}", self.between)

    def items(self, item: str) -> str:
        return rf"(?P<list>(?:{item})(?:{self.separator}(?:{item}))*)"

    def of(self, table: dict[str, Any]) -> tuple[ListPattern, ...]:
        item = compiling.compile(table["item"])
        return tuple(
            ListPattern(compiling.compile(pattern.replace("{items}", self.items(table["item"]))), item)
            for pattern in table["patterns"]
        )


_DRAFT_NUMBER = r"\d{1,4}/\d{1,4}|(?-i:[IVXLC]+|[A-Z])|\d{1,3}"


def draft_pattern(data: dict[str, Any], lists: ListBuilder) -> ListPattern:
    """`draft resolutions I to III`, 决议草案一: the numbers that a paper gives the drafts it holds."""
    nouns = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in data["nouns"].items())
    item = rf"(?:{data.get('draft_number', _DRAFT_NUMBER)})(?![\w/.]*[\w/])"
    draft = rf"(?:{data['draft']})"
    words = rf"(?:{nouns}){draft}" if data.get("number_first") else rf"(?<!\w){draft}\s+(?:{nouns})\s+"
    return ListPattern(compiling.compile(words + lists.items(item)), compiling.compile(item))


def dates_patterns(table: dict[str, Any]) -> dict[str, Any]:
    months = table["months"]
    month = "|".join(months)
    if "pattern" in table:
        pattern, hint = table["pattern"], r"\d月"
    else:
        day, before, year = table["day"], table["before_month"], table["before_year"]
        days = rf"{day}(?:(?:{table['range']}|{table['list']}){day})*"
        tail = rf"(?:{year}(?P<year>(?:19|20)\d\d)(?!\d){table['after_year']})?"
        start = rf"(?P<d1>{day}){before}(?P<m1>{month})(?:{year}(?P<y1>(?:19|20)\d\d))?"
        first = rf"(?P<first>{start}(?:{table['range']}))"
        pattern = (
            rf"(?:(?<![\w/.])|(?<=\sو))(?:{first}(?P<d2>{day}){before}(?P<m2>{month})"
            rf"|(?P<days>{days}){before}(?P<month>{month})){tail}(?!\w)"
            rf"|(?<!\w)(?P<before>{month})\s(?P<on>{day}),?\s(?P<in>(?:19|20)\d\d)(?!\d)"
            rf"|(?<!\w)(?P<alone>{month}){year}(?P<only>(?:19|20)\d\d)(?![\d\w]){table['after_year']}"
        )
        hint = month
    return {
        "date": compiling.compile(pattern),
        "date_hint": compiling.compile(hint),
        "months": {name: i for i, name in enumerate(months, 1)},
        "month_patterns": tuple(compiling.compile(name) for name in months),
        "day": compiling.compile(r"\d{1,2}"),
        "day_range": compiling.compile(table["range"]),
        "date_list": compiling.compile(table["list"]),
    }


def article_patterns(table: dict[str, Any], lists: ListBuilder) -> ListPattern | None:
    item = compiling.compile(table["item"])
    if "pattern" in table:
        return ListPattern(compiling.compile(table["pattern"]), item)
    point1 = rf"(?:{table['point_before']}(?P<point1>{table['point']}){table['point_join']})?"
    before = rf"(?P<before>{table['inner_before']}(?P<inner1>{table['inner']}))"
    inner = rf"(?:{point1}{before}{table['inner_join']})?"
    more = rf"(?:{lists.separator}(?:{table['inner']})(?!\w))*"
    point2 = rf"(?:{table['point_after']}(?P<point2>{table['point']}))?"
    after = rf"(?:{table['inner_after']}(?P<inner2>(?:{table['inner']}){more}){point2})?"
    return ListPattern(
        compiling.compile(rf"{inner}(?P<word>{table['word']})\s{lists.items(table['item'])}{after}(?!\w)"),
        item,
    )


def article_inner_patterns(table: dict[str, Any]) -> Pattern | None:
    return compiling.compile(table["inner"]) if table["inner"] else None


def places_patterns(table: dict[str, Any], lists: ListBuilder, edge: str) -> dict[str, Any]:
    """Chains like `chap. IV, par. 24`: units joined by a comma, in any number."""
    tail = table.get("tail", "")
    after = rf"(?!{table['not_after']})" if "not_after" in table else ""
    paragraph = rf"{edge}(?:{table['paragraph']})\s?{lists.items(table['item'])}{tail}{after}"
    names = [name for name in ("part", "chapter", "section", "annex") if name in table]
    bare = [rf"{edge}(?:{lists.filled(table[name])})" for name in names]
    units = [
        regex.sub(r"(?<!\\)\((?!\?)", "(?:", unit) for unit in (*bare, paragraph.replace("(?P<list>", "("))
    ]
    unit = "(?:" + "|".join(f"(?:{u})" for u in units) + ")"
    return {
        "place": compiling.compile(rf"{unit}(?:[,،、，]?\s*{unit})*"),
        "units": (
            *((name, compiling.compile(p)) for name, p in zip(names, bare, strict=True)),
            ("paragraph", compiling.compile(paragraph)),
        ),
        "place_item": compiling.compile(table["item"]),
        "place_between": compiling.compile(rf"{lists.between}(?:{table.get('again', '')})"),
    }


def _volumes(table: dict[str, Any]) -> str:
    digits = r"\d{1,4}(?:(?:, ?| ?- ?|、|، ?|\s(?:and|et|y|и|و)\s?| و|和|卷和第|卷、第)\d{1,4})*"
    number = rf"{table['number']}(?P<number>(?:[AI]-)?\d{{1,5}}){table.get('tail', '')}"
    return rf"{table['volume']}(?P<volumes>{digits}){number}"


def treaty_patterns(table: dict[str, Any], series: str) -> Pattern:
    return compiling.compile(series + _volumes(table))


def ibid_patterns(data: dict[str, Any]) -> Pattern:
    table = data["treaty"]
    return compiling.compile(rf"(?<!\w)(?:{table['ibid']})(?P<rest>[,،，]?\s*{_volumes(table)})?")


def itself_patterns(table: dict[str, Any]) -> dict[str, Any]:
    """What an instrument calls itself ("of this Convention") and an article itself ("of this article")."""
    nouns = "|".join(table["nouns"].values())
    itself = rf"(?<!\w)(?:{table['this']})(?:{nouns})"
    return {
        "itself": compiling.compile(rf"{itself}(?!\p{{Ll}})"),
        "itself_before": compiling.compile(rf"{itself}$"),
        "of_article": compiling.compile(rf"(?:{table['this']})(?:{table['article']})(?!\w)"),
        "instrument_nouns": tuple((noun, compiling.compile(words)) for noun, words in table["nouns"].items()),
    }
