"""What operative paragraphs ask, of whom, by when, and on what condition of money.

A heuristic over words, and marked as one: each value comes with the span it was
read from, and what no word tells stays None. The lists are in data/actions.toml.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import regex
from msgspec import Struct

from cotc.parsers.model import Document, Node, walk
from cotc.parsers.profiles import compiling, kept
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.numerals import arabic_ordinal, han_value
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.semantics.references.lexicon import lexicon
from cotc.parsers.semantics.references.normalise import fold
from cotc.parsers.semantics.references.recognise import recognise

Span = tuple[int, int]


class Action(Struct, frozen=True):
    """One request of an operative paragraph. Spans are `[start, end)` offsets into the node's text.

    clause    1 for what the paragraph begins with, 2 and so on for further requests of the same paragraph
    deadline  an ISO date or span, `session:13`, or the words where they name a session by word only
    heuristic always true: nobody but a reader knows
    """

    node: str
    clause: int
    text: str
    verb: str | None
    verb_span: Span | None
    addressee: str | None
    addressee_span: Span | None
    deadline: str | None
    deadline_span: Span | None
    resources: bool
    resources_span: Span | None
    page: int | None
    document: str | None
    heuristic: bool = True


class Words(msgspec.Struct, frozen=True):
    """One language's words; the data file says what each is."""

    verb: regex.Pattern[str]
    sentences: tuple[regex.Pattern[str], ...]
    directed: regex.Pattern[str]
    to: regex.Pattern[str]
    addressee: regex.Pattern[str]
    otherwise: regex.Pattern[str]
    joined: regex.Pattern[str]
    further: regex.Pattern[str]
    past: regex.Pattern[str]
    further_past: regex.Pattern[str]
    asks: regex.Pattern[str]
    deadline: regex.Pattern[str]
    deadline_after: regex.Pattern[str]
    session: regex.Pattern[str]
    resources: regex.Pattern[str]


def actions(document: Document) -> Iterator[Action]:
    """One action for each operative paragraph and each further request in it, in reading order."""
    language = document.report.language or "en"
    words = _words(language)
    if words is None:
        return
    for node, _ in walk(document):
        if node.kind == "operative" and node.text:
            yield from _of_paragraph(node, fold(node.text), words, document)


def _of_paragraph(node: Node, text: str, words: Words, document: Document) -> Iterator[Action]:
    """The actions of one paragraph. Each clause has its own term: what is due in one is not in another."""
    points = "".join(f"\n{fold(child.text)}" for child in node.children if child.text)
    head = _verb(node, text, words)
    told = head is not None and words.past.match(text, head[0]) is not None
    later = list(
        (words.further_past if told else words.further).finditer(text, head[1] if head else 0)
    )  # "Invites and encourages" is one
    ends = [*(match.start() for match in later), len(text)]
    for at, end in enumerate(ends):
        verb = later[at - 1].span("verb") if at else head
        begin = verb[0] if at and verb else 0
        last = at == len(later)
        yield _action(node, _Clause(at + 1, text[:end], begin, verb, points if last else ""), words, document)


class _Clause(NamedTuple):
    """A request: its number, the folded text up to its end, where it begins, its verb, the points below."""

    number: int
    text: str
    begin: int
    verb: Span | None
    points: str


def _action(node: Node, clause: _Clause, words: Words, document: Document) -> Action:
    printed, text, verb = node.text or "", clause.text, clause.verb
    addressee = _addressee(text, verb, words) if verb else None
    deadline, deadline_span = _deadline(clause, words, document.report.language or "en")
    money = words.resources.search(text, clause.begin) or words.resources.search(clause.points)
    inside = money is not None and money.string is text
    return Action(
        node=node.id,
        clause=clause.number,
        text=printed,
        verb=printed[slice(*verb)] if verb else None,
        verb_span=verb,
        addressee=printed[slice(*addressee)] if addressee else None,
        addressee_span=addressee,
        deadline=deadline,
        deadline_span=deadline_span,
        resources=money is not None,
        resources_span=money.span() if money and inside else None,
        page=node.pages[0] if node.pages else None,
        document=document.report.symbol or document.source.name,
    )


@cache
def _words(language: str) -> Words | None:
    data = Path(__file__).parent / "references" / "data" / "actions.toml"
    table = kept.toml(data.read_text("utf-8")).get(language)
    if table is None:
        return None
    profile = load().languages.get(language)
    known = (*profile.operative_verbs, *profile.past_verbs) if profile else ()
    verbs = sorted({*table["verbs"], *known}, key=len, reverse=True)
    patterns = compiled(profile) if profile else None
    adverbs = table["adverbs"]
    edge = r"(?!\w)" if language != "zh" else ""
    listed = "|".join(map(regex.escape, verbs))
    verb = rf"(?:(?:{adverbs})[ ,]*)*(?:{listed}){edge}(?: (?:{adverbs})(?!\w))*"
    return Words(
        verb=compiling.compile(verb, regex.IGNORECASE),
        sentences=(patterns.decides, patterns.decided) if patterns else (),
        directed=compiling.compile(rf"(?:(?:{adverbs})[ ,]*)*(?:{table['directed']})", regex.IGNORECASE),
        to=compiling.compile(table["to"]),
        addressee=_either(table["addressees"]),
        otherwise=compiling.compile(table["otherwise"]),
        joined=compiling.compile(table.get("joined", "(?!)")),
        further=compiling.compile(table["further"]),
        past=compiling.compile(table.get("past", "(?!)")),
        further_past=compiling.compile(table.get("further_past", "(?!)")),
        asks=compiling.compile(rf"(?:{table['directed']}|{table['decisive']})", regex.IGNORECASE),
        deadline=compiling.compile(table["deadline"]),
        deadline_after=compiling.compile(table.get("deadline_after", "(?!)")),
        session=compiling.compile(table["session"]),
        resources=_either(table["resources"]),
    )


def _either(patterns: Iterable[str]) -> regex.Pattern[str]:
    return compiling.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _verb(node: Node, text: str, words: Words) -> Span | None:
    """The verb at the head: its italics, where the paper has them, else a verb of the list; and in a text of
    one sentence that after its organ: "The General Assembly decides to …"."""
    if node.emphasis and node.emphasis[0][0] == 0:
        start, end = node.emphasis[0]
        return start, start + len(text[start:end].rstrip(" ,"))
    match = words.verb.match(text)
    if match:
        return match.span()
    told = next((found for pattern in words.sentences if (found := pattern.fullmatch(text))), None)
    return told.span("verb") if told and told["verb"] else None


def _addressee(text: str, verb: Span, words: Words) -> Span | None:
    """Who is asked: a name of the list right after the verb; in English also the words before "to"."""
    asked = words.directed.match(text, verb[0])
    if asked is None:
        return None
    end = max(verb[1], asked.end())  # "Reiterates" is set in italics, "its request" is not
    lead = words.to.match(text, end)
    start = lead.end() if lead else end
    while text[start : start + 1] == " ":
        start += 1
    match = words.addressee.match(text, start) or words.otherwise.match(text, start)
    if match is None:
        return None
    more = words.joined.match(text, match.end())
    return match.start(), more.end() if more else match.end()


def _deadline(clause: _Clause, words: Words, language: str) -> tuple[str | None, Span | None]:
    """A date with a word of limit before or behind it, or the session at which something is due.

    Only what is asked or decided is due: "Recalls that the Committee, at its tenth session" sets no term.
    """
    text = clause.text
    asked = words.asks.search(text, clause.begin)
    if asked is None:
        return None, None
    for found in recognise(text, lexicon(language)):
        if found.kind == "date" and found.start > asked.start():
            limit = words.deadline.search(text[: found.start])
            after = words.deadline_after.match(text, found.end)
            if limit or after:
                start = limit.start() if limit else found.start
                return found.form, (start, after.end() if after else found.end)
    match = words.session.search(text, asked.end())
    if match is None:
        return None, None
    value = _ordinal(match["ordinal"].casefold(), language)
    return (f"session:{value}" if value else match[0]), match.span()


def _ordinal(text: str, language: str) -> int | None:
    """13 for "thirteenth", 48 for "forty-eighth", 80 for "восьмидесятой"."""
    digits = regex.match(r"\d+", text)
    if digits:
        return int(digits[0])
    if language in ("zh", "ar"):
        return han_value(text) if language == "zh" else arabic_ordinal(text)
    profile = load().languages.get(language)
    if profile is None:
        return None
    if text in profile.ordinals:
        return profile.ordinals[text]
    for tens, value in profile.tens.items():
        for rest in (text.removeprefix(tens), text.removesuffix(tens)):
            if rest != text and rest in profile.ordinals:
                return value + profile.ordinals[rest]
    return None
