"""What stands in the cells of a table, and what stands in its title."""

from msgspec import UNSET

from cotc.parsers.model.tree import Call, Cell, Node, Ref


def own_calls(node: Node) -> tuple[Call, ...]:
    """The calls in a node's title or text: those of a table's cells are left out."""
    if node.rows is UNSET:
        return node.notes
    return tuple(call for call in node.notes if call.cell is UNSET)


def calls_by_cell(node: Node) -> dict[Cell, list[Call]]:
    """The calls in a table's cells, by row and column."""
    out: dict[Cell, list[Call]] = {}
    for call in node.notes:
        if call.cell is not UNSET:
            out.setdefault(call.cell, []).append(call)
    return out


def own_refs(node: Node) -> tuple[Ref, ...]:
    """The references in a node's title or text: those of a table's cells are left out."""
    if node.rows is UNSET:
        return node.refs
    return tuple(ref for ref in node.refs if ref.cell is UNSET)


def refs_by_cell(node: Node) -> dict[Cell, list[Ref]]:
    """The references in a table's cells, by row and column."""
    out: dict[Cell, list[Ref]] = {}
    for ref in node.refs:
        if ref.cell is not UNSET:
            out.setdefault(ref.cell, []).append(ref)
    return out
