"""What `cotc show` prints of a place: points, tables, notes, and where there are neither pages nor labels."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cotc.parsers.model import Call, Document, Footnote, Node, Report, SourceInfo
from cotc.parsers.model.codec import to_json

Cotc = Callable[..., Any]

TABLE = Node(id="ch-I/table-1", kind="table", title="Officers", rows=(("Chair", "Chad"), ("Rapporteur", "")))
POINTS = (
    Node(id="res-1-1/op-1/a", kind="subparagraph", number="a", text="First;"),
    Node(id="res-1-1/op-1/b", kind="subparagraph", number="b", text="Second."),
)
RESOLUTION = Node(
    id="res-1-1",
    kind="resolution",
    number="1/1",
    title="Technical assistance",
    notes=(Call("1", 20, "fn-1"),),
    status="adopted",
    children=(
        Node(
            id="res-1-1/op-1",
            kind="operative",
            number="1",
            text="Decides to meet as planned:",
            notes=(Call("2", 15, "fn-2"), Call("*", 27, "fn-star")),
            children=POINTS,
        ),
        Node(id="res-1-1/annex", kind="annex", label="Annex", children=()),
    ),
)
CHAPTER = Node(id="ch-I", kind="chapter", number="I", title="Texts", children=(TABLE, RESOLUTION), pages=(3,))
NOTES = (
    Footnote("fn-1", "1", "See the report.", None, (), ("res-1-1",)),
    Footnote("fn-2", "2", "In Vienna.", (4,), (), ("res-1-1/op-1",)),
    Footnote("fn-star", "*", "Reissued.", None, (), ("res-1-1/op-1",)),
)
DOCUMENT = Document(
    schema="2",
    source=SourceInfo("made.txt", "0" * 64, None, "text", None),
    report=Report("CTOC/COP/2024/11", None, "CTOC/COP", "en", None, None, None, None),
    contents=(),
    tree=(Node(id="s-1", kind="session", number="1", children=(CHAPTER,)),),
    footnotes=NOTES,
    furniture=(),
    findings=(),
)


@pytest.fixture
def show(cotc: Cotc, tmp_path: Path) -> Callable[..., str]:
    """`cotc show` of the document above."""
    (tmp_path / "made.json").write_bytes(to_json(DOCUMENT))

    def shown(*arguments: str) -> str:
        run = cotc("show", tmp_path / "made.json", *arguments)
        assert run.code == 0, run.err
        return run.text  # type: ignore[no-any-return]

    return shown


def test_numbers_stand_in_for_labels_that_were_not_printed(show: Callable[..., str]) -> None:
    assert show("res-1-1") == (
        "CTOC/COP/2024/11, resolution 1/1\n"
        "   I. Texts\n"
        "\n"
        "1/1 Technical assistance\n"
        "   1. Decides to meet[2] as planned:[*]\n"
        "      a) First;\n"
        "      b) Second.\n"
        "   Annex\n"
        "\n"
        "[1] See the report.\n"
        "[2] In Vienna.\n"
        "[*] Reissued.\n"
    )


def test_as_markdown_with_notes_of_its_own_kind(show: Callable[..., str]) -> None:
    assert show("res-1-1/op-1", "-f", "md") == (
        "**CTOC/COP/2024/11, resolution 1/1, para. 1**\n"
        "\n"
        "I. Texts › 1/1 Technical assistance\n"
        "\n"
        "1. Decides to meet[^2] as planned:[^*]\n"
        "- a) First;\n"
        "- b) Second.\n"
        "\n"
        "[^2]: In Vienna.\n"
        "\n"
        "[^*]: Reissued.\n"
    )


def test_a_table_is_its_rows(show: Callable[..., str]) -> None:
    assert show("ch-I/table-1").endswith("\n   I. Texts\n\nOfficers\n   Chair | Chad\n   Rapporteur | \n")
    assert show("ch-I/table-1", "-f", "md").endswith("\n**Officers**\n- Chair | Chad\n- Rapporteur | \n")


def test_a_note_with_its_page_and_one_without(show: Callable[..., str]) -> None:
    assert show("fn 2") == "CTOC/COP/2024/11, footnote 2  p. 4\n\n[2] In Vienna.\n"
    assert show("fn 1") == "CTOC/COP/2024/11, footnote 1\n\n[1] See the report.\n"
    assert show("note *", "-f", "md") == "**CTOC/COP/2024/11, footnote ***\n\n[^*]: Reissued.\n"


def test_a_chapter_is_on_the_pages_of_all_that_is_in_it(show: Callable[..., str]) -> None:
    assert show("chapter I").startswith("CTOC/COP/2024/11, chap. I  p. 3\n\nI. Texts\n")
    assert show("ch-I", "-f", "md").startswith("**CTOC/COP/2024/11, chap. I** (p. 3)\n\nI. **Texts**\n")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("1/1 annex", "res-1-1/annex"),
        ("annex of resolution 1/1", "res-1-1/annex"),
        ("I", "ch-I"),
        ("*", "fn-star"),
        ("1/1 1 b", "res-1-1/op-1/b"),
        ("res-1-1/1/b", "res-1-1/op-1/b"),
    ],
)
def test_addresses_without_the_words_for_them(show: Callable[..., str], written: str, address: str) -> None:
    assert f'"address": "{address}"' in show(written, "-f", "json")


@pytest.mark.parametrize("written", ["1/1 Z", "res-1-1/x-9", "1/1 3", "fn 9", "dec 1/1"])
def test_what_is_not_there_is_told_in_a_line(cotc: Cotc, tmp_path: Path, written: str) -> None:
    (tmp_path / "made.json").write_bytes(to_json(DOCUMENT))
    run = cotc("show", tmp_path / "made.json", written)
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith(f"cotc: {tmp_path / 'made.json'}: “{written}” is not in it — ")
    assert run.err.count("\n") == 1


def test_a_node_that_says_nothing_takes_no_line(cotc: Cotc, tmp_path: Path) -> None:
    bare = Node(id="ch-II", kind="chapter", children=(Node(id="ch-II/par", kind="paragraph", text="Words."),))
    session = replace(DOCUMENT.tree[0], children=(CHAPTER, bare))
    (tmp_path / "made.json").write_bytes(to_json(replace(DOCUMENT, tree=(session,))))
    assert cotc("show", tmp_path / "made.json", "ch-II").text == "CTOC/COP/2024/11\n\nWords.\n"
    assert cotc("show", tmp_path / "made.json", "ch-II", "-f", "md").text.endswith("**\n\nWords.\n")
