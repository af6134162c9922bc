"""`cotc schema`: the contract, for those who validate."""

from cotc.cli import console
from cotc.cli.options import Output


def command(output: Output = None) -> None:
    """Print the JSON Schema (2020-12) of what `cotc parse --format json` writes."""
    import msgspec

    from cotc.parsers.model.codec import json_schema

    with console.output(output) as out:
        out.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2) + b"\n")
