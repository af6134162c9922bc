"""Other programs that read PDFs, as child processes. None gives a tree; they show what reading costs."""

import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

# name: the module it needs, and a program that gets the paper as its argument
_PROGRAMS = {
    "pdfium plain text": (
        "pypdfium2",
        "import pypdfium2, sys\n"
        "for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()",
    ),
    "pdf_oxide to Markdown": (
        "pdf_oxide",
        "import pdf_oxide, sys\npdf_oxide.PdfDocument(sys.argv[1]).to_markdown_all()",
    ),
    "pdfminer.six text": (
        "pdfminer",
        "import sys\nfrom pdfminer.high_level import extract_text\nextract_text(sys.argv[1])",
    ),
    "pdfplumber words": (
        "pdfplumber",
        "import pdfplumber, sys\n"
        "with pdfplumber.open(sys.argv[1]) as paper:\n"
        "    for page in paper.pages:\n"
        "        page.extract_words()\n"
        "        page.close()",
    ),
}
SLOW = ("pdfminer.six text", "pdfplumber words")


def peers(paper: Path) -> dict[str, Sequence[str]]:
    """The commands of those that are installed."""
    found: dict[str, Sequence[str]] = {}
    if shutil.which("pdftotext"):
        found["pdftotext -bbox-layout"] = ("pdftotext", "-bbox-layout", str(paper), "-")
    for name, (module, program) in _PROGRAMS.items():
        if find_spec(module):
            found[name] = (sys.executable, "-c", program, str(paper))
    return found
