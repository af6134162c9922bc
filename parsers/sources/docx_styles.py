"""What styles and direct formatting come to, for paragraphs and for runs."""

from collections.abc import Container
from typing import NamedTuple

from cotc.parsers.sources.docx_package import VAL, Element, is_on, number, val, w

# Half points to points, twentieths of a point to points.
_HALF, _TWIP = 0.5, 0.05
_DEFAULT_SIZE = 10.0

# Character properties that a character style turns round when the paragraph style has set them.
_TOGGLES = {"bold": "b", "italic": "i", "caps": "caps", "hidden": "vanish"}


class Run(NamedTuple):
    """How characters look. `size` in points; None is not said here."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    size: float | None = None


class Para(NamedTuple):
    """How a paragraph is set. Lengths in points, `line` the height of an empty one; None is not said here.

    `tabs` are lists of tab stops, each over those before it.
    """

    left: float | None = None
    right: float | None = None
    first: float | None = None  # against `left`; negative where it hangs
    before: float | None = None
    after: float | None = None
    line: float | None = None
    align: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    framed: bool | None = None
    tabs: tuple[Element, ...] = ()


class Styles:
    """A Word file's styles, each resolved along the styles it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {} if root is None else {s.get(w("styleId"), ""): s for s in root.iter(w("style"))}
        defaults = None if root is None else root.find(w("docDefaults"))
        run = None if defaults is None else defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
        para = None if defaults is None else defaults.find(f"{w('pPrDefault')}/{w('pPr')}")
        self._run_default = run_of(run)
        self._para_default = para_of(para)
        self._default = next(
            (
                key
                for key, s in self._styles.items()
                if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true")
            ),
            None,
        )
        self._runs: dict[str, Run] = {}
        self._paras: dict[str, Para] = {}

    def name(self, key: str | None) -> str:
        """A style's name as Word shows it; empty where there is none."""
        style = self._styles.get(key or self._default or "")
        return val(style, "name", "") or ""

    def para(self, key: str | None) -> Para:
        """What a paragraph style comes to, with the file's defaults beneath it."""
        out = self._para_default
        for name, style in self._chain(key or self._default or "", self._paras):
            out = self._paras.get(name) or over_para(out, para_of(style.find(w("pPr"))))
            self._paras[name] = out
        return out

    def outline(self, key: str | None) -> int | None:
        """The outline level that a style sets itself: headings lend theirs to styles that are none."""
        style = self._styles.get(key or "")
        return None if style is None else para_of(style.find(w("pPr"))).outline

    def run(self, key: str | None) -> Run:
        """What a paragraph style makes of its characters, with the file's defaults beneath it."""
        return over(self._run_default, self._own(key or self._default or ""))

    def character(self, base: Run, key: str | None) -> Run:
        """`base` with a character style on it: what both set is turned back."""
        if not key:
            return base
        own = self._own(key)
        turned = {
            name: not getattr(base, name)
            for name in _TOGGLES
            if getattr(own, name) and getattr(base, name) is not None
        }
        return over(base, own)._replace(**turned)

    def _own(self, key: str) -> Run:
        out = Run()
        for name, style in self._chain(key, self._runs):
            out = self._runs.get(name) or over(out, run_of(style.find(w("rPr"))))
            self._runs[name] = out
        return out

    def _chain(self, key: str, known: Container[str]) -> list[tuple[str, Element]]:
        """A style after those it is based on, from the nearest that is known; a circle is cut."""
        chain: dict[str, Element] = {}
        while key in self._styles and key not in chain:
            chain[key] = self._styles[key]
            key = "" if key in known else val(self._styles[key], "basedOn", "") or ""
        return list(chain.items())[::-1]


def over(base: Run, top: Run) -> Run:
    """What `top` says, and `base` where it says nothing."""
    return Run._make(b if t is None else t for b, t in zip(base, top, strict=True))


def over_para(base: Para, top: Para) -> Para:
    """What `top` says, and `base` where it says nothing; tab stops of both."""
    out = Para._make(b if t is None else t for b, t in zip(base, top, strict=True))
    return out._replace(tabs=base.tabs + top.tabs)


def run_of(properties: Element | None) -> Run:
    """Direct formatting of characters."""
    if properties is None or not len(properties):
        return Run()
    size = number(val(properties, "sz"))
    position = number(val(properties, "position"))
    align = val(properties, "vertAlign")
    raised = align == "superscript" if align else (True if position and position > 0 else None)
    return Run(
        bold=is_on(properties, "b"),
        italic=is_on(properties, "i"),
        caps=is_on(properties, "caps"),
        hidden=is_on(properties, "vanish"),
        raised=raised,
        size=None if size is None else size * _HALF,
    )


def para_of(properties: Element | None) -> Para:
    """Direct formatting of a paragraph."""
    if properties is None:
        return Para()
    found = {child.tag: child for child in properties}
    indent, spacing, tabs = (found.get(w(name)) for name in ("ind", "spacing", "tabs"))
    listing = found.get(w("numPr"))
    outline, align = found.get(w("outlineLvl")), found.get(w("jc"))
    first, hanging = _length(indent, "firstLine"), _length(indent, "hanging")
    exact = spacing is not None and spacing.get(w("lineRule")) == "exact"
    return Para(
        left=_length(indent, "left", "start"),
        right=_length(indent, "right", "end"),
        first=-hanging if hanging is not None else first,
        before=_length(spacing, "before"),
        after=_length(spacing, "after"),
        line=_length(spacing, "line") if exact else None,
        align=None if align is None else align.get(VAL),
        outline=None if outline is None else whole(outline.get(VAL)),
        list_id=val(listing, "numId"),
        list_level=whole(val(listing, "ilvl")),
        framed=True if w("framePr") in found else None,
        tabs=() if tabs is None else (tabs,),
    )


def whole(text: str | None) -> int | None:
    """A count as Word writes it."""
    value = number(text)
    return None if value is None else int(value)


def size_of(run: Run) -> float:
    """Type size in points."""
    return _DEFAULT_SIZE if run.size is None else run.size


def _length(element: Element | None, *names: str) -> float | None:
    if element is None:
        return None
    for name in names:
        found = number(element.get(w(name)))
        if found is not None:
            return found * _TWIP
    return None
