"""Files that appear whole or not at all."""

import os
import stat
import threading
from pathlib import Path

import pytest

from cotc.cli import console
from cotc.parsers.errors import ExportError


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"before")
    with pytest.raises(TypeError), console.output(kept) as out:
        out.writelines([b"half", None])  # type: ignore[list-item]
    assert kept.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [kept]


def test_nothing_stands_under_the_name_before_it_is_whole(tmp_path: Path) -> None:
    with console.output(tmp_path / "new") as out:
        out.write(b"x")
        out.flush()
        assert not (tmp_path / "new").exists()
    assert (tmp_path / "new").read_bytes() == b"x"


def test_permissions_are_kept_or_the_usual_ones(tmp_path: Path) -> None:
    plain, made, kept = tmp_path / "plain", tmp_path / "made", tmp_path / "kept"
    plain.touch()
    kept.touch(mode=0o600)
    for path in (made, kept):
        with console.output(path) as out:
            out.write(b"x")
    assert made.stat().st_mode == plain.stat().st_mode
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with console.output(tmp_path / "link") as out:
        out.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_a_fifo_is_written_not_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()))
    reader.start()
    with console.output(fifo) as out:
        out.write(b"x")
    reader.join()
    assert read == [b"x"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@pytest.mark.parametrize("name", [".", "no/such/folder/file"])
def test_what_cannot_be_written_is_an_export_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="could not be written"), console.output(tmp_path / name) as out:
        out.write(b"x")


def test_a_full_disk_is_an_export_error() -> None:
    with pytest.raises(ExportError, match="No space left"), console.output(Path("/dev/full")) as out:
        out.write(b"x" * 100_000)
