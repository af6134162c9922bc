"""The output folder: files put whole or not at all, on this machine or behind fsspec."""

import os
import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

from cotc.cli.batch.guard import ForbiddenError
from cotc.cli.batch.model import has_scheme, local_path
from cotc.parsers.errors import ExportError, UsageError

HIDDEN = ".cotc"  # folder of manifests, locks, and results on their way
BUCKETS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"})  # schemes of stores without folders
MOVERS = 16  # threads that move objects in a remote store, where each move is a round trip or two


def put(address: str, content: bytes) -> None:
    """Write a file so that at no time a part of it can be seen under `address`."""
    if has_scheme(address):
        filesystem, path = open_filesystem(address)
        filesystem.pipe_file(path, content)
        return
    temporary = Path(f"{address}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(address)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def open_filesystem(address: str) -> tuple[Any, str]:
    """fsspec's file system for an address, and the path inside it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(
            f"{address}: addresses with a scheme need fsspec", "pip install 'cotc[cluster]'"
        ) from error
    try:
        filesystem, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: {error}") from error
    return _Plain(filesystem), str(path)


class _Plain:
    """A file system that fails with OSErrors alone; the libraries behind fsspec raise what they like."""

    def __init__(self, filesystem: Any) -> None:
        self._filesystem = filesystem

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._filesystem, name)

        def call(*args: Any, **options: Any) -> Any:
            try:
                return method(*args, **options)
            except (OSError, MemoryError, ForbiddenError):
                raise
            except Exception as error:
                raise OSError(f"{error}" or type(error).__name__) from error

        return call


class Store(Protocol):
    """A folder of results. Names are relative to it, with `/`."""

    address: str
    staging: str  # its folder of results on their way; one for each format, as there is one manifest for each

    def prepare(self) -> None: ...

    def staged(self, name: str) -> str: ...

    def move(self, old: str, new: str) -> Future[None] | None: ...

    def read(self, name: str) -> bytes: ...

    def exists(self, name: str) -> bool: ...

    def names(self) -> set[str]: ...

    def remove(self, name: str) -> None: ...

    def clear_staging(self) -> None: ...

    def close(self) -> None: ...


def open_store(address: str, format_name: str) -> Store:
    staging = f"{HIDDEN}/{format_name}/staging"
    address = local_path(address)
    return RemoteStore(address, staging) if has_scheme(address) else LocalStore(Path(address), staging)


class LocalStore:
    """A folder on this machine, or on a file system that all workers share."""

    def __init__(self, folder: Path, staging: str) -> None:
        self.folder = folder.absolute()
        self.staging = staging
        self.address = str(self.folder)

    def prepare(self) -> None:
        try:
            (self.folder / self.staging).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(f"{self.address}: {error.strerror}", "choose another folder with -o") from error

    def staged(self, name: str) -> str:
        return str(self.folder / self.staging / name)

    def move(self, old: str, new: str) -> None:
        (self.folder / old).replace(self.folder / new)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def exists(self, name: str) -> bool:
        return (self.folder / name).exists()

    def names(self) -> set[str]:
        with os.scandir(self.folder) as entries:
            return {entry.name for entry in entries}

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def clear_staging(self) -> None:
        shutil.rmtree(self.folder / self.staging, ignore_errors=True)
        (self.folder / self.staging).mkdir(exist_ok=True)

    def close(self) -> None:
        pass


class RemoteStore:
    """A folder behind fsspec. A move there is a copy and a delete, so it runs beside the work."""

    def __init__(self, address: str, staging: str) -> None:
        self.address = address.rstrip("/")
        self.staging = staging
        self._filesystem, self._root = open_filesystem(self.address)
        self._movers = ThreadPoolExecutor(MOVERS, thread_name_prefix="move")

    def prepare(self) -> None:
        try:
            self._make_staging()
        except OSError as error:
            raise ExportError(f"{self.address}: {error}", "choose another address with -o") from error

    def _make_staging(self) -> None:
        # A bucket that is misspelt would be made.
        if self.address.split("://", 1)[0] not in BUCKETS:
            self._filesystem.makedirs(f"{self._root}/{self.staging}", exist_ok=True)

    def staged(self, name: str) -> str:
        return f"{self.address}/{self.staging}/{name}"

    def move(self, old: str, new: str) -> Future[None]:
        return self._movers.submit(self._move, old, new)

    def _move(self, old: str, new: str) -> None:
        self._filesystem.cp_file(f"{self._root}/{old}", f"{self._root}/{new}")
        self._filesystem.rm_file(f"{self._root}/{old}")

    def read(self, name: str) -> bytes:
        return bytes(self._filesystem.cat_file(f"{self._root}/{name}"))

    def exists(self, name: str) -> bool:
        # A listing kept from before a worker wrote would hide what it wrote.
        self._filesystem.invalidate_cache()
        return bool(self._filesystem.exists(f"{self._root}/{name}"))

    def names(self) -> set[str]:
        self._filesystem.invalidate_cache()
        if not self._filesystem.exists(self._root):
            return set()  # an object store has no empty folders
        return {str(path).rsplit("/", 1)[-1] for path in self._filesystem.ls(self._root, detail=False)}

    def remove(self, name: str) -> None:
        if self.exists(name):
            self._filesystem.rm_file(f"{self._root}/{name}")

    def clear_staging(self) -> None:
        self._filesystem.invalidate_cache()
        if self._filesystem.exists(f"{self._root}/{self.staging}"):
            self._filesystem.rm(f"{self._root}/{self.staging}", recursive=True)
        self._make_staging()

    def close(self) -> None:
        self._movers.shutdown()
