"""Writers: a paper's tree in the formats of those who use it. Files are left to the command."""

from cotc.cli.export.formats import EXPORTERS, Exporter, Options
from cotc.cli.export.split import texts

__all__ = ["EXPORTERS", "Exporter", "Options", "texts"]
