"""A page of HTML that needs nothing else: no script, no network, one style."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from cotc.cli.view.html import element, escaped
from cotc.parsers.model import Document

RIGHT_TO_LEFT = frozenset({"ar"})


def page(title: str, inside: str, *, wide: bool = False) -> str:
    """The whole page; `title` is plain text, `inside` HTML. A `wide` one takes the whole window."""
    style = (files("cotc.cli.compare") / "page.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escaped(title)}</title><style>{style}</style></head>\n"
        f"{element('body', inside, _class='wide' if wide else None)}\n</html>\n"
    )


def worded(tag: str, inside: str, document: Document, **attributes: str | None) -> str:
    """An element with words of a paper, in its language and direction; `inside` is HTML."""
    language = document.report.language or "und"
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return element(tag, inside, lang=language, dir=direction, **attributes)
