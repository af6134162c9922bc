"""What cotc brings along is listed in docs/licences.md, and all of it is permissively licensed.

`pytest tests/test_licences.py --update-golden` writes the page anew and fails.
"""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
HEAD = """# Licences

cotc is under the [MIT licence](../LICENSE). These are the packages that it and its extras bring along, and
what each says of its licence. This page is written by the tests (`--update-golden`), which also hold every
licence to a list of permissive ones; packages for development alone (`dev`) are not told.

| package | licence | comes with |
| --- | --- | --- |
"""
EXTRAS = ("akn", "docx", "parquet", "cluster", "watch", "graph")
# Words of permissive licences, as packages write them.
PERMISSIVE = re.compile(
    r"MIT(?:-0|-CMU)?|BSD(?:-[23]-Clause)?|Apache[- ]2\.0|Apache Software|ISCL?|PSF-2\.0|"
    r"CNRI-Python|Python Software Foundation|Licen[cs]e|Dual|dependency licenses|AND|OR|and|or|[\s,()]+"
)


def _closure(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """Names of the installed packages that a package with these extras asks for, itself included."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if (key, extras) in seen:
        return set()
    seen.add((key, extras))
    try:
        wanted = metadata.distribution(key).requires or []
    except metadata.PackageNotFoundError:  # for another system or an older Python
        return set()
    found = {key}
    for requirement in map(Requirement, wanted):
        markers = (
            [requirement.marker.evaluate({"extra": e}) for e in extras | {""}]
            if requirement.marker
            else [True]
        )
        if any(markers):
            found |= _closure(requirement.name, frozenset(requirement.extras), seen)
    return found


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License")]
    stated = about.get("License-Expression") or ", ".join(classifiers) or about.get("License") or ""
    return stated.splitlines()[0] if stated else "none stated"


def _rows() -> Iterator[tuple[str, str, str]]:
    base = _closure("cotc", frozenset(), set()) - {"cotc"}
    brought = dict.fromkeys(base, "cotc")
    for extra in EXTRAS:
        for name in _closure("cotc", frozenset({extra}), set()) - base - {"cotc"}:
            brought[name] = f"{brought[name]}, `{extra}`" if name in brought else f"`{extra}`"
    for name, by in sorted(brought.items()):
        yield name, _licence(name), by


def test_every_licence_is_permissive() -> None:
    rows = list(_rows())
    assert len(rows) > 20
    assert not {name: licence for name, licence, _ in rows if PERMISSIVE.sub("", licence)}


def test_a_licence_that_is_not_permissive_is_seen() -> None:
    for licence in ("AGPL-3.0", "GNU General Public License v3 (GPLv3)", "LGPL-2.1 OR MIT", "none stated"):
        assert PERMISSIVE.sub("", licence)


def test_the_page_lists_them(request: pytest.FixtureRequest) -> None:
    rows = list(_rows())
    page = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")
        pytest.fail("docs/licences.md is written anew: read its diff")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert not {name for name, _, _ in rows} - listed
