"""The worker function of a batch: a paper's bytes into the bytes of its result."""

from collections import Counter
from pathlib import Path
from typing import Any

from cotc.cli.batch.model import Converted, Options
from cotc.parsers import parse
from cotc.parsers.errors import UsageError
from cotc.parsers.limits import Limits
from cotc.parsers.model import Document
from cotc.parsers.model.codec import to_json, to_jsonl

WORKER = "cotc.cli.batch.work:work"
PLAIN = {"json": ".json", "jsonl": ".jsonl"}  # formats of the model itself; the others are in cli/export


def work(data: bytes, name: str, options: Options) -> Converted:
    """Parse a paper and write it in the format that `options` name."""
    asked: dict[str, Any] = {
        "engine": options.engine,
        "language": options.language,
        "profile": Path(options.profile) if options.profile else None,
        "limits": Limits(**options.bounds) if options.bounds else None,
        "password": options.password,
    }
    document = parse(data, name=name, **{key: value for key, value in asked.items() if value is not None})
    return Converted(
        content=render(document, options.format),
        symbol=document.report.symbol,
        language=document.report.language,
        body=document.report.body,
        pages=document.source.pages,
        findings=dict(sorted(Counter(finding.code for finding in document.findings).items())),
        errors=sum(finding.severity == "error" for finding in document.findings),
    )


def suffix_of(format_name: str) -> str:
    """`.json`, `.md` …; raises UsageError for a format that there is not, or whose package is missing."""
    if format_name in PLAIN:
        return PLAIN[format_name]
    from cotc.cli.export import EXPORTERS

    exporter = EXPORTERS.get(format_name)
    if exporter is not None and exporter.shape == "archive":
        raise UsageError(
            f"--to {format_name}: it holds many papers", f"gather them: --gather all{exporter.suffix}"
        )
    if exporter is None:
        names = [*PLAIN, *(name for name, known in EXPORTERS.items() if known.shape != "archive")]
        raise UsageError(f"--to {format_name}: no such format", f"choose one of {', '.join(names)}")
    exporter.check()
    if exporter.suffix in PLAIN.values():  # in one folder they would take each other's names
        return f".{format_name.rpartition('-')[2]}{exporter.suffix}"
    return exporter.suffix


def render(document: Document, format_name: str) -> bytes:
    """The document in a format of one file a paper."""
    if format_name == "json":
        return to_json(document) + b"\n"
    if format_name == "jsonl":
        return b"".join(line + b"\n" for line in to_jsonl(document))
    from io import BytesIO

    from cotc.cli.export import EXPORTERS
    from cotc.cli.export import Options as Choices

    exporter = EXPORTERS[format_name]
    if exporter.shape == "gather":
        stream = BytesIO()
        exporter.write()([document], stream, Choices())
        return stream.getvalue()
    content = exporter.render()(document, Choices())
    return content.encode() if isinstance(content, str) else content
