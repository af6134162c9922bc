"""Labels that Word prints before list items and headings, from the file's numbering part."""

from typing import NamedTuple

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import ABJAD, CYRILLIC, roman
from cotc.parsers.sources.docx_package import Element, is_on, number, val, w
from cotc.parsers.sources.docx_styles import Para, para_of

_PLACE = compiling.compile(r"%([1-9])")
# Bullets in symbol fonts have no meaning as characters; dashes and stars are kept as they are.
_DASHES = "-–—*·•▪"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Letters and signs are doubled no more often than this: Word gives up at 780, which is 30 z.
_DOUBLED = 30
_HAN = "〇一二三四五六七八九"
_HAN_PLACES = ("", "十", "百", "千")


class Level(NamedTuple):
    """One level of a list.

    `after` is how many of the levels above it begin it anew; `style` the paragraph
    style that stands for it; `para` how its items are set.
    """

    start: int
    format: str
    text: str
    legal: bool
    after: int
    style: str | None
    para: Para


class Numbering:
    """Counts list items as Word does, and gives their printed labels."""

    def __init__(self, root: Element | None) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        by_style: dict[str, str] = {}
        for element in root.iter(w("abstractNum")):
            key = element.get(w("abstractNumId"), "")
            abstracts[key] = dict(map(_level, element.iter(w("lvl"))))
            if name := val(element, "styleLink"):
                by_style[name] = key
        links = {e.get(w("abstractNumId"), ""): val(e, "numStyleLink") for e in root.iter(w("abstractNum"))}
        for element in root.iter(w("num")):
            key = val(element, "abstractNumId", "") or ""
            key = by_style.get(links.get(key) or "", key)
            levels = dict(abstracts.get(key, {}))
            starts: dict[int, int] = {}
            for override in element.iter(w("lvlOverride")):
                place = int(number(override.get(w("ilvl"))) or 0)
                own = override.find(w("lvl"))
                if own is not None:
                    levels[place] = _level(own)[1]
                start = number(val(override, "startOverride"))
                if start is not None and place in levels:
                    starts[place] = int(start)
                    levels[place] = levels[place]._replace(start=int(start))
            self._lists[element.get(w("numId"), "")] = (key, levels)
            self._starts[element.get(w("numId"), "")] = starts

    def level(self, list_id: str | None, place: int | None, style: str | None) -> int:
        """The level of an item: what it says itself, else what its style stands for, else the highest."""
        if place is not None or list_id not in self._lists:
            return place or 0
        return next((n for n, level in self._lists[list_id][1].items() if style and level.style == style), 0)

    def para(self, list_id: str | None, place: int) -> Para:
        """How items of a list are set at a level."""
        level = self._lists[list_id][1].get(place) if list_id in self._lists else None
        return Para() if level is None else level.para

    def label(self, list_id: str | None, place: int) -> str:
        """The label of the next item of a list at a level (0 is the highest); empty where none is printed."""
        if list_id is None or list_id not in self._lists:
            return ""
        key, levels = self._lists[list_id]
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        for at, start in self._starts.pop(list_id, {}).items():
            # A list that shares its counts with others begins anew where it is first used.
            counts[at] = start - 1
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [n for n in counts if n > place]:
            if deeper not in levels or levels[deeper].after > place:
                del counts[deeper]
        if level.format == "bullet":
            return level.text if level.text in _DASHES else "•"
        return _PLACE.sub(lambda m: _number(int(m[1]) - 1, counts, levels, level), level.text).strip()


def _number(place: int, counts: dict[int, int], levels: dict[int, Level], shown: Level) -> str:
    level = levels.get(place)
    if level is None:
        return ""
    count = counts.setdefault(place, level.start)
    decimal = shown.legal and level.format not in ("decimal", "decimalZero")
    return format_number(count, "decimal" if decimal else level.format)


def _level(element: Element) -> tuple[int, Level]:
    place = int(number(element.get(w("ilvl"))) or 0)
    restart = number(val(element, "lvlRestart"))
    return place, Level(
        start=int(number(val(element, "start")) or 0),
        format=val(element, "numFmt", "decimal") or "decimal",
        text=val(element, "lvlText", "") or "",
        legal=bool(is_on(element, "isLgl")),
        after=place if restart is None else int(restart),
        style=val(element, "pStyle"),
        para=para_of(element.find(w("pPr"))),
    )


def format_number(count: int, form: str) -> str:
    """A number in one of Word's formats; formats that no official paper uses come as digits."""
    match form:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{count:02d}"
        case "lowerRoman" | "upperRoman":
            return roman(count) if form == "upperRoman" else roman(count).lower()
        case "lowerLetter" | "upperLetter":
            return _letters(count, "abcdefghijklmnopqrstuvwxyz", form == "upperLetter")
        case "russianLower" | "russianUpper":
            return _letters(count, CYRILLIC, form == "russianUpper")
        case "arabicAlpha":
            return _letters(count, _ARABIC_ALPHA)
        case "arabicAbjad":
            return _letters(count, ABJAD)
        case "hindiNumbers" | "hindiArabic":
            return str(count).translate({ord("0") + n: 0x0660 + n for n in range(10)})
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(count).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
        case "chineseCounting" | "chineseCountingThousand" | "ideographDigital" | "japaneseCounting":
            return _han(count)
        case "chicago":
            return "*†‡§"[(count - 1) % 4] * min((count - 1) // 4 + 1, _DOUBLED)
        case _:
            return str(count)


def _letters(count: int, alphabet: str, upper: bool = False) -> str:
    """a … z, aa … zz, aaa …: Word doubles the letter."""
    if count < 1:
        return str(count)
    times, place = divmod(count - 1, len(alphabet))
    if times >= _DOUBLED:
        return str(count)
    text = alphabet[place] * (times + 1)
    return text.upper() if upper else text


def _han(count: int) -> str:
    """Han numerals to 9999."""
    if not 0 < count < 10_000:
        return str(count)
    digits = str(count)
    out = ""
    for place, digit in enumerate(digits):
        power = len(digits) - place - 1
        if digit != "0":
            out += _HAN[int(digit)] + _HAN_PLACES[power]
        elif out and not out.endswith("〇") and digits[place:].strip("0"):
            out += "〇"
    return out.removeprefix("一") if 10 <= count < 20 else out
