"""The table of formats. Nothing heavy is imported before a writer is asked for."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Literal, cast

from msgspec import Struct

from cotc.parsers.errors import UsageError
from cotc.parsers.model import Document

Format = Literal[
    "markdown", "text", "docx", "akn", "csv", "tsv", "parquet", "jsonl-paragraphs", "sqlite"
]  # what the command line offers; the table below has a row for each
Flavour = Literal["paragraphs", "argmining"]
# paper:   one file a paper (or a text of it)
# gather:  the rows of many papers in one stream
# archive: a file that papers are added to
Shape = Literal["paper", "gather", "archive"]


class Options(Struct, frozen=True):
    """What a user may choose.

    width    columns of plain text, 0 for one line a paragraph
    flavour  which schema a line of JSON follows
    single   the document holds one text that was split from its report
    """

    width: int = 80
    flavour: Flavour = "paragraphs"
    single: bool = False


Render = Callable[[Document, Options], str | bytes]
Write = Callable[[Iterable[Document], IO[bytes], Options], None]


class Exporter(Struct, frozen=True):
    """One format.

    writer  where its writer is, `module:function`, below this package
    extra   the extra of cotc that brings `needs`, a module which the writer imports
    binary  it makes no sense on a terminal
    """

    name: str
    suffix: str
    what: str
    writer: str
    shape: Shape = "paper"
    binary: bool = False
    extra: str | None = None
    needs: str | None = None

    def render(self) -> Render:
        """The writer of a `paper` format."""
        return cast(Render, self._load())

    def write(self) -> Write:
        """The writer of a `gather` format."""
        return cast(Write, self._load())

    def check(self) -> None:
        """Raises `UsageError` where a package that the format needs is not installed."""
        if self.needs is not None and find_spec(self.needs) is None:
            raise UsageError(
                f"the format {self.name} needs the package {self.needs}",
                f"install it with: pip install 'cotc[{self.extra}]'",
            )

    def _load(self) -> object:
        module, _, function = self.writer.partition(":")
        return getattr(import_module(f"cotc.cli.export.{module}"), function)


_TABLE = (
    Exporter("markdown", ".md", "CommonMark with footnotes and nested points", "markdown:render"),
    Exporter("text", ".txt", "plain text with stable line breaks (--width)", "text:render"),
    Exporter(
        "docx", ".docx", "Word, with headings and real footnotes", "word:render",
        binary=True, extra="docx", needs="docx",
    ),
    Exporter("akn", ".xml", "Akoma Ntoso 3.0, UN profile", "akn:render", extra="akn", needs="lxml"),
    Exporter("csv", ".csv", "one node a row, for spreadsheets", "tables:write_csv", "gather"),
    Exporter("tsv", ".tsv", "one node a row, for scripts", "tables:write_tsv", "gather"),
    Exporter(
        "parquet", ".parquet", "typed columns, many papers in one file", "columns:write", "gather",
        binary=True, extra="parquet", needs="pyarrow",
    ),
    Exporter(
        "jsonl-paragraphs", ".jsonl", "one paragraph a line, for language work (--flavour)", "jsonl:write",
        "gather",
    ),
    Exporter(
        "sqlite", ".db", "a database with full-text search, to which papers are added", "archive:add",
        "archive",
        binary=True,
    ),
)  # fmt: skip
EXPORTERS: dict[str, Exporter] = {exporter.name: exporter for exporter in _TABLE}
