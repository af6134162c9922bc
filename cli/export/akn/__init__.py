"""Akoma Ntoso 3.0 in its UN profile: a paper is a collection of a report and of the texts in it.

Each text of a paper is a `statement` in a component of its own, and where it
stood in the report a `componentRef` points at it. So the file's words, with each
pointer replaced by what it points at, are the paper's words in their order;
only what bears `status="editorial"` is added. Furniture is left out, but for
the masthead and the cover.
"""

from cotc.cli.export.akn.build import render

__all__ = ["render"]
