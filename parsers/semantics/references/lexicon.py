"""What the six languages call the things that are cited, compiled once a language from the data files."""

from functools import cache
from typing import Any

import msgspec
import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import Profiles
from cotc.parsers.semantics.references.cited import all_bodies, instruments, read_data
from cotc.parsers.semantics.references.shapes import (
    ListBuilder,
    ListPattern,
    Pattern,
    article_inner_patterns,
    article_patterns,
    dates_patterns,
    draft_pattern,
    ibid_patterns,
    itself_patterns,
    places_patterns,
    treaty_patterns,
)

KIND = "kind:"  # a short name ("the Conference") stands for a body of that kind
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


class Lexicon(msgspec.Struct, frozen=True):
    """One language, ready to match. Patterns expect folded text."""

    code: str
    values: dict[str, str]
    stems: dict[str, tuple[str, ...]]
    number_first: bool
    text_tokens: Pattern
    text_number: Pattern
    own: Pattern | None
    own_noun: Pattern | None
    draft: Pattern
    draft_hint: Pattern
    draft_text: ListPattern
    between: Pattern
    separator: Pattern
    list_words: Pattern
    date_link: Pattern
    by: Pattern
    date: Pattern
    date_hint: Pattern
    months: dict[str, int]
    month_patterns: tuple[Pattern, ...]
    day: Pattern
    day_range: Pattern
    date_list: Pattern
    article: ListPattern | None
    article_inner: Pattern | None
    articles: Pattern | None
    one_paragraph: Pattern | None
    rules_word: Pattern | None
    procedure: Pattern
    place: Pattern
    units: tuple[tuple[str, Pattern], ...]
    place_item: Pattern
    place_between: Pattern
    meetings: tuple[ListPattern, ...]
    agenda: tuple[ListPattern, ...]
    range: Pattern
    treaty: Pattern
    ibid: Pattern
    bodies: Pattern
    body_slugs: tuple[str, ...]
    instruments: Pattern
    instrument_slugs: tuple[str, ...]
    committees: Pattern
    committee_slugs: tuple[str, ...]
    of: Pattern | None
    thereof: Pattern | None
    anaphora: Pattern | None
    present: Pattern
    itself: Pattern
    itself_before: Pattern
    of_article: Pattern
    instrument_nouns: tuple[tuple[str, Pattern], ...]
    this: Pattern
    of_annex: Pattern
    here: Pattern
    here_before: Pattern | None
    above: Pattern
    turned: Pattern
    see: Pattern
    quotes: Pattern


# Text numbers: 12/3, 2011/36, 75/290 B, 1/CP.21, 1631 (2005), 76 (V), 304 I (XI), BC-15/1, XIII/25,
# in Arabic 1/م أ-21, دإ-32/1, ا ب-15/1.
# Those with a point (77.3, A-32/4.4) count only right behind their noun: so look amounts, too.
NUMBER = r"""(?<![0-9A-Za-z/.]|(?<![0-9])-)(?:
    \d{1,3}/[A-Z]{2,4}\.\d{1,2}
  | \d{1,3}/[СМРАОA-Z]{2,3}\.\d{1,2}
  | \d{1,3}/م\ ?[أإ](?:\ ?[أإا])?(?:\ ?ت)?-\d{1,2}
  | (?<!\p{Arabic}\p{Arabic})(?:دإط?-|[اأ]\ ?[برسم]\ ?-\ ?)\d{1,2}/\d{1,3}
  | \d{1,2}/(?:19|20)\d\d/\d{1,3}
  | (?:[A-Z]{1,4}-|[БРСМ]К-)?(?:\d{1,4}|[IVXL]{1,6})/\d{1,4}
    (?:\ [A-ZАВС](?:-[A-Z])?
        (?=[,.;:)号和及、至]|\ (?:of|du|de|and|et|y|от|и|on|sur|sobre|о)\b|\ و|$)
      |\ (?:ألف|باء|جيم|دال)(?!\w))?
  | \d{1,4}(?:\ ?[A-Z])?\ ?\((?:[IVXLC]+|\d{4}|S-[IVX]+)\)
  | \d{1,4}(?:\ (?:ألف|باء|جيم|دال))?\ ?\(د-\d{1,2}\)
)(?![0-9A-Za-z/])"""


def lexicon(code: str, profiles: Profiles | None = None) -> Lexicon:
    """The words of a language; English where it has no data file."""
    code = code if code in LANGUAGES else "en"
    return _build(code, tuple((body.slug, body.names.get(code, ())) for body in all_bodies(profiles)))


@cache
def _build(code: str, bodies: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    data = read_data(code)
    number_first = data.get("number_first", False)
    lists = ListBuilder(data["list"], data["range"], unspaced=number_first)
    return Lexicon(
        code=code,
        values={str(key): str(value) for key, value in data["values"].items()},
        stems={key: tuple(stems) for key, stems in data["stems"].items()},
        number_first=number_first,
        range=lists.range,
        meetings=lists.of(data["meeting"]),
        agenda=lists.of(data["agenda"]),
        treaty=treaty_patterns(data["treaty"], data["treaty"]["series"]),
        ibid=ibid_patterns(data),
        **_texts_patterns(data, lists),
        **_named_patterns(code, data, dict(bodies)),
        **_articles_patterns(data["article"], lists),
        **_whose_patterns(data, lists),
        **dates_patterns(data["date"]),
        **places_patterns(data["place"], lists, "" if number_first else r"(?<!\w)"),
        **itself_patterns(data["itself"]),
    )


def _texts_patterns(data: dict[str, Any], lists: ListBuilder) -> dict[str, Any]:
    """Numbers of texts, and the words that stand beside them."""
    return {
        "text_tokens": _text_tokens(data),
        "text_number": _TEXT_NUMBER,
        "own": _maybe(data["own"], r"\s*$"),
        "own_noun": _maybe(data.get("own_noun", "")),
        "draft": compiling.compile(rf"(?:{data['draft']})\s*$"),
        "draft_hint": compiling.compile(data["draft"]),
        "draft_text": draft_pattern(data, lists),
        "between": compiling.compile(
            rf"[\s,'\"(]*(?:(?:{data['link']}|{data['of'] or '(?!)'})(?:(?<=')|(?!\w))\s*)?"
        ),
        "separator": compiling.compile(rf"(?:[,;،、]|(?<!\w)(?:{data['list']}))\s*$"),
        "list_words": compiling.compile(rf"(?<!\w)(?:{data['list']})(?!\w)"),
        "date_link": compiling.compile(data["date_link"] or r"(?!)"),
        "by": compiling.compile(data["by"]),
    }


def _named_patterns(code: str, data: dict[str, Any], bodies: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Names of bodies, of instruments, and of the committees that report on them."""
    kinds = {f"{KIND}{kind}": pattern for kind, pattern in data["kinds"].items()}
    shorts = {f"short:{noun}": pattern for noun, pattern in data["short"].items()}
    out: dict[str, Any] = {}
    for field, slugs, named, extra in (
        ("bodies", "body_slugs", bodies, kinds),
        ("instruments", "instrument_slugs", {i.slug: i.names.get(code, ()) for i in instruments()}, shorts),
        ("committees", "committee_slugs", {i.slug: i.committee.get(code, ()) for i in instruments()}, {}),
    ):
        out[field], out[slugs] = _names(named, extra)
    return out


def _articles_patterns(table: dict[str, Any], lists: ListBuilder) -> dict[str, Any]:
    return {
        "article": article_patterns(table, lists),
        "article_inner": article_inner_patterns(table),
        "articles": _maybe(table.get("plural", "")),
        "one_paragraph": _maybe(table.get("single", "")),
        "procedure": compiling.compile(table["procedure"]),
        "rules_word": _maybe(table.get("rules_word", "")),
    }


def _whose_patterns(data: dict[str, Any], lists: ListBuilder) -> dict[str, Any]:
    """What says which work a place is in: "of", "thereof", "the present", "above"."""
    of_annex = lists.filled(data["place"]["annex"])
    return {
        "of": _maybe(data["of"] and rf"\s*,?\s*(?:{data['of']})"),
        "thereof": _maybe(data["thereof"] and rf"[\s,]*(?:{data['thereof']})(?!\w)"),
        "anaphora": _maybe(data["anaphora"], r"\s*$"),
        "this": compiling.compile(rf"(?:{data['present']})$"),
        "of_annex": compiling.compile(rf"\s(?:{data['of'] or data['link']})\s?(?:{of_annex})"),
        "present": compiling.compile(rf"[\s,]*(?:{data['link']})?\s*(?:{data['present']})"),
        "here": compiling.compile(rf"[\s,]*(?:{data['here']})"),
        "here_before": _maybe(data["here_before"]),
        "above": compiling.compile(data["above"]),
        "turned": _turned(data),
        "see": compiling.compile(rf"(?:{data['see']})\s*$"),
        "quotes": compiling.compile(data["quotes"]),
    }


def _turned(data: dict[str, Any]) -> Pattern:
    """What stands between a place and what it is in: "paragraph 5 of", "annex I to the"."""
    if data.get("number_first"):
        return compiling.compile("(?!)")
    return compiling.compile(rf"\s*(?:{data.get('annexed', '(?!)')}|{data['of'] or data['link']})?\s*")


def _maybe(pattern: str, end: str = "") -> Pattern | None:
    return compiling.compile(f"(?:{pattern}){end}") if pattern else None


def _names(named: dict[str, tuple[str, ...]], extra: dict[str, str]) -> tuple[Pattern, tuple[str, ...]]:
    """One pattern for all names, the longest first, its groups numbered as the slugs beside it."""
    pairs = [(name, slug) for slug, names in named.items() for name in names]
    pairs.sort(key=lambda pair: -len(pair[0].replace("\\", "")))  # of the same name the first body named
    pairs += [(pattern, slug) for slug, pattern in extra.items()]
    return compiling.compile("|".join(f"({name})" for name, _ in pairs) or "(?!)"), tuple(
        slug for _, slug in pairs
    )


_TEXT_NUMBER = compiling.compile(NUMBER, regex.VERBOSE)


def _text_tokens(data: dict[str, Any]) -> Pattern:
    nouns = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in data["nouns"].items())
    if data.get("number_first"):
        bare = rf"第(?P<bare>\d{{4}}|\d{{1,3}}(?:\.\d{{1,3}})?)号(?:{nouns})(?!草案)"
        more = rf"(?:{data['list']}|{data['range']})第?(?:{NUMBER}|[A-Z](?![A-Za-z]))"
        behind = rf"(?:{nouns})(?P<bare>\d{{1,2}})(?![\d/.])"  # 决议1, in a report that is cited
        pattern = rf"第(?P<number>{NUMBER}(?:{more})*)号(?:{nouns})?|{bare}|{behind}"
        return compiling.compile(pattern, regex.VERBOSE)
    year = r"(?!(?:19|20)\d\d)"
    pointed = rf"{year}\d{{4}}|" r"[A-Z]-\d{1,3}/\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?:(?:\.\d{1,3})+|-\d{1,3})?"
    bare = rf"(?:\ (?P<bare>{pointed})(?![\d/]|\ ?\(\d|\ ?\((?:[IVXLC]+\)|S-|د)|\ [A-Z]\ \())?"
    nouns = nouns.replace(" ", r"\ ")
    return compiling.compile(rf"(?<!\w)[وب]?(?:{nouns})(?!\w){bare}|(?P<number>{NUMBER})", regex.VERBOSE)
