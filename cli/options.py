"""Options that several commands share, as types to annotate parameters with."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def bounds(given: list[str] | None) -> dict[str, int]:
    """The limits that `--limit` names, as fields of `cotc.parsers.limits.Limits`."""
    if not given:
        return {}
    from cotc.parsers.errors import UsageError
    from cotc.parsers.limits import Limits, named

    out = {}
    for words in given:
        name, _, count = words.partition("=")
        field = name.strip().replace("-", "_")
        if field not in Limits._fields or not count.strip().isdecimal():
            known = ", ".join(named(field) for field in Limits._fields)
            raise UsageError(
                f"--limit {words}: no such limit", f"write NAME=NUMBER, where NAME is one of {known}"
            )
        out[field] = int(count)
    return out


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Papers to read; - is standard input.",
        show_default=False,
        readable=False,  # an unreadable one is told when its turn comes, and the others are done
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE rather than to standard output."),
]
EngineName = Annotated[
    Literal["pdfium", "pdfplumber"], typer.Option("--engine", help="What reads the pages of a PDF.")
]
Password = Annotated[
    str | None,
    typer.Option("--password", envvar="COTC_PASSWORD", help="Password of an encrypted PDF."),
]
Language = Annotated[
    Literal["ar", "zh", "en", "fr", "ru", "es"] | None,
    typer.Option("--language", help="Language of the paper, where what it says itself is wrong."),
]
Profile = Annotated[
    Path | None,
    typer.Option("--profile", metavar="TOML", help="Profile of the body, where cotc does not know it."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=N",
        help="Another limit than the usual one, 0 for none: pages, page-size, objects, page-characters, "
        "characters, seconds. May be given several times.",
    ),
]
Isolate = Annotated[
    bool,
    typer.Option(
        "--isolate", help="Read each paper in a process of its own, with 512 MB and 60 s, without network."
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="End with exit code 3 where a document has findings that are errors.")
]
