"""What does not align between language versions, in words for whoever has to mend it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cotc.cli.compare.align import Row
from cotc.cli.compare.items import Item
from cotc.parsers.model import Document

Code = Literal["missing", "extra", "shifted", "kind"]


class Remark(NamedTuple):
    """Something that one version has otherwise than the others.

    name     what the version is called: its language, or its file where two have one language
    address  where it is: as the first version that has the paragraph calls it, a run as `first … last`
    """

    code: Code
    name: str
    address: str
    message: str


def names(documents: Sequence[Document]) -> list[str]:
    """What each version is called: its language where that tells them apart, else its file."""
    languages = [document.report.language or "und" for document in documents]
    return [
        language if languages.count(language) == 1 else document.source.name
        for language, document in zip(languages, documents, strict=True)
    ]


def remarks(rows: Sequence[Row], called: Sequence[str]) -> Iterator[Remark]:
    """All that does not align, version by version. `missing` is what most others have (of two, the
    first), `extra` what they lack; `shifted` what bears another number or stands elsewhere; `kind`
    what is of another kind."""
    for k, name in enumerate(called):
        yield from _remarks(rows, k, name)


def _remarks(rows: Sequence[Row], k: int, name: str) -> Iterator[Remark]:
    run: list[Row] = []
    for row in rows:
        cell = row.cells[k]
        shifted = cell is not None and k in row.shifted and k not in row.strays
        if run and not (_below(run[-1], row) if not shifted else _follows(run[-1], row, k)):
            yield _shifted(run, k, name)
            run = []
        if shifted:
            run.append(row)
        elif cell is None and _expected(row):
            yield Remark("missing", name, row.first.address, f"missing in {name}: {_words(row.first)}")
        elif cell is not None and not _expected(row):
            yield Remark("extra", name, cell.address, f"only in {name}: {_words(cell)}")
        elif cell is not None and k in row.strays:
            yield Remark(
                "shifted", name, row.first.address, f"in {name} it stands elsewhere, as {cell.address}"
            )
        if cell is not None and cell.kind != row.first.kind:
            message = f"{row.first.kind} in the first version, {cell.kind} in {name}"
            yield Remark("kind", name, row.first.address, message)
    if run:
        yield _shifted(run, k, name)


def _expected(row: Row) -> bool:
    """Whether a version that lacks it is at fault, rather than those that have it."""
    have = sum(cell is not None for cell in row.cells)
    return have * 2 > len(row.cells) or (have * 2 == len(row.cells) and row.cells[0] is not None)


def _follows(one: Row, other: Row, k: int) -> bool:
    here, there = one.cells[k], other.cells[k]
    together = here is not None and there is not None and here.parent == there.parent
    return together and one.first.parent == other.first.parent and one.first.kind == other.first.kind


def _below(one: Row, other: Row) -> bool:
    """Whether the second is a point of the first, so that it does not end a run."""
    return other.first.address.startswith(f"{one.first.address}/")


def _shifted(run: Sequence[Row], k: int, name: str) -> Remark:
    first, last = run[0].cells[k], run[-1].cells[k]
    assert first is not None
    assert last is not None
    if len(run) == 1:
        return Remark("shifted", name, run[0].first.address, f"in {name} it is {first.address}")
    where = f"{run[0].first.address} … {run[-1].first.address}"
    return Remark("shifted", name, where, f"in {name} they are {first.address} … {last.address}")


# So much of a paragraph is told that it can be found by eye.
SNIPPET = 60


def _words(item: Item) -> str:
    words = f"{item.label} {item.words}".strip()
    return words if len(words) <= SNIPPET else words[:SNIPPET].rstrip() + "…"


def summary(rows: Sequence[Row], documents: Sequence[Document]) -> str:
    """`112 of 112 align in 6 versions: 105 paragraphs and headings, 7 notes`."""
    even = [row for row in rows if row.whole]
    notes = sum(row.first.kind == "footnote" for row in even)
    return (
        f"{len(even)} of {len(rows)} align in {len(documents)} versions: "
        f"{len(even) - notes} paragraphs and headings, {notes} notes"
    )
