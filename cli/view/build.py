"""Puts the page together: template, style, scripts, text, pictures, and the policy that holds them."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template

from cotc.cli.render.outline import how_many
from cotc.cli.view.align import counterparts, rows
from cotc.cli.view.html import element, escaped
from cotc.cli.view.nodes import Drawn, general_findings, nodes, notes
from cotc.cli.view.outline import outline
from cotc.cli.view.paper import Paper
from cotc.cli.view.pictures import Picture

# In the order in which they run: later ones use what earlier ones define.
SCRIPTS = ("text.js", "pages.js", "notes.js", "outline.js", "search.js", "bar.js")
# Told in the head of every page, so that a page of ours may be replaced without asking.
GENERATOR = '<meta name="generator" content="cotc view">'


def build(papers: Sequence[Paper]) -> Iterator[str]:
    """The page of one paper, or of two side by side, in pieces to write one after another."""
    title = " · ".join(dict.fromkeys(paper.name for paper in papers))
    texts = [list(nodes(paper)) for paper in papers]
    below = [list(notes(paper)) for paper in papers]
    beside = counterparts(papers[0].document, papers[1].document) if len(papers) > 1 else {}
    count = sum(len(paper.document.findings) for paper in papers)
    yield Template(_asset("head.html")).substitute(
        policy=_policy(), generator=GENERATOR, title=escaped(title), style=_asset("page.css")
    )
    yield Template(_asset("page.html")).substitute(
        layout="pair" if len(papers) > 1 else "single",
        title=escaped(title),
        kinds=_kinds(drawn for text in (*texts, *below) for drawn in text),
        findings=f"{count} finding{'' if count == 1 else 's'}",
        no_findings="" if count else " hidden",
        outline=outline(papers[0]),
        mastheads=element("div", "".join(_masthead(paper) for paper in papers), _class="row"),
        text=_text(texts, beside),
        notes=_notes(below, beside),
        tabs=_tabs(papers),
    )
    pictures = [(paper, picture) for paper in papers for picture in paper.pictures]
    yield from (_frame(picture, paper) for paper, picture in pictures)
    yield "</div></aside>\n"
    yield from (f"<script>{_asset(name)}</script>\n" for name in SCRIPTS)
    yield from (_data(picture, paper) for paper, picture in pictures)
    yield "</body></html>\n"


@cache
def _asset(name: str) -> str:
    return (files("cotc.cli.view") / "assets" / name).read_text(encoding="utf-8")


def _policy() -> str:
    """Nothing may be fetched, and nothing run but our own scripts, named by their hashes."""
    scripts = " ".join(_hash(_asset(name)) for name in SCRIPTS)
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(_asset('page.css'))}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _kinds(drawn: Iterator[Drawn]) -> str:
    counts = Counter(node.kind for node in drawn)
    return "".join(element("option", f"{kind} ({n})", value=kind) for kind, n in counts.items())


def _masthead(paper: Paper) -> str:
    report, source = paper.document.report, paper.document.source
    about = [report.symbol, report.body, report.date, report.distribution, report.job]
    origin = f"{source.name} · {how_many(source.pages, 'page')}" if source.pages else source.name
    inside = (
        element("p", escaped(" · ".join(fact for fact in about if fact)), _class="told", lang="en", dir="ltr")
        + element("h1", escaped(report.title or paper.name))
        + element("p", escaped(origin), _class="told", dir="ltr", lang="en")
        + general_findings(paper)
    )
    return element("div", inside, _class="masthead", lang=paper.language, dir=paper.direction)


def _text(texts: Sequence[Sequence[Drawn]], beside: Mapping[str, str]) -> str:
    if len(texts) == 1:
        return "\n".join(node.html for node in texts[0])
    nothing = '<div class="nothing"></div>'
    return "\n".join(
        element("div", (a.html if a else nothing) + (b.html if b else nothing), _class="row")
        for a, b in rows(texts[0], texts[1], beside)
    )


def _notes(below: Sequence[Sequence[Drawn]], beside: Mapping[str, str]) -> str:
    return element("h2", "Notes", lang="en") + _text(below, beside) if any(below) else ""


def _tabs(papers: Sequence[Paper]) -> str:
    if len(papers) == 1:
        return ""
    buttons = (
        element(
            "button",
            escaped(f"{paper.language}: {paper.document.source.name}"),
            type="button",
            data_shows=paper.place,
            aria_pressed="false" if paper.place else "true",
        )
        for paper in papers
    )
    return element("div", "".join(buttons), _class="tabs")


def _frame(picture: Picture, paper: Paper) -> str:
    """What a page is drawn into, of the page's shape (in points)."""
    return element(
        "figure",
        f'<img alt="Page {picture.number} as printed"><figcaption>{picture.number}</figcaption>',
        data_paper=paper.place,
        data_page=picture.number,
        data_width=f"{picture.width:g}",
        data_height=f"{picture.height:g}",
    )


def _data(picture: Picture, paper: Paper) -> str:
    """A picture as text that the browser leaves alone until it is asked for: a page far from the window
    costs neither time nor memory. It comes after the scripts, so that they need not wait for it."""
    return (
        element(
            "script",
            base64.b64encode(picture.data).decode(),
            type="application/base64",
            data_mime=picture.mime,
            data_picture=f"{paper.place}/{picture.number}",
        )
        + "\n"
    )
