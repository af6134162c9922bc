from collections.abc import Callable
from pathlib import Path

import pytest

from cotc.cli.batch.apart import parse_apart
from cotc.cli.batch.model import Limits, Options
from cotc.cli.batch.session import options_for
from cotc.parsers import Document
from cotc.parsers.errors import CotcError, DamagedInputError, LimitError, SourceError


def test_a_paper_read_apart_is_the_paper(fixtures: Path, parsed: Callable[[str], Document]) -> None:
    name = "S_RES_2773_2025_en.pdf"
    assert parse_apart((fixtures / name).read_bytes(), options_for("json"), Limits(), name) == parsed(name)


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        ("hang", LimitError),
        ("eat", LimitError),
        ("crash", DamagedInputError),
        ("refuse", SourceError),
        ("fail", CotcError),
    ],
)
def test_what_it_does_to_its_process_is_an_error(deed: str, error: type[CotcError]) -> None:
    limits = Limits(timeout=1.0 if deed == "hang" else 60.0, memory=192 * 2**20)
    with pytest.raises(CotcError) as raised:
        parse_apart(f"do: {deed}".encode(), Options("batch_standin:work"), limits, "a.txt")
    assert raised.type is error
