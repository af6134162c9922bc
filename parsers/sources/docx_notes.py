"""Footnotes and endnotes of a Word file, with the numbers that Word prints."""

from collections.abc import Iterator
from typing import NamedTuple

from cotc.parsers.sources.docx_numbering import format_number
from cotc.parsers.sources.docx_package import Element, Package, number, val, w

_KINDS = {"footnote": "footnotes", "endnote": "endnotes"}
# Word numbers endnotes with small roman numerals unless it is told otherwise.
_DEFAULT_FORMAT = {"footnote": "decimal", "endnote": "lowerRoman"}

Key = tuple[str, str]


class Place(NamedTuple):
    """Where a call stands: its section's properties and place, and the page as Word laid it out."""

    properties: Element | None
    section: int
    page: int


class Notes:
    """The notes of a file by kind and id; numbers are given in the order of the calls."""

    def __init__(self, package: Package) -> None:
        self._settings = package.related("settings")
        self._notes: dict[Key, Element] = {}
        self.separators: list[Element] = []
        for kind, part in _KINDS.items():
            root = package.related(part)
            for element in () if root is None else root.iter(w(kind)):
                if element.get(w("type"), "normal") == "normal":
                    self._notes[kind, element.get(w("id"), "")] = element
                else:
                    self.separators.append(element)
        self._called: set[Key] = set()
        self._count: dict[str, int] = {}
        self._last: dict[str, Place] = {}

    def number(self, key: Key, place: Place) -> str:
        """The number of the next call of a note."""
        kind = key[0]
        restart = self._setting(kind, "numRestart", place) or "continuous"
        last = self._last.get(kind)
        anew = last is None or (
            (restart == "eachSect" and last.section != place.section)
            or (restart == "eachPage" and last.page != place.page)
        )
        start = int(number(self._setting(kind, "numStart", place)) or 1)
        self._count[kind] = start if anew else self._count[kind] + 1
        self._last[kind] = place
        return format_number(self._count[kind], self._setting(kind, "numFmt", place) or _DEFAULT_FORMAT[kind])

    def take(self, key: Key) -> Element | None:
        """A note's paragraphs, the first time it is called."""
        if key in self._called:
            return None
        self._called.add(key)
        return self._notes.get(key)

    def uncalled(self) -> Iterator[Element]:
        """Notes that nothing calls: Word keeps them, and prints none of them."""
        return (element for key, element in self._notes.items() if key not in self._called)

    def _setting(self, kind: str, name: str, place: Place) -> str | None:
        """A setting of the section, else of the whole file."""
        for root in (place.properties, self._settings):
            properties = None if root is None else root.find(w(f"{kind}Pr"))
            found = val(properties, name)
            if found is not None:
                return found
        return None
