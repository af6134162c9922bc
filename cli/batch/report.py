"""A run told in one file: HTML to look at, Markdown to pass on, JSON to compute with."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from statistics import median, quantiles

import msgspec

from cotc.cli.batch.model import local_path
from cotc.cli.batch.store import put
from cotc.cli.batch.svg import bars, histogram, lines
from cotc.cli.batch.tally import Tally
from cotc.parsers.errors import ExportError, UsageError

LISTED = 500  # failures told one by one; the manifest has them all
SHOWN = 20  # rows of a plot or table of counts

_STYLE = """
:root{color-scheme:light dark;--ink:#1b2733;--quiet:#5b6b7a;--line:#d5dde5;--fill:#2f7db8;--back:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9aa9b7;--line:#34414d;--fill:#5aa7e0;--back:#11181f}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:1100px;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:.8rem}
dl div{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem}
dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:1.6rem;align-items:start}
figure{margin:0}figcaption{font-weight:600;margin-bottom:.4rem}
svg{width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:var(--ink)}
svg rect{fill:var(--fill)}svg line{stroke:var(--line)}svg polyline{stroke:var(--fill);stroke-width:1.5}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;
border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
"""


def check(target: str) -> None:
    """Raises UsageError where `target` has no suffix that a report has."""
    if Path(target).suffix.lower() not in _WRITERS:
        raise UsageError(f"--report {target}: no such format", f"end its name in {', '.join(_WRITERS)}")


def write(tally: Tally, target: str) -> None:
    """Write the report that the suffix of `target` names, a path or an address."""
    try:
        put(local_path(target), _WRITERS[Path(target).suffix.lower()](tally).encode())
    except OSError as error:
        raise ExportError(
            f"{target}: {error.strerror or error}", "check the folder and the space left"
        ) from error


def facts(tally: Tally) -> dict[str, str]:
    """The figures of a run, as words to show; those that it has not are left out."""
    told = {
        "Papers": f"{tally.papers:,}",
        "Converted now": f"{tally.converted:,}",
        "Done before": f"{tally.kept:,}" if tally.kept else "",
        "Failed": f"{tally.failed:,}",
        "Not reached": f"{tally.missing:,}" if tally.missing else "",
        "Pages": f"{tally.pages:,}",
        "With errors": f"{tally.with_errors:,}",
        "Time": span(tally.seconds),
    }
    if tally.converted and tally.seconds:
        told["Papers a second"] = f"{tally.converted / tally.seconds:.2f}"
        told["Pages a second"] = f"{tally.read_pages / tally.seconds:.1f}"
    if tally.overhead is not None:
        told["Not parsing"] = f"{tally.overhead:.1%} of workers' time"
    if len(tally.paces) > 1:
        told["A paper takes"] = (
            f"{median(tally.paces):.2f} s, 95 % ≤ {quantiles(tally.paces, n=20)[-1]:.2f} s"
        )
    if tally.memories:
        told["Memory a worker"] = f"{max(map(max, tally.memories.values())) / 2**20:,.0f} MB at most"
    return {name: value for name, value in told.items() if value}


def _origin(tally: Tally) -> str:
    """Which run a report tells of."""
    return ", ".join(filter(None, (tally.out, tally.started, f"cotc {tally.version}".strip())))


def span(seconds: float) -> str:
    """`3.2 s`, `4 min 05 s`, `2 h 07 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60:,} h {minutes % 60:02} min"


def _html(tally: Tally) -> str:
    cards = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts(tally).items()
    )
    memories = {str(worker): [size / 2**20 for size in sizes] for worker, sizes in tally.memories.items()}
    plots = (
        bars(_top(tally.bodies), "Papers by body"),
        bars(_top(tally.languages), "Papers by language"),
        bars(_top(tally.findings), "Findings by code"),
        bars(_top(tally.reasons), "Failures by reason"),
        histogram(tally.paces, "Seconds a paper", "seconds"),
        lines(memories, "Memory of the worker processes", "MB", "papers"),
    )
    rows = "".join(
        f"<tr><td>{escape(_plain(f.source))}</td><td>{escape(f.reason)}</td><td>{escape(_plain(f.message))}</td></tr>"
        for f in tally.failures[:LISTED]
    )
    failures = (
        f"<h2>Failures</h2>{_more(tally.failures)}<table>"
        f"<tr><th>Paper</th><th>Reason</th><th>What is wrong</th></tr>{rows}</table>"
        if rows
        else ""
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>cotc batch</title>'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style><body><h1>cotc batch</h1>"
        f"<p>{escape(_plain(_origin(tally)))}</p><dl>{cards}</dl>"
        f'<h2>Papers</h2><div class="plots">{"".join(plots)}</div>{failures}{_erring(tally)}</body></html>\n'
    )


def _erring(tally: Tally) -> str:
    """Which papers have errors: `cotc check` tells what they are."""
    rows = "".join(
        f"<tr><td>{escape(_plain(paper.source))}</td><td>{paper.errors:,}</td></tr>"
        for paper in tally.erring[:LISTED]
    )
    head = "<tr><th>Paper</th><th>Errors</th></tr>"
    return f"<h2>With errors</h2>{_more(tally.erring)}<table>{head}{rows}</table>" if rows else ""


def _more(listed: Sequence[object]) -> str:
    if len(listed) <= LISTED:
        return ""
    return f"<p>The first {LISTED:,} of {len(listed):,}; the manifest has them all.</p>"


def _markdown(tally: Tally) -> str:
    parts = [f"# cotc batch\n\n{_cell(_origin(tally))}\n", _rows(("", ""), facts(tally).items())]
    for title, counts in (
        ("Bodies", tally.bodies),
        ("Languages", tally.languages),
        ("Findings", tally.findings),
        ("Failures by reason", tally.reasons),
    ):
        if counts:
            told = ((name, f"{count:,}") for name, count in _top(counts).items())
            parts.append(f"## {title}\n\n{_rows((title, 'Number'), told)}")
    if tally.failures:
        failed = ((failure.source, failure.reason, failure.message) for failure in tally.failures[:LISTED])
        parts.append(_listed("Failures", tally.failures, ("Paper", "Reason", "What is wrong"), failed))
    if tally.erring:
        erring = ((paper.source, f"{paper.errors:,}") for paper in tally.erring[:LISTED])
        parts.append(_listed("With errors", tally.erring, ("Paper", "Errors"), erring))
    return "\n".join(parts)


def _listed(title: str, listed: Sequence[object], head: tuple[str, ...], rows: object) -> str:
    more = _more(listed).replace("<p>", "").replace("</p>", "\n\n")
    return f"## {title}\n\n{more}{_rows(head, rows)}"


def _rows(head: tuple[str, ...], rows: object) -> str:
    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"

    return line(head) + "|" + " --- |" * len(head) + "\n" + "".join(line(row) for row in rows)  # type: ignore[attr-defined]


def _cell(words: str) -> str:
    safe = escape(_plain(words), quote=False)
    for mark in "\\|`*_[]":
        safe = safe.replace(mark, f"\\{mark}")
    return safe


def _plain(words: str) -> str:
    """Words of a paper on one line, without controls."""
    return "".join(char if char.isprintable() else " " for char in words)


def _json(tally: Tally) -> str:
    told = msgspec.to_builtins(tally, str_keys=True)
    told["not_parsing"] = tally.overhead
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def _top(counts: Mapping[str, int]) -> dict[str, int]:
    """The first of the counts, and the rest as one."""
    if len(counts) <= SHOWN:
        return dict(counts)
    shown = dict(list(counts.items())[: SHOWN - 1])
    return {**shown, "others": sum(counts.values()) - sum(shown.values())}


_WRITERS = {".html": _html, ".md": _markdown, ".json": _json}
