"""Patterns, compiled once and kept between runs.

Compiling a language's patterns costs more than reading a short paper does; a pattern of
`regex` pickles together with its code, which is read in a sixtieth of that time.
"""

import pickle
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import Any

import regex

from cotc.parsers.profiles import kept


def compile(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`."""
    return _compile(pattern, int(flags))


@cache
def _compile(pattern: str, flags: int) -> regex.Pattern[str]:
    key = f"{flags}:{pattern}"
    code = kept.find(key)
    if code is not None:
        with suppress(Exception):  # whatever damaged code raises, the pattern itself is at hand
            found: regex.Pattern[str] = _Reader(BytesIO(code)).load()
            return found
    done = regex.compile(pattern, flags)
    kept.add(key, pickle.dumps(done))
    return done


class _Reader(pickle.Unpickler):
    """Reads patterns and nothing else: a file must not name what is run."""

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) == ("regex._regex", "compile"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
