"""Reading the profile files: those that come with cotc, the user's own, and one given by hand.

A file with a `code` is a language, any other is a body. The user's files stand in
`$XDG_CONFIG_HOME/cotc/profiles` (else `~/.config/cotc/profiles`) and replace
shipped ones of the same code or name; `--profile FILE` comes before both.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec
import regex

from cotc.parsers.errors import ProfileError
from cotc.parsers.profiles import compiling, kept
from cotc.parsers.profiles.model import Body, Language
from cotc.parsers.profiles.patterns import Patterns, normalise

GENERIC = "generic"


class Profiles(msgspec.Struct, frozen=True):
    """All languages and bodies there are. `bodies` stand in the order in which they are asked."""

    languages: dict[str, Language]
    bodies: tuple[Body, ...]

    @property
    def generic(self) -> Body:
        return next(body for body in self.bodies if body.name == GENERIC)

    def claims(self, symbol: str) -> bool:
        """Does a body, other than the generic one, say that its symbols begin so?"""
        return _by_symbol(self._known, symbol) is not None

    @property
    def _known(self) -> list[Body]:
        return [body for body in self.bodies if body.name != GENERIC]

    def body_of(self, symbol: str | None, text: str = "") -> Body:
        """The body a paper belongs to: its symbol decides, else the names in `text`, else generic.

        A symbol that no body claims names a generic body after its own stem ("UNW", "ECE/TRADE"),
        unless the text names a body that has no symbols of its own.
        """
        symbol = symbol or ""
        known = self._known
        return (
            _by_symbol(known, symbol)
            or _by_name([body for body in known if not body.symbol_patterns], text)
            or _by_symbol([self.generic], symbol)
            or _by_name(known, text)
            or self.generic
        )


def load(extra: Path | None = None) -> Profiles:
    """The profiles at hand; `extra` is a file that goes before all others.

    Raises a `ProfileError` that names file, line and key where a file is wrong.
    """
    return _load(extra, _user_folder(os.environ.get("XDG_CONFIG_HOME"), os.environ.get("HOME")))


@cache
def _load(extra: Path | None, folder: Path) -> Profiles:
    given = [read_file(extra)] if extra else []
    own = [read_file(path) for path in sorted(folder.rglob("*.toml"))] if folder.is_dir() else []
    languages: dict[str, Language] = {}
    bodies: dict[str, Body] = {}
    for profile in chain(given, own, _shipped()):
        if isinstance(profile, Language):
            languages.setdefault(profile.code, profile)
        else:
            bodies.setdefault(profile.name, profile)
    return Profiles(languages, tuple(bodies.values()))


@cache
def _shipped() -> tuple[Language | Body, ...]:
    """Tested files of our own: their patterns need no second look."""
    root = Path(__file__).parent
    found = chain(root.joinpath("languages").iterdir(), root.joinpath("bodies").iterdir())
    tomls = sorted((file for file in found if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_convert(file.read_text(encoding="utf-8"), file.name) for file in tomls)


@cache
def _user_folder(config: str | None, home: str | None) -> Path:
    """Asked for with every text; `home` is what `Path.home` goes by."""
    del home
    return Path(config or Path.home() / ".config") / "cotc" / "profiles"


def read_file(path: Path) -> Language | Body:
    """One profile file of a user, checked to the last pattern."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ProfileError(f"{path}: cannot be read ({reason})", "check the path") from error
    profile = _convert(text, str(path))
    for key, pattern in _patterns(profile):
        _check(pattern, profile, text, str(path), key)
    return profile


def _convert(text: str, name: str) -> Language | Body:
    try:
        data = kept.toml(text)
    except ValueError as error:
        raise ProfileError(f"{name}: not valid TOML: {error}", "correct that line") from error
    try:
        if "code" in data:
            return msgspec.convert(data, Language)
        return msgspec.convert(data, Body)
    except msgspec.ValidationError as error:
        raise ProfileError(f"{_place(text, name, str(error))}: {error}", "see docs/profiles.md") from error


_AT = compiling.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_FIELD = compiling.compile(r"field `(?P<field>[^`]+)`")


def _place(text: str, name: str, message: str) -> str:
    """File and line of the key that a msgspec message speaks of; line 1 for one that is missing."""
    path = match["path"] if (match := _AT.search(message)) else ""
    keys = [part for part in regex.split(r"[.\[\]]+", path) if part and part != "..." and not part.isdigit()]
    if "unknown field" in message and (field := _FIELD.search(message)):
        keys.append(field["field"])
    return f"{name}:{_line_of(text, keys)}"


def _line_of(text: str, keys: Iterable[str]) -> int:
    lines, at = text.splitlines(), 0
    for key in keys:
        wanted = regex.compile(rf"^\s*(?:\[{{1,2}})?\s*[\"']?{regex.escape(key)}[\"']?\s*(?:=|\]|$)")
        at = next((i for i in range(at, len(lines)) if wanted.match(lines[i])), at)
    return at + 1


def _patterns(profile: Language | Body) -> Iterator[tuple[str, str]]:
    for key in profile.__struct_fields__:
        value = getattr(profile, key)
        if key.endswith("_pattern") and value is not None:
            yield key, value
        elif key.endswith("_patterns"):
            yield from ((key, pattern) for pattern in value)
    if isinstance(profile, Body):
        yield from (("number_pattern", text.number_pattern) for text in profile.texts)


def _check(pattern: str, profile: Language | Body, text: str, name: str, key: str) -> None:
    try:
        if isinstance(profile, Language):
            Patterns(profile).compile(pattern)
        else:
            regex.compile(pattern)
    except regex.error as error:
        place = f"{name}:{_line_of(text, [key])}"
        raise ProfileError(f"{place}: {key} is not a pattern ({error})", "correct that line") from error


def _renamed(body: Body, name: str | None) -> Body:
    if not name or name == body.name:
        return body
    return msgspec.structs.replace(body, name=name, slug=regex.sub(r"[^a-z0-9]+", "-", name.lower()))


@cache
def _folded_name(name: str) -> str:
    return _folded(name)


def _folded(text: str) -> str:
    return normalise(text).replace("’", "'").casefold()


def _by_symbol(bodies: Iterable[Body], symbol: str) -> Body | None:
    """The pattern that explains most of the symbol wins; of equals the first."""
    best: tuple[int, Body] | None = None
    for body in bodies:
        for pattern in body.symbol_patterns:
            match = compiling.compile(pattern).match(symbol) if _may_match(pattern, symbol) else None
            if match is None or (best and len(match[0]) <= best[0]):
                continue
            best = (len(match[0]), _renamed(body, match.groupdict().get("name")))
    return best[1] if best else None


_LITERAL = compiling.compile(r"\^[A-Za-z/]+(?![?*+{])")


def _may_match(pattern: str, symbol: str) -> bool:
    """Does the symbol begin with the plain letters that the pattern begins with? Compiling costs more."""
    literal = None if "|" in pattern else _LITERAL.match(pattern)
    return symbol.startswith(literal[0][1:]) if literal else bool(symbol)


def _by_name(bodies: Iterable[Body], text: str) -> Body | None:
    """The longest name in the text wins: "Conference of the Parties to …" before "General Assembly"."""
    text = _folded(text)
    best: tuple[int, Body] | None = None
    for body in bodies:
        found = (len(name) for name in chain(*body.names.values()) if _folded_name(name) in text)
        length = max(found, default=0)
        if length > (best[0] if best else 0):
            best = (length, body)
    return best[1] if best else None
