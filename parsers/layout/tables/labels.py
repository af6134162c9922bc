"""The form of what stands before a paragraph: numbers, letters, bullets."""

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import TIMES

LABEL = compiling.compile(
    rf"(?:\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,3}}(?:\.\d{{1,3}})?)\.?\s?{TIMES}[.)]{{1,2}}|"
    r"[(“\"«„]?(?:\d{1,3}|[a-z]{1,2}|[ivxlcdm]{1,6}|[A-Z]|[IVXLC]{1,6}|\p{Cyrillic}|\p{Arabic}{1,4}|\p{Han}{1,4})[.)）、]{1,2}"
    r"|（\p{Any}{1,3}）|[㈠-㈩]|\p{Arabic}{1,8}(?: عشر)?\s?[-–]|['‘’]\p{Nd}{1,2}['‘’]"
    r"|[•·▪–—\-*\uf0b7]|\d{1,3}/\d{1,3}\.|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}|\p{Lu}?\.?\d{1,3}\s*[-–]|Pp\s?\d{1,3})"
)
