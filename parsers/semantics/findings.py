"""The document's own arithmetic about the parse: counts that must go on, calls that must meet their notes.

Each finding has a stable code:

    code                       severity  what it says
    paragraph-gap              error     a number is missing among the report's paragraphs
    paragraph-repeat           error     a number comes back among the report's paragraphs
    operative-gap              error     a number is missing among a text's operative paragraphs
    operative-repeat           error     a number comes back among a text's operative paragraphs
    point-gap                  warning   a letter or number is missing in a list
    note-gap                   warning   a number is missing among the footnotes
    call-without-note          warning   a mark in the text calls a note that is not there
    note-without-call          warning   a note that nothing in the text calls
    contents-without-heading   warning   a row of the contents table names no heading of the text
    heading-without-contents   info      a chapter or numbered section that the contents table leaves out
    no-full-stop               warning   a resolution or decision that does not end in a full stop
    unrecognised               warning   text that no rule claims
    no-text-layer              warning   a page that is only a picture; `ocrmypdf` can give it text
    lost-page                  error     a page that is too damaged to be read
    repaired                   warning   the PDF was damaged and has been repaired while reading
    no-paper                   warning   nothing here looks like a paper of the United Nations
"""

from collections.abc import Iterable, Iterator, Sequence

from cotc.parsers.model import TEXTS, Document, Finding, Node, Severity, walk_node
from cotc.parsers.profiles import compiling

_NUMBER = compiling.compile(r"\p{Nd}{1,4}")
_CLAUSE_END = compiling.compile(r"[.;,:。；，：؛،؟?!](?:\s+(?:and|or|et|ou|y|o|и|или))?[\s\"'”’»）)\]]*$")
_STOP = compiling.compile(r"[.。۔؟?!][\s\"'”’»）)\]]*$")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def find(
    document: Document, pictures: Sequence[int] = (), repaired: bool = False, lost: Sequence[int] = ()
) -> tuple[Finding, ...]:
    """What does not add up, in the order of the paper.

    `pictures`: pages without a text layer; `lost`: pages that could not be read.
    """
    out = list(_of_source(document, pictures, repaired))
    out += [
        Finding("lost-page", "error", f"page {page} is too damaged to be read", None, page) for page in lost
    ]
    for root in document.tree:
        out += _paragraphs(root)
        for node, _ in walk_node(root):
            out += _of_node(node)
    out += _notes(document)
    out += _contents(document)
    return tuple(out)


def _finding(code: str, severity: Severity, message: str, node: Node | None = None) -> Finding:
    page = node.pages[0] if node is not None and node.pages else None
    return Finding(code, severity, message, node.id if node is not None else None, page)


def _of_source(document: Document, pictures: Sequence[int], repaired: bool) -> Iterator[Finding]:
    for page in pictures:
        yield Finding(
            "no-text-layer", "warning", f"page {page} has no text layer: run `ocrmypdf` first", None, page
        )
    if repaired:
        yield Finding("repaired", "warning", "the PDF is damaged and was repaired while reading", None, None)
    numbered = any(child.number for root in document.tree for child in root.children)
    if document.report.symbol is None and not numbered:
        yield Finding(
            "no-paper", "warning", "no symbol and no numbered text: is this a UN paper?", None, None
        )


def _of_node(node: Node) -> Iterator[Finding]:
    if node.kind == "unrecognised":
        yield _finding("unrecognised", "warning", "no rule claims this text", node)
    if node.kind in TEXTS:
        yield from _operative(node)
        yield from _end_of_text(node)
    yield from _points(node)
    for call in node.notes:
        if call.footnote is None:
            yield _finding("call-without-note", "warning", f"mark {call.number} calls no note", node)


def _value(number: str | None) -> int | None:
    """A plain number; dotted ones ("22.15", "3 bis") count by rules of their own."""
    return int(number) if number and _NUMBER.fullmatch(number) else None


def _paragraphs(root: Node) -> Iterator[Finding]:
    """The report's own paragraphs: one count through the paper, which a chapter may begin anew."""
    last: int | None = None
    for node in _outside_texts(root):
        value = _value(node.number) if node.kind == "paragraph" else None
        if value is None:
            if node.kind in ("chapter", "part", "annex"):
                last = last if node.kind == "chapter" else None
            continue
        yield from _step("paragraph", node, last, value)
        last = value


def _outside_texts(root: Node) -> Iterator[Node]:
    """Nodes of the narrative: not what stands in a text, nor in an annex."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node.kind not in ("annex", "paragraph"):
            stack.extend(reversed(node.children))


def _operative(text: Node) -> Iterator[Finding]:
    last: int | None = None
    for node in _own(text):
        value = _value(node.number) if node.kind == "operative" else None
        if value is not None:
            yield from _step("operative", node, last, value)
            last = value


def _own(text: Node) -> Iterator[Node]:
    """A text's paragraphs, those of its sections included, not those of its annexes."""
    for child in text.children:
        if child.kind == "section":
            yield from _own(child)
        elif child.kind != "annex":
            yield child


def _step(what: str, node: Node, last: int | None, value: int) -> Iterator[Finding]:
    if last is None or value in (last + 1, 1):
        return
    if value > last + 1:
        missing = str(last + 1) if value == last + 2 else f"{last + 1} to {value - 1}"
        yield _finding(f"{what}-gap", "error", f"{missing} missing before {value}", node)
    else:
        yield _finding(f"{what}-repeat", "error", f"{value} comes after {last}", node)


def _points(node: Node) -> Iterator[Finding]:
    last: int | None = None
    for child in node.children:
        if child.kind != "subparagraph" or child.number is None:
            last = None
            continue
        value = _letter(child.number, last) or _value(child.number)
        if last is not None and value is not None and value > last + 1 and child.number[0] in _ALPHABET:
            yield _finding(
                "point-gap", "warning", f"({child.number}) does not follow the point before it", child
            )
        last = value


def _letter(number: str, last: int | None) -> int | None:
    """a is 1. Roman numbers have no place here, since a list of them begins anew at i: what may be one is a
    letter only after letters."""
    if len(set(number)) != 1 or number[0] not in _ALPHABET:
        return None
    value = _ALPHABET.index(number[0]) + 1 + 26 * (len(number) - 1)
    if number[0] in "ivx" and (len(number) > 1 or last is None or value <= last):
        return None
    return value


def _end_of_text(text: Node) -> Iterator[Finding]:
    """A text ends where its last section does; entries of a list, an agenda, need no stops."""
    last: Node = text
    beside: tuple[Node, ...] = ()
    while below := tuple(child for child in last.children if child.kind != "annex"):
        last, beside = below[-1], below
    if last is text or last.kind == "table" or not last.text or _STOP.search(last.text):
        return
    entries = [entry.text or "" for entry in beside[:-1] if entry.kind == "subparagraph"]
    if all(_CLAUSE_END.search(entry) for entry in entries):
        yield _finding("no-full-stop", "warning", "the text does not end in a full stop", last)


def _notes(document: Document) -> Iterator[Finding]:
    front = "".join(f.text for f in document.furniture if f.kind in ("masthead", "cover", "front"))
    rows = "".join(f.text for f in document.furniture if f.kind == "contents")
    last: int | None = None
    for note in document.footnotes:
        page = note.pages[0] if note.pages else None
        beside = front + rows * note.number.startswith("*")  # figures there are pages
        if not note.calls and not (note.number and note.number in beside):
            yield Finding("note-without-call", "warning", f"nothing calls note {note.number}", note.id, page)
        value = _value(note.number)
        if value is None:
            continue
        if last is not None and value > last + 1:
            yield Finding("note-gap", "warning", f"note {value} follows note {last}", note.id, page)
        last = value


def _contents(document: Document) -> Iterator[Finding]:
    if not document.contents:
        return
    named = {row.target for row in document.contents}
    for row in document.contents:
        if row.target is None and row.page is not None:
            title = " ".join(filter(None, (row.number, row.title)))[:80]
            yield Finding("contents-without-heading", "warning", f"no heading for “{title}”", None, None)
    for node in _headings(document.tree):
        if node.id not in named and node.kind == "chapter":
            yield _finding("heading-without-contents", "info", "the contents table leaves it out", node)


def _headings(roots: Iterable[Node]) -> Iterator[Node]:
    for root in roots:
        for node, _ in walk_node(root):
            if node.kind in ("chapter", "section"):
                yield node
