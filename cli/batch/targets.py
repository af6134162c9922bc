"""Files that a run writes beside its results. They are looked at before the work begins."""

import os
from pathlib import Path

from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import has_scheme, local_path
from cotc.cli.batch.sources import remote_stamp
from cotc.cli.batch.store import open_filesystem
from cotc.parsers.errors import ExportError, UsageError
from cotc.parsers.sources.files import stamp


def check(option: str, target: str, manifest: Manifest, *, force: bool) -> None:
    """Raises where `target` could not be written at the end of the run, or is not ours to replace.

    Ours is what an earlier run of the same output folder wrote there and nobody has changed since.
    """
    address = _address(target)
    if not has_scheme(address):
        _check_place(option, Path(address))
    try:
        found = _stamp(address)
    except OSError as error:
        raise ExportError(f"{option} {target}: {error.strerror or error}", "check the address") from error
    if found is not None and not force and manifest.written(address) != found:
        raise UsageError(
            f"{option} {target} exists, and no earlier run of this folder left it so",
            "name another file, or use --force to replace it and do all papers again",
        )


def wrote(target: str, manifest: Manifest) -> None:
    """Note that `target` as it is now is ours."""
    address = _address(target)
    found = _stamp(address)
    if found is not None:
        manifest.wrote(address, found)


def _check_place(option: str, path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError(f"{option} {path}: there is no folder {path.parent}", "make it first")
    if path.is_dir():
        raise UsageError(f"{option} {path} is a folder", "name a file in it")
    if not os.access(path.parent, os.W_OK):
        raise ExportError(f"{option} {path}: nothing can be written there", "check the folder's permissions")


def _address(target: str) -> str:
    target = local_path(target)
    return target if has_scheme(target) else str(Path(target).absolute())


def _stamp(address: str) -> str | None:
    """Size and time of the file at an address; None where there is none."""
    if not has_scheme(address):
        path = Path(address)
        return stamp(path.stat()) if path.exists() else None
    filesystem, path_there = open_filesystem(address)
    filesystem.invalidate_cache()
    if not filesystem.exists(path_there):
        return None
    return remote_stamp(filesystem.info(path_there))
