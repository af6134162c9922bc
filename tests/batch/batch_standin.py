"""A worker function for tests: reads papers of `key: value` lines and does what `do` says."""

import json
import os
import signal
import socket
import time
import weakref
from pathlib import Path

from cotc.cli.batch.model import Converted, Options
from cotc.parsers.errors import NotAPaperError

WORKER = "batch_standin:work"


def work(data: bytes, name: str, options: Options) -> Converted:
    fields = dict(line.split(": ", 1) for line in data.decode().splitlines() if ": " in line)
    if (deed := fields.get("do")) is not None:
        globals()[f"do_{deed}"](fields)
    result = {"name": name, "fields": fields, "language": options.language}
    return Converted(
        content=json.dumps(result, sort_keys=True).encode(),
        symbol=fields.get("symbol"),
        language=fields.get("language"),
        body=fields.get("body"),
        pages=int(fields.get("pages", 1)),
        findings={"GAP": 1} if "gap" in fields else {},
    )


def do_crash(_: dict[str, str]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def do_crash_once(fields: dict[str, str]) -> None:
    """Crash, but not where another attempt has left its mark."""
    mark = Path(fields["mark"])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def do_leave(_: dict[str, str]) -> None:
    os._exit(7)


def do_hang(_: dict[str, str]) -> None:
    time.sleep(600)


def do_eat(_: dict[str, str]) -> None:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def do_refuse(_: dict[str, str]) -> None:
    raise NotAPaperError("no paper that cotc reads", "try another")


def do_fail(_: dict[str, str]) -> None:
    raise ValueError("a defect\nof two lines")


def do_load(_: dict[str, str]) -> None:
    raise ImportError("/lib/x.so: failed to map segment from shared object")


FREED: list[None] = []


def do_tie(fields: dict[str, str]) -> None:
    """Leave an object behind that holds itself, and tell how many of these are gone."""
    fields["freed"] = str(len(FREED))

    class Knot:
        def __init__(self) -> None:
            self.itself = self

    weakref.finalize(Knot(), FREED.append, None)


def do_print(_: dict[str, str]) -> None:
    print("words on standard output that must not reach the parent's frames")


def do_connect(_: dict[str, str]) -> None:
    socket.create_connection(("127.0.0.1", 9))


def do_spawn(_: dict[str, str]) -> None:
    os.system("true")


def do_write(fields: dict[str, str]) -> None:
    Path(fields["mark"]).write_text("written where it must not be")


def do_remove(fields: dict[str, str]) -> None:
    Path(fields["mark"]).unlink()


def do_linger(fields: dict[str, str]) -> None:
    time.sleep(float(fields["seconds"]))
