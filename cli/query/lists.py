"""Several addresses in one: `paras. 51-53 and 60`, `12/4 5 (a) and (b)`, `resolutions 12/3 and 12/4`."""

import regex

from cotc.cli.query.steps import plain

_RANGE = regex.compile(r" ?(?:-|–|—|\b(?:to|à|a|au|al|по|إلى)\b|至) ?")
_AND = r", ?(?:(?:and|et|y|и) )?| (?:and|et|y|и|و) ?|[、和]"
_BETWEEN = rf"(?:{_RANGE.pattern}|{_AND})"
_TAIL = r"(?P<tail>\P{L}*|[段号条。]*)"
_LIST = regex.compile(rf"(?P<head>.*?)(?<![\d/.-])(?P<first>\d+)(?P<more>(?:{_BETWEEN}\d+(?![\d/]))+){_TAIL}")
_POINT = r"[(（]?\p{Ll}[)）]"
_POINTS = regex.compile(
    rf"(?P<head>.*?(?<!\p{{L}}))(?P<first>{_POINT})(?P<more>(?:{_BETWEEN} ?{_POINT})+)(?P<tail>\P{{L}}*)"
)
_TEXT = r"\d+/\d+"
_TEXTS = regex.compile(
    rf"(?P<head>\D*?)(?P<first>{_TEXT})(?P<more>(?:(?:{_AND}){_TEXT}(?![\d/.]))+)(?P<tail>[号\s]*)"
)
_MORE_TEXTS = regex.compile(_TEXT)
_MORE_NUMBERS = regex.compile(r"(?P<between>\D+?)(?P<number>\d+)")
_MORE_POINTS = regex.compile(r"(?P<between>.+?)[(（]?(?P<point>\p{Ll})[)）]")
_MOST = 200  # addresses that one range may stand for


def several(address: str) -> list[str]:
    """`paras. 51-53 and 60` as one address each; any other address as it is."""
    text = plain(address)
    if match := _TEXTS.fullmatch(text):
        named = _MORE_TEXTS.findall(match["first"] + match["more"])
        return [f"{match['head']}{number}{match['tail']}" for number in named]
    if match := _POINTS.fullmatch(text):
        letters = _letters(match)
        return [f"{match['head']}({letter}){match['tail']}" for letter in letters] or [address]
    match = _LIST.fullmatch(text)
    numbers = _numbers(match) if match else []
    if match is None or not 1 < len(numbers) <= _MOST or numbers != sorted(numbers):
        return [address]
    return [f"{match['head']}{number}{match['tail']}" for number in numbers]


def _numbers(match: regex.Match[str]) -> list[int]:
    """The numbers of a list; none where a range is longer than anybody would ask for."""
    numbers = [int(match["first"])]
    for more in _MORE_NUMBERS.finditer(match["more"]):
        number = int(more["number"])
        ranged = _RANGE.fullmatch(more["between"]) is not None
        if ranged and number - numbers[-1] > _MOST:
            return []
        numbers += range(numbers[-1] + 1, number + 1) if ranged else [number]
    return numbers


def _letters(match: regex.Match[str]) -> list[str]:
    """The letters of a list of points. Only Latin letters have ranges, since others leave some out."""
    letters = [match["first"].strip("()（）")]
    for more in _MORE_POINTS.finditer(match["more"]):
        letter = more["point"]
        if _RANGE.fullmatch(more["between"].rstrip("(（")) is None:
            letters.append(letter)
        elif letters[-1].isascii() and letter.isascii() and letters[-1] < letter:
            letters += [chr(code) for code in range(ord(letters[-1]) + 1, ord(letter) + 1)]
        else:
            return []
    return letters
