"""One batch at a time in an output folder."""

import sqlite3
from pathlib import Path

from cotc.parsers.errors import UsageError


def locked(path: Path) -> sqlite3.Connection:
    """Hold the lock beside the manifest. The system frees it when the process ends, however it ends."""
    lock = sqlite3.connect(path.with_name(f"{path.name}.lock"), isolation_level=None, timeout=1.0)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            raise
        raise UsageError(
            f"{path.parent}: another batch is at work there", "wait for it, or choose another folder with -o"
        ) from error
    return lock
