"""The tree of a paper: what `cotc parse --format json` prints.

Frozen objects; enrichment makes new ones (`msgspec.structs.replace`). The order
of the fields is the order of the keys. Offsets count characters, pages count
from 1, boxes are `(page, x0, top, x1, bottom)` in points from the top left.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

SCHEMA_VERSION = "2"

Kind = Literal[
    "session",
    "part",
    "chapter",
    "section",
    "resolution",
    "decision",
    "formula",
    "preambular",
    "operative",
    "paragraph",
    "subparagraph",
    "annex",
    "table",
    "unrecognised",
]
TEXTS: tuple[Kind, ...] = ("resolution", "decision")
"""What a conference adopts."""
HEADED: tuple[Kind, ...] = ("session", "part", "chapter", "section", *TEXTS, "annex")
"""What stands under a heading of its own; all else is a paragraph, a part of one, or a table."""
Status = Literal["adopted", "draft"]
Severity = Literal["error", "warning", "info"]
RefKind = Literal[
    "symbol",
    "resolution",
    "decision",
    "treaty",
    "publication",
    "article",
    "paragraph",
    "meeting",
    "agenda",
    "date",
    "url",
    "ibid",
]
Box = tuple[int, float, float, float, float]
Cell = tuple[int, int]


class Call(Struct, frozen=True):
    """A footnote call: `offset` into the node's text, or its title where it has no text.

    One in a table's cell has its `cell`, row and column from 0; its offset counts in that cell.
    """

    number: str
    offset: int
    footnote: str | None
    cell: Cell | UnsetType = UNSET


class Ref(Struct, frozen=True):
    """A reference: what it cites and where it stands.

    start, end  offsets into the node's text, or its title where it has no text
    text        as printed
    form        normal form: `CTOC/COP/2024/L.8/Rev.1`, `ctoc-cop/res/12/3`, `2024-10-18`; None where
                the words leave open what is meant
    target      id of the node or note it names, where that stands in this document
    reason      why there is no target or no form, else None
    cell        row and column of the table's cell it stands in; its offsets count in that cell
    """

    kind: RefKind
    start: int
    end: int
    text: str
    form: str | None
    target: str | None = None
    reason: str | None = None
    cell: Cell | UnsetType = UNSET


class Node(Struct, frozen=True):
    """One element of the tree.

    `place`, `start` and `end` are set on sessions, `status`, `adopted_on` and
    `meeting` on resolutions and decisions, `rows` on tables; elsewhere they are
    `UNSET` and not printed. So are `draft` (symbol of the draft), `sponsors` (as
    printed) and `narrative` (id of the paragraph that tells of the adoption),
    which only texts have whose adoption the report narrates.
    """

    id: str
    kind: Kind
    number: str | None = None
    label: str | None = None
    title: str | None = None
    text: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    notes: tuple[Call, ...] = ()
    refs: tuple[Ref, ...] = ()
    pages: tuple[int, ...] | None = None
    boxes: tuple[Box, ...] = ()
    place: str | UnsetType | None = UNSET
    start: str | UnsetType | None = UNSET
    end: str | UnsetType | None = UNSET
    status: Status | UnsetType | None = UNSET
    adopted_on: str | UnsetType | None = UNSET
    meeting: str | UnsetType | None = UNSET
    draft: str | UnsetType | None = UNSET
    sponsors: tuple[str, ...] | UnsetType = UNSET
    narrative: str | UnsetType | None = UNSET
    rows: tuple[tuple[str, ...], ...] | UnsetType = UNSET
    children: "tuple[Node, ...]" = ()


class Footnote(Struct, frozen=True):
    """A note at the foot of a page; `calls` are the ids of the nodes that call it."""

    id: str
    number: str
    text: str
    pages: tuple[int, ...] | None
    boxes: tuple[Box, ...]
    calls: tuple[str, ...]
    emphasis: tuple[tuple[int, int], ...] = ()
    refs: tuple[Ref, ...] = ()


class Furniture(Struct, frozen=True):
    """What a page carries beside the running text, verbatim."""

    kind: str
    page: int | None
    text: str
    box: Box | None


class ContentsRow(Struct, frozen=True):
    """A row of the printed table of contents; `page` as printed there."""

    number: str | None
    title: str
    page: int | str | None
    target: str | None


class Finding(Struct, frozen=True):
    """What the document's own arithmetic says about the parse."""

    code: str
    severity: Severity
    message: str
    node: str | None
    page: int | None


class SourceInfo(Struct, frozen=True):
    name: str
    sha256: str
    pages: int | None
    engine: str
    producer: str | None


class Report(Struct, frozen=True):
    """What the masthead or the cover says; what it does not say is None."""

    symbol: str | None
    title: str | None
    body: str | None
    language: str | None
    original_language: str | None
    date: str | None
    distribution: str | None
    job: str | None


class Document(Struct, frozen=True):
    schema: str
    source: SourceInfo
    report: Report
    contents: tuple[ContentsRow, ...]
    tree: tuple[Node, ...]
    footnotes: tuple[Footnote, ...]
    furniture: tuple[Furniture, ...]
    findings: tuple[Finding, ...]
