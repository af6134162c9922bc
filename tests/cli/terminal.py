"""What `cotc` draws when it speaks to a terminal."""

import os
import pty
import subprocess
import sys


def on_terminal(
    *arguments: str, columns: int = 80, code: int = 0, surroundings: dict[str, str] | None = None
) -> str:
    """What `cotc` draws on a terminal of this width, and that it ends with `code`."""
    master, slave = pty.openpty()
    env = os.environ | {"COLUMNS": str(columns), "TERM": "xterm-256color"} | (surroundings or {})
    command = [sys.executable, "-m", "cotc.cli", *arguments]
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=env) as running:
        os.close(slave)
        drawn = b""
        while True:
            try:
                piece = os.read(master, 1 << 16)
            except OSError:  # the program has closed its end
                break
            if not piece:
                break
            drawn += piece
        os.close(master)
        assert running.wait() == code
    return drawn.decode()
