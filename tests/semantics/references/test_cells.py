"""References in the cells of tables: each names its cell, and its offsets count there."""

from cotc.cli.export.printed import Run, cell_runs, title_runs
from cotc.cli.query.net import rows
from cotc.parsers.model import Document, Node, Report, SourceInfo, by_cell, outside_cells
from cotc.parsers.semantics.references import enrich

ROWS = (("Document", "Title"), ("A/80/1 and A/80/2", "Report under resolution 79/1"), ("12.5", "1,234"))


def _document() -> Document:
    table = Node("table-1", "table", title="Papers before the Committee (A/80/9)", rows=ROWS)
    session = Node("session", "session", "80", children=(table,))
    report = Report("A/80/33", None, None, "en", None, None, None, None)
    source = SourceInfo("t", "", None, "text", None)
    return enrich(Document("2", source, report, (), (session,), (), (), ()))


def test_cells_have_references_and_the_title_its_own() -> None:
    table = _document().tree[0].children[0]
    assert [ref.form for ref in outside_cells(table.refs)] == ["A/80/9"]
    cited = {cell: [ref.form for ref in refs] for cell, refs in by_cell(table.refs).items()}
    assert cited == {(1, 0): ["A/80/1", "A/80/2"], (1, 1): ["un-ga/res/79/1"]}
    for (row, column), refs in by_cell(table.refs).items():
        assert [ROWS[row][column][ref.start : ref.end] for ref in refs] == [ref.text for ref in refs]


def test_exports_link_them_in_their_cells() -> None:
    table = _document().tree[0].children[0]
    linked = [
        [[run.text for line in cell for run in line if isinstance(run, Run) and run.ref] for cell in row]
        for row in cell_runs(table)
    ]
    assert linked == [[[], []], [["A/80/1", "A/80/2"], ["resolution 79/1"]], [[], []]]
    titled = [run.text for run in title_runs(table) if isinstance(run, Run) and run.ref]
    assert titled == ["A/80/9"]


def test_rows_of_refs_name_the_cell() -> None:
    assert [row.cell for row in rows(_document())] == [None, (1, 0), (1, 0), (1, 1)]
