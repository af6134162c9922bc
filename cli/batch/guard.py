"""Limits of a worker process. Each holds for the process it is set in, and cannot be taken back.

The audit hook sees what Python does, not what native code does on its own: it
proves that reading a paper needs no network and no other files, it is no prison
for a taken-over pdfium. For that, run the batch in a container without network.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NETWORK = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
    }
)
_PROCESSES = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"}
)
_CHANGES = frozenset(
    {
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "shutil.rmtree",
        "shutil.move",
        "shutil.copyfile",
    }
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SINKS = frozenset({os.devnull, "/dev/tty"})


class ForbiddenError(RuntimeError):
    """A worker tried what it may not. No OSError, which a library might take for an absent file."""


def keep_in(folders: tuple[str, ...], offline: bool) -> None:
    """From now on: change files in `folders` only, start no program, and `offline` open no address."""
    sys.addaudithook(watch_for(folders, offline))


def watch_for(folders: tuple[str, ...], offline: bool) -> Callable[[str, tuple[Any, ...]], None]:
    """The audit hook of `keep_in`. It raises ForbiddenError for what is not allowed."""
    roots = tuple(os.path.realpath(folder) for folder in folders)

    def allowed(path: object) -> bool:
        if isinstance(path, int):
            return True  # already open, so already asked for
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        real = os.path.realpath(os.fsdecode(path))
        return real in _SINKS or any(real == root or Path(real).is_relative_to(root) for root in roots)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if flags & _WRITING and not allowed(path):
                raise ForbiddenError(f"a worker may not write {path!r}")
        elif event in _CHANGES:
            if not all(allowed(path) for path in args[: 2 if "rename" in event or "link" in event else 1]):
                raise ForbiddenError(f"a worker may not change {args[0]!r}")
        elif event in _PROCESSES or (offline and event in _NETWORK):
            raise ForbiddenError(f"a worker may not use {event}")

    return hook


def limit_memory(memory: int) -> None:
    """Keep the resident size of this process below `memory` bytes, where the system can (Linux).

    What is mapped but not resident (libraries, thread stacks) does not count, so
    the limit on addresses is set as far above the present mapping as the resident
    size may still grow.
    """
    try:
        import resource

        pages_mapped, pages_resident = Path("/proc/self/statm").read_text().split()[:2]
    except (ImportError, OSError):
        return
    page = resource.getpagesize()
    room = memory - int(pages_resident) * page
    _lower(resource.RLIMIT_AS, int(pages_mapped) * page + room)


def limit_output(size: int) -> None:
    """No file that this process writes grows beyond `size` bytes; no core files."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_FSIZE, size)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(what: int, limit: int) -> None:
    """Set a limit of the system, where the one in force (`ulimit`) is not lower."""
    import resource

    _, highest = resource.getrlimit(what)
    limit = limit if highest == resource.RLIM_INFINITY else min(limit, highest)
    resource.setrlimit(what, (limit, limit))


def resident() -> int:
    """Bytes of this process in memory; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
