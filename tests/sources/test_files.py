import os
from pathlib import Path

import pytest

from cotc.parsers.errors import DamagedInputError, MissingInputError
from cotc.parsers.sources.files import READS, read_file, read_unchanged


def test_a_file_that_changed_once_is_read_as_it_is_then(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"before")
    seen: list[int] = []

    def change(facts: os.stat_result) -> None:
        seen.append(facts.st_size)
        if len(seen) == 1:
            path.write_bytes(b"and after")

    data, facts = read_unchanged(path, change)
    assert (data, facts.st_size) == (b"and after", 9)
    assert seen == [6, 9]


def test_one_that_changes_each_time_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"x")
    times: list[int] = []

    def grow(facts: os.stat_result) -> None:
        times.append(facts.st_size)
        path.write_bytes(bytes(facts.st_size + 1))

    with pytest.raises(DamagedInputError, match="changes while"):
        read_unchanged(path, grow)
    assert len(times) == READS


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no files without a size here")
def test_a_file_without_a_size_is_read_to_its_end() -> None:
    assert read_file(Path("/proc/self/status")).startswith(b"Name:")


def test_no_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="does not exist"):
        read_file(tmp_path / "none.pdf")
    with pytest.raises(MissingInputError, match="is a directory"):
        read_file(tmp_path)
