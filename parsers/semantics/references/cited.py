"""The bodies and instruments that papers cite, from the data files."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import regex
from msgspec import Struct

from cotc.parsers.profiles import kept
from cotc.parsers.profiles.load import Profiles
from cotc.parsers.semantics.references.normalise import fold


class CitedBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body whose texts are cited; the data file says what each field is."""

    slug: str
    symbols: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    mark: str | None = None
    treaty: str | None = None
    unnamed: bool = False
    sessions: tuple[int, int] | None = None
    epoch: int | None = None
    kind: str | None = None
    principal: bool = False
    prefix: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = {}


class Instrument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A treaty, charter or set of rules whose articles are cited."""

    slug: str
    noun: str
    names: dict[str, tuple[str, ...]]
    committee: dict[str, tuple[str, ...]] = {}


@cache
def cited_bodies() -> tuple[CitedBody, ...]:
    return msgspec.convert(read_data("bodies")["body"], tuple[CitedBody, ...])


@cache
def instruments() -> tuple[Instrument, ...]:
    return msgspec.convert(read_data("instruments")["instrument"], tuple[Instrument, ...])


def read_data(name: str) -> dict[str, Any]:
    """A data file beside this module."""
    return kept.toml(Path(__file__).with_name("data").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def _escaped(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(regex.escape(fold(name)) for name in names)


def all_bodies(profiles: Profiles | None) -> tuple[CitedBody, ...]:
    """The bodies of the data file, and those that only the profiles know."""
    known = cited_bodies()
    slugs = {body.slug for body in known}
    extra = [
        CitedBody(
            slug=body.slug,
            numbers=("session",),
            sessions=(1, 199),
            names={code: _escaped(tuple(names)) for code, names in body.names.items()},
        )
        for body in (profiles.bodies if profiles else ())
        if body.slug not in slugs and body.name != "generic"
    ]
    return (*known, *extra)
