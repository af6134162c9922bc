import os
import zipfile
from io import StringIO
from pathlib import Path

import pytest

from cotc.cli.batch.model import Paper
from cotc.cli.batch.sources import find, lines_of, listed, read
from cotc.parsers.errors import (
    DamagedInputError,
    EncryptedInputError,
    LimitError,
    MissingInputError,
    NotAPaperError,
    SourceError,
)
from cotc.parsers.sources.archive import members

LIMIT = 10_000


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with papers on three levels, a zip, and what is no paper."""
    folder = tmp_path / "archive"
    for name in (
        "b.pdf",
        "A.PDF",
        "sub/c.docx",
        "sub/deep/d.txt",
        "sub/notes.xls",
        ".git/e.pdf",
        "sub/.f.pdf",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    with zipfile.ZipFile(folder / "g.zip", "w") as packed:
        for name in (
            "in/y.pdf",
            "in/x.pdf",
            "../out.pdf",
            "readme",
            "inner.zip",
            "__MACOSX/in/._x.pdf",
            "in/.hidden.pdf",
            ".git/z.pdf",
        ):
            packed.writestr(name, name)
    return folder


def told(papers: list[Paper], folder: Path) -> list[str]:
    return [paper.source.removeprefix(f"{folder}/") for paper in papers]


def test_folders_are_read_in_order_with_all_below(archive: Path) -> None:
    assert told(list(find([str(archive)])), archive) == [
        "A.PDF",
        "b.pdf",
        "g.zip!/../out.pdf",
        "g.zip!/in/x.pdf",
        "g.zip!/in/y.pdf",
        "g.zip!/inner.zip",
        "sub/c.docx",
        "sub/deep/d.txt",
    ]


def test_the_output_folder_is_no_input(archive: Path) -> None:
    sources = told(list(find([str(archive)], leave_out=str(archive / "sub"))), archive)
    assert not any(source.startswith("sub") for source in sources)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("*.pdf", ["b.pdf"]), ("**/*.txt", ["sub/deep/d.txt"]), ("s*", ["sub/c.docx", "sub/deep/d.txt"])],
)
def test_globs(archive: Path, pattern: str, expected: list[str]) -> None:
    assert told(list(find([f"{archive}/{pattern}"])), archive) == expected


def test_a_file_that_is_named_is_taken_whatever_its_name(archive: Path) -> None:
    assert told(list(find([str(archive / "sub/notes.xls")])), archive) == ["sub/notes.xls"]


def test_a_name_with_a_bracket_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].pdf").write_text("x")
    assert len(list(find([str(tmp_path / "a[1].pdf")]))) == 1


def test_file_addresses_are_paths(archive: Path) -> None:
    assert list(find([f"file://{archive}/b.pdf"])) == list(find([str(archive / "b.pdf")]))


@pytest.mark.parametrize("address", ["no-such", "no-*-such", "memory://no/such"])
def test_an_address_that_leads_nowhere_is_an_error(tmp_path: Path, address: str) -> None:
    with pytest.raises(MissingInputError):
        list(find([address if "://" in address else str(tmp_path / address)]))


def test_a_list_goes_on_after_what_leads_nowhere(archive: Path) -> None:
    papers = list(listed(lines_of(StringIO(f"{archive}/b.pdf\n\n{archive}/gone.pdf\r\n{archive}/A.PDF"))))
    assert told(papers, archive) == ["b.pdf", "gone.pdf", "A.PDF"]
    with pytest.raises(FileNotFoundError):
        read(papers[1].source, LIMIT)


def test_a_list_with_nul_holds_names_of_any_kind(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("two\nlines.pdf", " led by a blank.pdf", "b.pdf")]
    papers = list(listed(lines_of(StringIO("".join(f"{name}\0" for name in names)))))
    assert [paper.source for paper in papers] == names


def test_what_a_store_raises_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore's errors of networks and credentials, for one, are no OSErrors."""
    memory = type(pytest.importorskip("fsspec").filesystem("memory"))

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("Unable to locate credentials")

    for name in ("find", "info"):
        monkeypatch.setattr(memory, name, refuse)
    with pytest.raises(MissingInputError, match="Unable to locate credentials"):
        list(find(["memory://papers"]))
    with pytest.raises(OSError, match="Unable to locate credentials"):
        read("memory://papers/a.pdf", LIMIT)


def test_the_stamp_read_is_the_stamp_found(archive: Path) -> None:
    for paper in find([str(archive)]):
        if not paper.source.endswith(".zip"):
            assert read(paper.source, LIMIT)[1] == paper.stamp


def test_members_of_zips_are_read_by_name(archive: Path) -> None:
    assert read(f"{archive}/g.zip!/../out.pdf", LIMIT)[0] == b"../out.pdf"
    assert [p.source for p in find([f"{archive}/g.zip!/in/x.pdf"])] == [f"{archive}/g.zip!/in/x.pdf"]


def test_remote_folders_globs_and_zips(archive: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    for name in ("b.pdf", "sub/c.docx", "g.zip"):
        memory.pipe_file(f"/papers/{name}", (archive / name).read_bytes())
    memory.pipe_file("/papers/out/old.txt", b"x")
    found = list(find(["memory://papers"], leave_out="memory:///papers/out"))
    assert [paper.source.rsplit("papers/", 1)[-1] for paper in found] == [
        "b.pdf",
        "g.zip!/../out.pdf",
        "g.zip!/in/x.pdf",
        "g.zip!/in/y.pdf",
        "g.zip!/inner.zip",
        "sub/c.docx",
    ]
    assert read(found[2].source, LIMIT) == (b"in/x.pdf", found[2].stamp)
    assert read(found[-1].source, LIMIT) == (b"sub/c.docx", found[-1].stamp)
    assert len(list(find(["memory://papers/*.pdf"]))) == 1
    memory.rm("/papers", recursive=True)


def zip_with(path: Path, flag: int = 0, size: int | None = None) -> Path:
    """A zip with one member whose directory entry is forged: another flag, another size."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.pdf", b"0" * 5000)
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= flag
    if size is not None:
        data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("forged", "limit", "error"),
    [
        ({"flag": 1}, LIMIT, EncryptedInputError),
        ({}, 4999, LimitError),
        ({"size": 20_000}, LIMIT, LimitError),
        ({"size": 10}, LIMIT, DamagedInputError),
    ],
)
def test_bad_members_are_refused(
    tmp_path: Path, forged: dict[str, int], limit: int, error: type[SourceError]
) -> None:
    archive = zip_with(tmp_path / "z.zip", **forged)
    with pytest.raises(error):
        read(f"{archive}!/a.pdf", limit)


def test_a_broken_zip_is_a_paper_that_fails(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(b"PK no zip at all")
    (paper,) = find([str(tmp_path)])
    with pytest.raises(DamagedInputError):
        read(paper.source, LIMIT)


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_cannot_be_unpacked_are_damaged_whatever_packed_them(tmp_path: Path, way: int) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w", way) as packed:
        packed.writestr("a.pdf", bytes(range(256)) * 20)
    data = bytearray((tmp_path / "z.zip").read_bytes())
    start = data.index(b"a.pdf") + len("a.pdf")
    data[start : start + 60] = b"\xff" * 60
    (tmp_path / "z.zip").write_bytes(data)
    (paper,) = find([str(tmp_path)])
    with pytest.raises((DamagedInputError, OSError)):  # bzip2 says it as an error of reading
        read(paper.source, LIMIT)


def test_a_member_without_a_name_is_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as packed:
        packed.writestr("X", b"nobody")
        packed.writestr("a.pdf", b"somebody")
    data = (tmp_path / "z.zip").read_bytes()
    entry = data.index(b"PK\x01\x02")
    name, end = entry + 46, data.index(b"PK\x05\x06")
    data = data[: entry + 28] + bytes(2) + data[entry + 30 : name] + data[name + 1 : end] + data[end:]
    size = int.from_bytes(data[end + 11 : end + 15], "little") - 1
    data = data[: end + 11] + size.to_bytes(4, "little") + data[end + 15 :]
    (tmp_path / "z.zip").write_bytes(data)
    assert [paper.source for paper in find([str(tmp_path)])] == [f"{tmp_path}/z.zip!/a.pdf"]
    assert [member.name for member in members(data)] == ["a.pdf"]


def test_a_zip_inside_a_zip_is_told_of(archive: Path) -> None:
    with pytest.raises(NotAPaperError):
        read(f"{archive}/g.zip!/inner.zip", LIMIT)


def test_large_papers_are_not_read(archive: Path) -> None:
    with pytest.raises(LimitError, match="--max-size"):
        read(str(archive / "b.pdf"), 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_paper_and_nothing_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.pdf")
    with pytest.raises(NotAPaperError):
        read(str(tmp_path / "p.pdf"), LIMIT)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    looks = iter(range(100))
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        if next(looks) == 1:  # the look after the first reading
            file.write_bytes(b"newer")
        return real(descriptor)

    monkeypatch.setattr("cotc.cli.batch.sources.os.fstat", fstat)
    assert read(str(file), LIMIT)[0] == b"newer"


def test_a_file_that_never_rests_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        with file.open("ab") as more:
            more.write(b"x")
        return real(descriptor)

    monkeypatch.setattr("cotc.cli.batch.sources.os.fstat", fstat)
    with pytest.raises(DamagedInputError, match="changes while"):
        read(str(file), LIMIT)


@pytest.mark.skipif(os.name != "posix", reason="names are no bytes here")
def test_names_that_are_no_utf8_are_read_all_the_same(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/r\xe9sum\xe9 %41.pdf"
    Path(os.fsdecode(raw)).write_bytes(b"latin")
    (paper,) = find([str(tmp_path)])
    assert paper.source.encode().startswith(b"file:///")
    assert read(paper.source, LIMIT) == (b"latin", paper.stamp)
    assert list(find([paper.source])) == [paper]


def test_one_member_of_a_remote_zip(archive: Path) -> None:
    import fsspec

    fsspec.filesystem("memory").pipe_file("/one/g.zip", (archive / "g.zip").read_bytes())
    (paper,) = find(["memory://one/g.zip!/in/y.pdf"])
    assert paper.source.endswith("one/g.zip!/in/y.pdf")
    assert read(paper.source, LIMIT)[0] == b"in/y.pdf"


def test_a_zip_whose_name_is_no_utf8(archive: Path) -> None:
    """Such a name is told as an address, and its members are read by it."""
    odd = os.path.join(os.fsencode(archive), b"caf\xe9.zip")  # noqa: PTH118
    os.rename(os.fsencode(archive / "g.zip"), odd)  # noqa: PTH104
    papers = [paper for paper in find([str(archive)]) if "caf" in paper.source]
    assert [paper.source.rsplit("/", 1)[-1] for paper in papers] == ["out.pdf", "x.pdf", "y.pdf", "inner.zip"]
    assert all(paper.source.startswith("file://") for paper in papers)
    assert read(papers[1].source, LIMIT)[0] == b"in/x.pdf"


def test_other_files_of_a_remote_folder_are_none() -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe_file("/mixed/b.pdf", b"x")
    memory.pipe_file("/mixed/notes.xls", b"x")
    assert [paper.source.rsplit("/", 1)[-1] for paper in find(["memory://mixed"])] == ["b.pdf"]
    (named,) = find(["memory://mixed/notes.xls"])  # one that is named is taken as it is
    assert named.source.endswith("notes.xls")
