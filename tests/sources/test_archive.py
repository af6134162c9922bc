"""Zip archives: papers of a download, and archives made to harm."""

import io
import zipfile

import pytest

from cotc.parsers.errors import DamagedInputError, EncryptedInputError, LimitError
from cotc.parsers.sources import archive as module
from cotc.parsers.sources.archive import Archive, members


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_members_come_in_order_without_what_archivers_leave() -> None:
    data = zipped(
        {
            "b/A_80_1_E.pdf": b"1",
            "__MACOSX/b/._A.pdf": b"x",
            "a.docx": b"2",
            ".hidden": b"x",
            "b/.DS_Store": b"x",
        }
    )
    assert [(m.name, m.data) for m in members(data)] == [("b/A_80_1_E.pdf", b"1"), ("a.docx", b"2")]


def test_a_member_that_grows_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RATIO_FROM", 1024)
    bomb = zipped({"bomb.xml": b"\0" * 5_000_000})
    with pytest.raises(LimitError, match="zip bomb"):
        Archive(bomb).read("bomb.xml")


def test_small_members_may_grow_as_they_like() -> None:
    assert Archive(zipped({"a.txt": b"a" * 1_000_000})).read("a.txt") == b"a" * 1_000_000


def test_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOTAL_LIMIT", 150)
    archive = Archive(zipped({"a": bytes(range(100)), "b": bytes(range(100))}))
    assert len(archive.read("a")) == 100
    with pytest.raises(LimitError):
        archive.read("b")


def test_members_have_a_limit_in_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COUNT_LIMIT", 2)
    with pytest.raises(LimitError, match="more than 2 members"):
        Archive(zipped({"a": b"", "b": b"", "c": b""}))


def test_a_size_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMBER_LIMIT", 1000)
    data = zipped({"a.txt": b"ab" * 5000})
    lying = data.replace((10_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises((LimitError, DamagedInputError)):
        Archive(lying).read("a.txt")


def test_damage_is_found_by_the_checksum() -> None:
    data = bytearray(zipped({"a.txt": b"The General Assembly decides to do many things."}))
    data[45] ^= 0xFF
    with pytest.raises(DamagedInputError, match=r"a\.txt in the archive is damaged"):
        Archive(bytes(data)).read("a.txt")


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(zipped({"a.txt": b"text"}))
    data[6] |= 1  # the flag in the member's own head …
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1  # … and in the directory
    with pytest.raises(EncryptedInputError, match="password"):
        Archive(bytes(data)).read("a.txt")


def test_bytes_that_are_no_zip() -> None:
    with pytest.raises(DamagedInputError):
        Archive(b"PK\x03\x04 no zip at all")
