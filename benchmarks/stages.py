"""What each stage of a parse costs in a process that is warm: milliseconds of processor a page."""

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from cotc.parsers import parse, pipeline
from cotc.parsers.model.codec import to_json

# What the pipeline calls, and the stage it belongs to. `lay_out` draws the pages from the source.
_CALLS = {
    "lay_out": "source and layout",
    "read_masthead": "masthead",
    "split_front": "structure",
    "build": "structure",
    "find": "findings",
    "enrich": "references",
    "join_adoptions": "adoptions",
}


def stages(paper: Path, engine: pipeline.Engine, rounds: int) -> tuple[int, dict[str, float]]:
    """Pages, and the median of each stage."""
    spent: dict[str, list[float]] = defaultdict(list)
    kept = {name: getattr(pipeline, name) for name in _CALLS}
    pages = parse(paper, engine=engine).source.pages or 1
    try:
        for _ in range(rounds):
            once: dict[str, float] = defaultdict(float)
            for name, stage in _CALLS.items():
                setattr(pipeline, name, _timed(kept[name], once, stage))
            document = _timed(parse, once, "parse in all")(paper, engine=engine)
            _timed(to_json, once, "JSON")(document)
            once["source"] = _source(paper, engine)
            once["layout"] = once.pop("source and layout") - once["source"]
            for stage, seconds in once.items():
                spent[stage].append(1000 * seconds / pages)
    finally:
        for name, function in kept.items():
            setattr(pipeline, name, function)
    return pages, {stage: median(found) for stage, found in spent.items()}


def _timed(function: Callable[..., Any], spent: dict[str, float], stage: str) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[stage] += time.process_time() - started

    return timed


def _source(paper: Path, engine: pipeline.Engine) -> float:
    """Seconds to read all pages, with nothing made of them."""
    started = time.process_time()
    source = pipeline.open_source(paper.read_bytes(), engine)
    for _ in source.pages():
        pass
    source.close()
    return time.process_time() - started
