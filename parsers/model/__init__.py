"""The only meeting point of the layers: values without behaviour."""

from cotc.parsers.model.boxes import one_a_page
from cotc.parsers.model.cells import by_cell, outside_cells
from cotc.parsers.model.page import Page, Rule, Source, Span
from cotc.parsers.model.tree import (
    HEADED,
    SCHEMA_VERSION,
    TEXTS,
    Box,
    Call,
    Cell,
    ContentsRow,
    Document,
    Finding,
    Footnote,
    Furniture,
    Kind,
    Node,
    Ref,
    RefKind,
    Report,
    Severity,
    SourceInfo,
    Status,
)
from cotc.parsers.model.walk import walk, walk_node

__all__ = [
    "HEADED",
    "SCHEMA_VERSION",
    "TEXTS",
    "Box",
    "Call",
    "Cell",
    "ContentsRow",
    "Document",
    "Finding",
    "Footnote",
    "Furniture",
    "Kind",
    "Node",
    "Page",
    "Ref",
    "RefKind",
    "Report",
    "Rule",
    "Severity",
    "Source",
    "SourceInfo",
    "Span",
    "Status",
    "by_cell",
    "one_a_page",
    "outside_cells",
    "walk",
    "walk_node",
]
