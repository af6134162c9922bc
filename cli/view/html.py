"""HTML from strings: everything that comes from a paper goes through `escaped` or `element`."""

import html
from collections.abc import Iterable

from cotc.cli.export.printed import CallAt, Run, clean
from cotc.cli.view.paper import Paper
from cotc.parsers.model import Ref


def escaped(text: str) -> str:
    """`text` as HTML: no character of it is markup, inside an attribute neither."""
    return html.escape(clean(text), quote=True)


def element(tag: str, inside: str, **attributes: str | int | None) -> str:
    """`<tag …>inside</tag>`; `inside` is HTML, attributes are plain text, and those of None are left out.

    A `_` before a name is dropped (`_class`), one inside it becomes `-` (`data_kind`).
    """
    told = "".join(
        f' {name.lstrip("_").replace("_", "-")}="{escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{told}>{inside}</{tag}>"


def inline(pieces: Iterable[Run | CallAt], paper: Paper) -> str:
    """Runs as they were set: italics, references (links where they lead to a place in the paper), calls."""
    return "".join(_call(p, paper) if isinstance(p, CallAt) else _run(p, paper) for p in pieces)


def _run(run: Run, paper: Paper) -> str:
    words = escaped(run.text)
    if run.italic:
        words = f"<em>{words}</em>"
    return words if run.ref is None else _reference(run.ref, words, paper)


def _reference(ref: Ref, words: str, paper: Paper) -> str:
    if ref.target is not None:
        return element("a", words, _class="ref", href="#" + paper.anchor(ref.target), title=ref.form)
    return element("span", words, _class="ref", title=ref.form) if ref.form else words


def _call(at: CallAt, paper: Paper) -> str:
    number = escaped(at.call.number)
    if at.call.footnote is None:
        return element("sup", number, _class="call")
    link = element(
        "a", number, href="#" + paper.anchor(at.call.footnote), aria_label=f"Note {at.call.number}"
    )
    return element("sup", link, _class="call")
