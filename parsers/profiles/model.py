"""What a language file and a body file hold. The TOML files beside this one are the data.

A *language* is how the six official languages write the words that structure
turns on: headings, opening formulas, ordinals, months, labels. A *body* is a
conference or organ: its names, its symbols, the texts it adopts, how they are
numbered and where they stand. Neither is code: a new one is a new file.

Entries whose name ends in `_pattern` are regular expressions for the `regex`
module, matched without regard to case; all others are plain words. Patterns may
use the shared fragments that `patterns.py` lists, such as `{title}`.
"""

from typing import Literal

from msgspec import Struct


class Language(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One official language. Word lists are lower case, longest first where one begins another."""

    code: str  # ISO 639-1: ar zh en fr ru es
    name: str  # as its own language line writes it: "Français"
    names_in_mastheads: tuple[str, ...]  # "French", "Français", "francés", "французский" …
    job_letter: str  # letter of the job line: A C E F R S
    script: Literal["latin", "cyrillic", "arabic", "han"]
    right_to_left: bool = False
    common_words: tuple[str, ...]  # frequent words that tell this language from others of its script

    fragments: dict[str, str] = {}  # pieces of pattern that this file's patterns share: {date}

    # Headings. Patterns match a whole heading line and name their groups.
    chapter_pattern: str  # "Chapter I" -> (?P<number>…), title may follow as (?P<title>…)
    part_pattern: str  # "Part one", "Part two: action taken"
    annex_pattern: str  # "Annex", "Annex II", "Appendix" -> (?P<annex>…) or (?P<appendix>…), (?P<number>…)
    table_words: tuple[str, ...] = ()  # what a table's caption begins with: "Table", "Cuadro"
    rule_pattern: str  # "Rule 6", "Article 5" of rules of procedure inside annexes
    resolution_pattern: str  # "Resolution 12/1", "Résolution 12/1" -> (?P<number>…) and (?P<title>…)
    decision_pattern: str
    # "Draft resolution I" -> (?P<what>…) holding (?P<resolution>…) or (?P<decision>…), (?P<number>…)
    draft_pattern: str
    resolutions_heading: tuple[str, ...]  # "resolutions"
    decisions_heading: tuple[str, ...]  # "decisions"
    agenda_heading: tuple[str, ...] = ()  # what a heading over an agenda has in it: "agenda", "ordre du jour"
    draft_words: tuple[str, ...]  # how a heading says that the texts under it are drafts: "draft"
    contents_heading: tuple[str, ...]
    agenda_item_pattern: str  # "Agenda item 4", "Item 2 of the provisional agenda"
    items_joined_by: str  # words inside {items}: "and|to"
    # "Italy: draft resolution", "Draft resolution submitted by …", "[on the report of …]"
    submitted_pattern: str
    author_pattern: str  # the line under a title that names its author: "Note by the Secretariat"

    # Texts.
    # the organ's opening line: "The General Assembly,", "La Conférence des Parties à …,"
    formula_pattern: str
    organ_pattern: str  # {organ} of the two patterns around it: how an organ's name begins
    decides_pattern: str  # a formula that goes on into its verb: "The Meeting of States Parties decides:"
    preambular_openers: tuple[str, ...]  # last evidence: "recalling", "rappelant"
    operative_verbs: tuple[str, ...]  # last evidence: "requests", "prie"
    past_verbs: tuple[str, ...] = ()  # those of texts that tell what was decided: "took note", "decided"
    adverbs: tuple[str, ...] = ()  # what may stand before an operative verb: "further", "strongly"
    # "54th plenary meeting" -> (?P<meeting>…) (?P<count>…), (?P<date>…) where it is told
    adoption_pattern: str

    # Masthead.
    united_nations: tuple[str, ...]
    distribution: dict[str, Literal["general", "limited", "restricted"]]  # "distr.: general" -> general
    original_pattern: str  # "Original: English" -> (?P<language>…)
    # "Report of the … on its twelfth session, held in Vienna from 14 to 18 October 2024"
    report_title_pattern: str
    session_pattern: str  # "twelfth session" -> (?P<ordinal>…)
    session_words: tuple[str, ...]  # "Sessions were held at …"
    held_pattern: str  # "held in Vienna from … to …" -> (?P<place>…)
    place_pattern: str  # a line of its own: "New York, 3–7 March 2025" -> (?P<place>…)
    place_forms: dict[str, str] = {}  # place as it stands after "in" -> its plain name: "Вене" -> "Вена"
    official_records_pattern: str  # the cover's "Official Records"

    # Numbers and dates.
    ordinals: dict[str, int]  # "twelfth" -> 12, every form that stands before "session"
    tens: dict[str, int] = {}  # what makes compounds of them: "twenty-" -> 20 before, " والعشرون" -> 20 after
    months: dict[str, int]  # "october" -> 10, with every spelling in use
    date_patterns: tuple[str, ...]  # of {day} {month} {year}; spans, with {day2} {month2} {year2}, first


class TextKind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of text a body adopts."""

    kind: Literal["resolution", "decision"]
    number_pattern: str  # "12/1", "1/CP.21", "BC-15/1"


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One conference or organ. Names by language code.

    A symbol pattern may name a group `name`: what it matches is then the body's
    name, so that one file serves a family (`E/CN.6`, `E/CN.15`).
    """

    name: str  # the contract's `body`: "CTOC/COP"
    slug: str  # for IRIs and references: "ctoc-cop"
    names: dict[str, tuple[str, ...]]  # full and short names, longest first
    gathering: Literal["session", "meeting"] = "session"
    symbol_patterns: tuple[str, ...] = ()  # of its documents: "^CTOC/COP/"
    texts: tuple[TextKind, ...] = ()
    verbs: Literal["italic", "capitals", "plain"] = "italic"
    session_from_symbol_pattern: str | None = None  # with (?P<session>…): A/RES/79/212 -> 79
