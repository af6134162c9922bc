"""What is worked out once and kept between runs, in the folder that COTC_CACHE names.

The command line names one; where it is empty or not set, nothing is kept. A file that
cannot be read is written anew, a folder that cannot be written is left alone. Each entry
carries its CRC: `regex` believes the code it is given, and a flipped bit in it ends the program.
"""

import atexit
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import regex

FOLDER = "COTC_CACHE"

# What is asked for no more is dropped with all the rest when the file holds so many entries.
_MOST = 3000

_CRC = 4  # bytes


def find(key: str) -> bytes | None:
    """What an earlier run kept under `key`, if it is what that run wrote."""
    entry = (_kept() or {}).get(key)
    if entry is None:
        return None
    value = entry[:-_CRC]
    return value if entry[-_CRC:] == _crc(value) else None


def add(key: str, value: bytes) -> None:
    """Keeps `value` at the end of this run."""
    if _kept() is None:
        return
    if not _added:
        atexit.register(_keep)
    _added[key] = value + _crc(value)


def toml(text: str) -> dict[str, Any]:
    """As `tomllib.loads`, for a text without dates. Raises ValueError where the text is no TOML."""
    if _kept() is None:
        return _loads(text)
    key = f"toml:{blake2b(text.encode()).hexdigest()}"
    found = find(key)
    if found is not None:
        with suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(found, type=dict[str, Any])
    data = _loads(text)
    add(key, msgspec.msgpack.encode(data))
    return data


def _loads(text: str) -> dict[str, Any]:
    import tomllib  # most runs find all they ask for

    return tomllib.loads(text)


def _crc(value: bytes) -> bytes:
    return crc32(value).to_bytes(_CRC, "big")


_added: dict[str, bytes] = {}


def _file() -> Path | None:
    """Compiled patterns fit one version of `regex` on one Python."""
    folder = os.environ.get(FOLDER)
    name = f"{regex.__version__}-{sys.implementation.cache_tag}"
    return Path(folder) / name if folder else None


@cache
def _kept() -> dict[str, bytes] | None:
    path = _file()
    if path is None:
        return None
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.DecodeError):
        return {}


def _keep() -> None:
    path = _file()
    if path is None:
        return
    entries = {**(_kept() or {}), **_added}
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            draft.write_bytes(msgspec.msgpack.encode(entries if len(entries) <= _MOST else _added))
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
