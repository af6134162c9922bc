"""The file of last results: tables to read, which the next run reads to show what changed."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("results.md")


class Result(NamedTuple):
    """`part` is the table it stands in; `value` has the unit of `unit`."""

    part: str
    name: str
    value: float
    unit: str


def before(path: Path = FILE) -> dict[tuple[str, str], float]:
    """Values by part and name."""
    found: dict[tuple[str, str], float] = {}
    part = ""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("## "):
            part = line[3:]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and cells[1][:1].isdigit():
            found[part, cells[0]] = float(cells[1])
    return found


def write(results: Iterable[Result], about: str, path: Path = FILE) -> str:
    """Writes and returns the tables. Parts that were not run this time stay as they were."""
    old = before(path)
    tables: dict[str, list[str]] = {}
    for part, name, value, unit in results:
        earlier = old.get((part, name))
        change = f"{earlier:.3g} | {value / earlier - 1:+.0%}" if earlier else "| new"
        tables.setdefault(part, []).append(f"| {name} | {value:.3g} | {unit} | {change} |")
    for part, rows in _parts(path).items():
        tables.setdefault(part, rows)
    head = "| measure | now | unit | before | change |\n| --- | ---: | --- | ---: | ---: |"
    text = "\n\n".join(f"## {part}\n\n{head}\n" + "\n".join(rows) for part, rows in tables.items())
    told = f"# Last results\n\n{about}\n\n{text}\n"
    path.write_text(told, "utf-8")
    return told


def _parts(path: Path) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("## "):
            rows = parts.setdefault(line[3:], [])
        elif line.startswith("|") and not line.startswith(("| measure", "| ---")):
            rows.append(line)
    return parts
