"""Tables: cells between drawn rules, or cells that stand under one another.

Promises:
1. Every line is returned exactly once, in order: in a run of text lines or in a table.
2. Every drawn character of a table's lines is in one of its cells, or in `Ruled.heads`.
"""

from cotc.parsers.layout.tables.aligned import Run, take_tables
from cotc.parsers.layout.tables.labels import LABEL
from cotc.parsers.layout.tables.ruled import Ruled, ruled_tables

__all__ = ["LABEL", "Ruled", "Run", "ruled_tables", "take_tables"]
