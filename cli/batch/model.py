"""What the parts of a batch say to each other. All of it crosses process borders as MessagePack."""

import os
from collections.abc import Callable, Generator, Iterable
from typing import Literal, Protocol
from urllib.parse import unquote_to_bytes

from msgspec import Struct

Status = Literal["done", "failed", "kept"]

# Why a paper failed. The first group says something of the paper, the second of the machinery.
#   unreadable  the parser says so (the message has its words)
#   timeout, memory, crash   it ran against a limit, or took its process with it
#   defect      the parser raised what it never should: a defect of cotc
#   lost        cluster only: its workers were lost too often
#   output      the result could not be written; ends the run
Reason = Literal["unreadable", "timeout", "memory", "crash", "defect", "lost", "output"]

FILE = "file://"
GENEROUS_PAPER = 512 * 1024 * 1024  # bytes; no UN paper known to us has a tenth of it


class Paper(Struct, frozen=True):
    """A paper to be read.

    source  absolute path, or address with a scheme; members of a zip follow after `!/`
    stamp   changes when the content does: size and time of change, or what the store says of it
    """

    source: str
    stamp: str


class Options(Struct, frozen=True):
    """What decides the bytes of a result, beside the paper. Another value means: do it again."""

    worker: str  # "module:function"
    format: str = "json"
    suffix: str = ".json"
    engine: str | None = None
    language: str | None = None
    profile: str | None = None  # path of a profile file
    profile_sha256: str | None = None  # of its bytes: a profile that was edited is another one
    bounds: dict[str, int] = {}  # of `cotc.parsers.limits.Limits`, where they are not the usual ones
    password: str | None = None  # for one paper alone (`apart`); a batch has none, and writes none down


class Limits(Struct, frozen=True):
    """What a worker process may use. Seconds and bytes; None is no limit."""

    timeout: float | None = 300.0  # a paper, wall clock
    memory: int | None = 2 * 1024**3  # a worker
    output: int = 2 * 1024**3  # a file it writes
    input: int = GENEROUS_PAPER
    papers: int = 500  # a worker, which is then renewed
    tries: int = 3  # of a paper that crashes its worker
    offline: bool = True  # no network and no writes beside the output folder


class Setup(Struct, frozen=True):
    """The first thing a child process is told."""

    options: Options
    limits: Limits
    writable: tuple[str, ...]  # folders


class Job(Struct, frozen=True):
    """One paper to convert into the file `staged`; bytes with the hash `known` need it no more."""

    paper: Paper
    staged: str
    known: str | None = None


class Converted(Struct, frozen=True):
    """What a worker function gives: the result and what the manifest tells of it."""

    content: bytes
    symbol: str | None = None
    language: str | None = None
    body: str | None = None
    pages: int | None = None
    findings: dict[str, int] = {}  # code -> how often
    errors: int = 0  # findings that are errors


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a paper. Seconds are wall clock; `parsing` is the part spent in the worker function."""

    source: str
    stamp: str
    status: Status
    sha256: str | None = None
    reason: Reason | None = None
    message: str | None = None
    staged: str | None = None
    symbol: str | None = None
    language: str | None = None
    body: str | None = None
    pages: int | None = None
    findings: dict[str, int] = {}
    errors: int = 0
    size: int = 0  # bytes of the paper
    seconds: float = 0.0
    parsing: float = 0.0
    memory: int = 0  # bytes resident in the worker after it
    worker: int = 0  # process id


# A worker function: bytes, name and options in, result out. It raises CotcError for what it cannot read.
Worker = Callable[[bytes, str, Options], Converted]


class Backend(Protocol):
    """Runs jobs and gives their outcomes as they come, in any order; `width` of them at a time.

    Closed early, `run` ends what is under way.
    """

    @property
    def width(self) -> int: ...

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome]: ...

    def close(self) -> None: ...


def name_of(source: str) -> str:
    """The last part of an address: the file's own name, also inside a zip."""
    return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def local_path(address: str) -> str:
    """The path behind an address of this machine's own files, `file:///x`; others as they are."""
    for scheme in (FILE, "local://"):
        if address.startswith(scheme):
            return os.fsdecode(unquote_to_bytes(address.removeprefix(scheme)))
    return address


def has_scheme(address: str) -> bool:
    """Whether `address` needs fsspec: `s3://bucket/x` does, `C:\\x` and `/x` do not."""
    return "://" in address


def failure(job: Job, reason: Reason, message: str, **known: object) -> Outcome:
    """The outcome of a job that failed."""
    fields = {"source": job.paper.source, "stamp": job.paper.stamp, **known}
    return Outcome(status="failed", reason=reason, message=message, **fields)  # type: ignore[arg-type]
