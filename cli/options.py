"""Options that several commands share, as types to annotate parameters with."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Papers to read; - is standard input.", show_default=False),
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
Strict = Annotated[
    bool, typer.Option("--strict", help="End with exit code 3 where a document has findings that are errors.")
]
