"""The hand-made key of references: 15 papers, six languages, read before anything was built."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cotc.parsers.model import Document, Footnote, Kind, Node, Report, SourceInfo, walk
from cotc.parsers.profiles.load import load as load_profiles
from cotc.parsers.semantics.references import enrich

KEYS = sorted((Path(__file__).parents[3] / "fixtures" / "references").glob("*.toml"))
PREFIX: dict[str, Kind] = {
    "session": "session",
    "part": "part",
    "ch": "chapter",
    "sec": "section",
    "res": "resolution",
    "dec": "decision",
    "annex": "annex",
    "pp": "preambular",
    "op": "operative",
    "par": "paragraph",
    "formula": "formula",
    "item": "subparagraph",
}
Key = dict[str, Any]


def load(path: Path) -> Key:
    return tomllib.loads(path.read_text("utf-8"))


def kind_of(segment: str) -> Kind:
    return PREFIX.get(segment.split("~")[0].split("-")[0], "subparagraph")


def document_of(key: Key) -> Document:
    """The passages as a document: every address becomes a chain of nodes."""
    root: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for passage in key["passage"]:
        if passage["at"].startswith("fn-"):
            continue
        texts[passage["at"]] = passage["text"]
        branch = root
        for segment in passage["at"].split("/"):
            branch = branch.setdefault(segment, {})

    def build(branch: dict[str, Any], above: str) -> tuple[Node, ...]:
        nodes = []
        for segment, below in branch.items():
            at = f"{above}/{segment}" if above else segment
            kind, _, number = kind_of(segment), *segment.partition("-")[1:]
            text_number = number.replace("-", "/") if kind in ("resolution", "decision") else number
            nodes.append(Node(at, kind, text_number or None, text=texts.get(at), children=build(below, at)))
        return tuple(nodes)

    notes = tuple(
        Footnote(p["at"], p["at"].removeprefix("fn-"), p["text"], None, (), ())
        for p in key["passage"]
        if p["at"].startswith("fn-")
    )
    session = Node("session", "session", key["session"] or None, children=build(root, ""))
    report = Report(key["symbol"], None, key["body"], key["language"], None, None, None, None)
    return Document("1", SourceInfo("key", "", None, "text", None), report, (), (session,), notes, (), ())


def read(document: Document) -> dict[str, Counter[tuple[str, str]]]:
    done = enrich(document, load_profiles())
    out = {node.id: node.refs for node, _ in walk(done)}
    out |= {note.id: note.refs for note in done.footnotes}
    return {at: Counter((ref.kind, ref.form or "") for ref in refs) for at, refs in out.items()}


def differences(key: Key) -> tuple[int, list[str], list[str]]:
    """How many are right; those missing; those too many."""
    got = read(document_of(key))
    right, missing, wrong = 0, [], []
    for passage in key["passage"]:
        wanted = Counter((kind, form) for kind, _, form in passage["refs"])
        found = got.get(passage["at"], Counter())
        right += (wanted & found).total()
        missing += [f"{passage['at']}: {item}" for item in (wanted - found).elements()]
        wrong += [f"{passage['at']}: {item}" for item in (found - wanted).elements()]
    return right, missing, wrong


def test_key_is_large_enough() -> None:
    keys = [load(path) for path in KEYS]
    assert len(keys) >= 8
    assert len({key["language"] for key in keys}) >= 3
    assert sum(len(p["refs"]) for key in keys for p in key["passage"]) >= 200


def test_key_quotes_its_texts() -> None:
    for path in KEYS:
        for passage in load(path)["passage"]:
            for _, words, _ in passage["refs"]:
                assert words in passage["text"].replace("\u00a0", " "), (path.stem, passage["at"], words)


def test_precision_and_recall() -> None:
    right, missing, wrong = 0, [], []
    for path in KEYS:
        one_right, one_missing, one_wrong = differences(load(path))
        right += one_right
        missing += [f"{path.stem} {item}" for item in one_missing]
        wrong += [f"{path.stem} {item}" for item in one_wrong]
    assert right / (right + len(wrong)) >= 0.99, wrong
    assert right / (right + len(missing)) >= 0.97, missing


@pytest.mark.parametrize(
    "name", ["CTOC_COP_2024_11_fr", "ctoc-a.en", "ctoc-a.zh", "ctoc-a.ar", "A_RES_79_224_en"]
)
def test_ibid_chains_are_exact(name: str) -> None:
    key = load(next(path for path in KEYS if path.stem == name))
    got = read(document_of(key))
    for passage in key["passage"]:
        wanted = [form for kind, _, form in passage["refs"] if kind == "ibid"]
        assert sorted(form for kind, form in got.get(passage["at"], ()) if kind == "ibid") == wanted
