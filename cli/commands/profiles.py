"""`cotc profiles`: the bodies and languages there is data for."""

from typing import Annotated, Any, Literal

import typer

from cotc.cli import console, options


def command(
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="table to look at, json to process.")
    ] = "table",
    output: options.Output = None,
    profile: options.Profile = None,
) -> None:
    """List the bodies and languages that cotc knows, with those of your own.

    Files of your own stand in ~/.config/cotc/profiles; --profile adds one, and checks it.
    """
    from cotc.parsers.profiles.load import load

    known = load(profile)
    languages = [
        {"code": language.code, "name": language.name, "script": language.script}
        for language in known.languages.values()
    ]
    bodies = [
        {
            "name": body.name,
            "slug": body.slug,
            "adopts": [text.kind for text in body.texts],
            "symbols": list(body.symbol_patterns),
            "languages": list(body.names),
        }
        for body in known.bodies
    ]
    with console.output(output) as out:
        out.write(_json(languages, bodies) if form == "json" else _table(languages, bodies))


def _json(languages: list[dict[str, Any]], bodies: list[dict[str, Any]]) -> bytes:
    import msgspec

    told = {"languages": languages, "bodies": bodies}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _table(languages: list[dict[str, Any]], bodies: list[dict[str, Any]]) -> bytes:
    """Columns that stand under one another, in a terminal as in a pipe."""
    lines = ["Languages"]
    lines += [f"  {language['code']}  {language['name']}" for language in languages]
    lines += ["", "Bodies"]
    width = max((len(body["name"]) for body in bodies), default=0)
    for body in bodies:
        adopts = ", ".join(f"{kind}s" for kind in dict.fromkeys(body["adopts"])) or "texts of any number"
        lines.append(f"  {body['name']:{width}}  {adopts} ({' '.join(body['languages']) or 'any language'})")
    return "".join(f"{console.harmless(line)}\n" for line in lines).encode()
