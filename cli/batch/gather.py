"""One file of all papers, made of their JSON: JSON lines, Parquet, CSV or a SQLite archive."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import has_scheme, local_path
from cotc.cli.batch.store import Store, open_filesystem
from cotc.parsers.errors import ExportError, UsageError
from cotc.parsers.model import Document
from cotc.parsers.model.codec import from_json, to_jsonl

FORMATS = {
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}


def check(target: str) -> None:
    """Raises UsageError where `target` has no suffix of FORMATS, or its package is not installed."""
    from cotc.cli.export import EXPORTERS

    name = FORMATS.get(Path(target).suffix.lower())
    if name is None:
        raise UsageError(f"--gather {target}: no such format", f"end its name in {', '.join(FORMATS)}")
    if name in EXPORTERS:
        EXPORTERS[name].check()


def gather(store: Store, manifest: Manifest, target: str) -> int:
    """Write all results of the output folder to `target`, in order of their names; how many there are.

    The file is whole or it is the former one. The results must be JSON.
    """
    outputs = manifest.outputs()
    target = local_path(target)
    remote, path = has_scheme(target), Path(target)
    draft: Path | None = None
    try:
        folder = None if remote else path.absolute().parent
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
        draft = Path(name)
        os.close(handle)
        _write((from_json(store.read(name)) for name in outputs), FORMATS[path.suffix.lower()], draft)
        if remote:
            filesystem, place = open_filesystem(target)
            filesystem.put_file(str(draft), place)
        else:
            draft.chmod(0o666 & ~_mask())
            draft.replace(path)
    except OSError as error:
        raise ExportError(
            f"{target}: {error.strerror or error}", "check the folder and the space left"
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    return len(outputs)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(documents: Iterator[Document], form: str, draft: Path) -> None:
    if form == "sqlite":
        from cotc.cli.export.archive import add, opened

        with opened(draft) as archive:
            for document in documents:
                add(archive, document)
        return
    with draft.open("wb") as out:
        if form == "jsonl":
            for document in documents:
                out.writelines(line + b"\n" for line in to_jsonl(document))
            return
        from cotc.cli.export import EXPORTERS, Options

        EXPORTERS[form].write()(documents, out, Options())
