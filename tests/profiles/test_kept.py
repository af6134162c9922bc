"""What is kept between runs: compiled patterns, profile files."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import msgspec
import pytest

from cotc.parsers.profiles import kept as module

PROGRAM = r"""
import regex
from cotc.parsers.profiles import compiling
calls = []
plain = regex.compile
regex.compile = lambda *given: calls.append(given) or plain(*given)
pattern = compiling.compile(r"(?P<word>\p{Lu}\p{Ll}+)", regex.IGNORECASE)
print(len(calls), pattern.fullmatch("Élan")["word"] == "Élan", pattern.flags == plain(*calls[0]).flags
      if calls else True)
"""


def run(folder: Path | str) -> list[str]:
    told = {**os.environ, "COTC_CACHE": str(folder)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of a first run."""
    assert run(tmp_path / "cache") == ["1", "True", "True"]
    (file,) = (tmp_path / "cache").iterdir()
    return file


def test_what_one_run_compiled_the_next_one_finds(kept: Path) -> None:
    assert run(kept.parent) == ["0", "True", "True"]


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    assert run("") == ["1", "True", "True"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [b"", b"\x81", b"no patterns at all"])
def test_a_damaged_file_is_written_anew(kept: Path, damage: bytes) -> None:
    kept.write_bytes(damage)
    assert run(kept.parent) == ["1", "True", "True"]
    assert run(kept.parent) == ["0", "True", "True"]


def test_code_with_a_flipped_bit_is_not_run(kept: Path) -> None:
    """Each byte in turn: `regex` itself crashes on some of them."""
    sound = kept.read_bytes()
    entries = msgspec.msgpack.decode(sound, type=dict[str, bytes])
    ((key, entry),) = entries.items()
    for place in range(len(entry)):
        broken = entry[:place] + bytes([entry[place] ^ 0x10]) + entry[place + 1 :]
        assert find_in({key: broken}, key) is None
    assert find_in(entries, key) is not None


def find_in(entries: dict[str, bytes], key: str) -> bytes | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_kept", lambda: entries)
        return module.find(key)


def test_a_file_cannot_name_what_is_run(kept: Path, tmp_path: Path) -> None:
    class Attack:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "attacked"),)

    entries = msgspec.msgpack.decode(kept.read_bytes(), type=dict[str, bytes])
    attack = pickle.dumps(Attack())
    kept.write_bytes(
        msgspec.msgpack.encode(dict.fromkeys(entries, attack + crc32(attack).to_bytes(4, "big")))
    )
    assert run(kept.parent) == ["1", "True", "True"]
    assert not (tmp_path / "attacked").exists()


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(tmp_path / "file" / "cache") == ["1", "True", "True"]


def test_a_full_disk_leaves_no_half_written_file(kept: Path) -> None:
    before = kept.read_bytes()
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n" + PROGRAM.replace(
        "Lu", "L"
    )
    told = {**os.environ, "COTC_CACHE": str(kept.parent)}
    done = subprocess.run([sys.executable, "-c", limited], env=told, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "1")
    assert [file.read_bytes() for file in kept.parent.iterdir()] == [before]
