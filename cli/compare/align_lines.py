"""Aligned paragraphs as lines: to read in a pipe, as TSV, and as JSON, one object a line."""

from collections.abc import Iterator, Sequence

from cotc.cli.compare.align import Row
from cotc.cli.compare.diff_json import as_dict
from cotc.cli.compare.remarks import Remark
from cotc.cli.console import harmless

NOTHING = "—"


def told(remarks: Sequence[Remark]) -> Iterator[str]:
    """One line a remark."""
    return (f"{remark.code}: {remark.address}: {remark.message}" for remark in remarks)


def plain(rows: Sequence[Row]) -> Iterator[str]:
    """Address, and the words in each version, parted by tabs."""
    for row in rows:
        cells = (_words(row, k) or NOTHING for k in range(len(row.cells)))
        yield "\t".join(harmless(cell) for cell in (row.first.address, *cells))


def tsv(rows: Sequence[Row], called: Sequence[str]) -> Iterator[str]:
    """A head, then for each paragraph its kind and, version by version, address and words."""
    yield "\t".join(("kind", "state", *(part for name in called for part in (f"{name} address", name))))
    for row in rows:
        cells = (
            part
            for k, cell in enumerate(row.cells)
            for part in (cell.address if cell else "", _words(row, k))
        )
        yield "\t".join((row.first.kind, state(row), *cells))


def jsonl(rows: Sequence[Row], called: Sequence[str]) -> Iterator[bytes]:
    """One object a paragraph: address, kind, state, and `versions` by their names, null where it lacks."""
    import msgspec

    for row in rows:
        cells = zip(called, row.cells, strict=True)
        yield msgspec.json.encode(
            {
                "address": row.first.address,
                "kind": row.first.kind,
                "state": state(row),
                "versions": {name: as_dict(cell) if cell else None for name, cell in cells},
            }
        )


def state(row: Row) -> str:
    """`aligned`, `shifted` or `missing`, the gravest that is so of one version or another."""
    if not row.whole:
        return "missing"
    return "shifted" if row.shifted else "aligned"


def _words(row: Row, k: int) -> str:
    """Number and words on one line; items hold neither tabs nor line breaks."""
    cell = row.cells[k]
    return " ".join(part for part in (cell.label, cell.words) if part) if cell else ""
