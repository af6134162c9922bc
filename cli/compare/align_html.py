"""Aligned paragraphs as a page of HTML, one column a version."""

from collections.abc import Sequence

from cotc.cli.compare.align import Row
from cotc.cli.compare.page import page, worded
from cotc.cli.compare.remarks import Remark
from cotc.cli.compare.told import name
from cotc.cli.view.html import element, escaped
from cotc.parsers.model import Document


def as_page(rows: Sequence[Row], documents: Sequence[Document], remarks: Sequence[Remark], told: str) -> str:
    """The whole page; `told` is the line that sums it up."""
    title = " · ".join(dict.fromkeys(d.report.symbol or d.source.name for d in documents))
    head = element("h1", escaped(title)) + element("p", escaped(told), _class="told")
    lines = "".join(
        element("li", escaped(f"{r.code}: {r.address}: {r.message}"), dir="auto") for r in remarks
    )
    columns = "".join(element("th", escaped(name(document)), scope="col") for document in documents)
    body = "\n".join(_row(row, documents) for row in rows)
    table = element("table", element("thead", element("tr", columns)) + element("tbody", body))
    return page(title, head + (element("ul", lines, _class="remarks") if lines else "") + table, wide=True)


def _row(row: Row, documents: Sequence[Document]) -> str:
    cells = "".join(_cell(row, k, document) for k, document in enumerate(documents))
    return element("tr", cells, _class="heading" if row.first.headed else None)


def _cell(row: Row, k: int, document: Document) -> str:
    item = row.cells[k]
    if item is None:
        return element("td", "", _class="lacking", title="missing")
    address = element("span", escaped(item.address), _class="address", lang="en")
    words = escaped(f"{item.label} {item.words}".strip())
    return worded("td", address + words, document, _class="shifted" if k in row.shifted else None)
