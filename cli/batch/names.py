"""Names of results. Pure functions: the same papers get the same names, whoever was ready first."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from cotc.cli.batch.model import name_of

# Bytes of a symbol and of a language in a name; file systems take 255, of which marks and suffixes need some.
LONGEST, LONGEST_LANGUAGE = 150, 60
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")  # devices, to Windows
_UNSAFE = re.compile(r"[^\w.-]+")


class Claim(NamedTuple):
    """A paper that wants the name `stem`."""

    source: str
    sha256: str
    stem: str


def stem_for(source: str, symbol: str | None, language: str | None) -> str:
    """`CTOC_COP_2024_11.fr`; a paper without a symbol goes by the name of its file.

    The words come out of papers, so nothing in them is trusted: what is left is
    letters, digits, `_`, `-` and single dots, never empty, never hidden, never a way
    out of the folder. `~` is kept for `settle`.
    """
    stem = _safe(symbol) if symbol else ""
    if not stem:
        stem = _safe(PurePosixPath(name_of(source)).stem) or "paper"
    if language and (tail := _safe(language, LONGEST_LANGUAGE)):
        stem = f"{stem}.{tail}"
    return f"_{stem}" if _RESERVED.match(stem) else stem


def _safe(words: str, longest: int = LONGEST) -> str:
    plain = unicodedata.normalize("NFC", words)
    plain = _UNSAFE.sub("_", plain)
    plain = re.sub(r"\.{2,}", ".", plain).strip("._")
    encoded = plain.encode()
    if len(encoded) <= longest:
        return plain
    mark = hashlib.sha256(encoded).hexdigest()[:8]
    return encoded[: longest - 9].decode(errors="ignore") + "-" + mark


def group_of(stem: str) -> str:
    """Names in one group cannot stand in one folder on every file system."""
    return unicodedata.normalize("NFC", stem.casefold())


def settle(claims: Sequence[Claim]) -> dict[str, str]:
    """Source -> name, for all papers of one group.

    The first by address has the plain name; the others add the beginning of their
    bytes' hash, and where even the bytes are the same, a number in order of address.
    """
    ordered = sorted(claims)
    names = {ordered[0].source: ordered[0].stem} if ordered else {}
    seen: Counter[str] = Counter()
    for claim in ordered[1:]:
        mark = claim.sha256[:12]
        seen[mark] += 1
        again = f"-{seen[mark]}" if seen[mark] > 1 else ""
        names[claim.source] = f"{claim.stem}~{mark}{again}"
    return names


def provisional(claim: Claim, taken: set[str]) -> str:
    """A name for a paper that comes while others of its group have theirs (`taken`, as groups)."""
    if group_of(claim.stem) not in taken:
        return claim.stem
    mark = f"{claim.stem}~{claim.sha256[:12]}"
    name, count = mark, 1
    while group_of(name) in taken:
        count += 1
        name = f"{mark}-{count}"
    return name
