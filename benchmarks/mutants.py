"""Mutation testing of parsers/structure: would its tests notice if a line of it were another?

    python benchmarks/mutants.py [--module NAME] [--share 1.0]

Each mutant changes one thing of one module: a comparison, a condition, a number, a word, a sign, what is
returned, or a statement that is left out. It must be noticed by a case of fixtures/rules/structure.txt,
by the promises on a few soups of their lines, by the tests of single functions in tests/structure, or by the
trees of the papers in fixtures/; all of that runs in one process forked off for each mutant, so that a
thousand take minutes. Survivors are printed.
"""

import argparse
import ast
import copy
import importlib
import inspect
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location, spec_from_loader
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("properties", "hostile", "structure")]

import layer_cases  # noqa: E402

from cotc.parsers import pipeline  # noqa: E402
from cotc.parsers.limits import Clock, Limits  # noqa: E402
from cotc.parsers.semantics.masthead import read_masthead  # noqa: E402

PACKAGE = "cotc.parsers.structure"
FOLDER = ROOT / "parsers" / "structure"
SOUPS = 25
SECONDS = 20
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.Mod: ast.Mult,
}


class Mutant(NamedTuple):
    module: str
    line: int
    what: str
    source: str


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in a node's place, and how to tell of it."""
    new = copy.copy(node)
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in COMPARISONS[type(operator)]:
                    ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                    yield "comparison", ast.Compare(node.left, ops, node.comparators)
        case ast.BoolOp():
            yield "and/or", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for place in range(len(node.values)):
                rest = [value for index, value in enumerate(node.values) if index != place]
                yield "part", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node.operand
        case ast.If() | ast.IfExp() | ast.While():
            new.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]
            yield "condition", new
        case ast.BinOp() if type(node.op) in OPERATORS:
            yield "sign", ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
        case ast.Constant(value=bool()):
            yield "constant", ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield "constant", ast.Constant(node.value + 1)
        case ast.Constant(value=str()) if node.value:
            yield "constant", ast.Constant("")
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield "return", ast.Return(ast.Constant(None))
        case ast.Continue():
            yield "continue", ast.Break()
        case ast.Break():
            yield "break", ast.Continue()
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Assign():
            yield "left out", ast.Pass()


def mutants(name: str) -> Iterator[Mutant]:
    tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
    told = set(map(id, _told_only(tree)))
    for holder in list(ast.walk(tree)):
        for field, value in ast.iter_fields(holder):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or id(node) in told:
                    continue
                for what, new in changes(node):
                    ast.fix_missing_locations(ast.copy_location(new, node))
                    _put(holder, field, place, new)
                    yield Mutant(name, getattr(node, "lineno", 0), what, ast.unparse(tree))
                    _put(holder, field, place, node)


def _put(holder: ast.AST, field: str, place: int, node: ast.AST) -> None:
    value = getattr(holder, field)
    if isinstance(value, list):
        value[place] = node
    else:
        setattr(holder, field, node)


def _told_only(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and types that nobody reads at run time."""
    for holder in ast.walk(tree):
        if isinstance(holder, ast.Expr) and isinstance(holder.value, ast.Constant):
            yield holder.value
        for told in (getattr(holder, "annotation", None), getattr(holder, "returns", None)):
            if told is not None:
                yield from ast.walk(told)


class _Instead(MetaPathFinder, Loader):
    """Imports a mutant in a module's place."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = PACKAGE if mutant.module == "__init__" else f"{PACKAGE}.{mutant.module}"
        self.source = mutant.source

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        del path, target
        package = name == PACKAGE
        spec = spec_from_loader(name, self, is_package=package) if name == self.name else None
        if spec is not None and package:
            spec.submodule_search_locations = [str(FOLDER)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.name, "exec"), module.__dict__)


class Given(NamedTuple):
    """What structure is given of a paper."""

    layout: Any
    patterns: Any
    session: str | None

    def built(self, structure: Any) -> tuple[Any, ...]:
        front = structure.split_front(self.layout, self.patterns)
        return tuple(structure.build(self.layout, front, self.patterns, self.session))


class Papers:
    """The papers in fixtures/, and the trees they give."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        profiles = pipeline.load(None)
        for path in sorted((ROOT / "fixtures").glob("*.pdf")):
            limits = Limits()
            layout = pipeline._read_pages(path.read_bytes(), "pdfium", None, limits, Clock(limits)).layout
            patterns = pipeline._patterns(layout, profiles, None)
            front = pipeline.split_front(layout, patterns)
            running = " ".join(block.text for block in front.body)
            masthead = read_masthead(front.lines, running, profiles, patterns.language.code)
            self.given.append(Given(layout, patterns, masthead.session_number))
        structure = importlib.import_module(PACKAGE)
        self.expected = [given.built(structure) for given in self.given]


def notices(mutant: Mutant, papers: Papers) -> bool:
    """Whether a test fails. Runs in a process of its own."""
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Instead(mutant))
    try:
        structure = importlib.import_module(PACKAGE)
        layer_cases.notation.cache_clear()
        notation = layer_cases.notation()
        for case in notation.read_cases():
            if notation.run(case.given) != list(case.expected):
                return True
        for seed in range(SOUPS):
            layer_cases.structure_keeps_its_promises(layer_cases.rule_soup(random.Random(seed)))
        _test_functions()
        pairs = zip(papers.given, papers.expected, strict=True)
        return any(given.built(structure) != was for given, was in pairs)
    except Exception:
        return True


def _test_functions() -> None:
    """The tests that ask for no fixture, with each of their parameters."""
    for path in sorted((ROOT / "tests" / "structure").glob("test_*.py")):
        names = vars(_loaded(path))
        for name, test in names.items():
            if not name.startswith("test_"):
                continue
            marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
            asked = [mark.args[0] if isinstance(mark.args[0], tuple) else (mark.args[0],) for mark in marks]
            if len(marks) > 1 or set(inspect.signature(test).parameters) != set(chain.from_iterable(asked)):
                continue
            for given in marks[0].args[1] if marks else [()]:
                test(*(given if not marks or isinstance(marks[0].args[0], tuple) else (given,)))


def _loaded(path: Path) -> ModuleType:
    """A test file, imported anew."""
    spec = spec_from_file_location(f"tried_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def survives(mutant: Mutant, papers: Papers) -> bool:
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)  # what goes on for ever is noticed
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
        os._exit(1 if notices(mutant, papers) else 0)
    return os.waitpid(child, 0)[1] == 0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modules = sorted(path.stem for path in FOLDER.glob("*.py"))
    asked.add_argument("--module", choices=modules, action="append", help="this one alone")
    asked.add_argument("--share", type=float, default=1.0, help="of the mutants, drawn at random")
    given = asked.parse_args()
    papers, chance = Papers(), random.Random(1)
    tally: Counter[tuple[str, str]] = Counter()
    lines = {name: (FOLDER / f"{name}.py").read_text("utf-8").split("\n") for name in modules}
    for name in given.module or modules:
        began = time.monotonic()
        for mutant in mutants(name):
            if chance.random() >= given.share:
                continue
            tally[name, "made"] += 1
            if survives(mutant, papers):
                tally[name, "survived"] += 1
                words = lines[name][mutant.line - 1].strip()
                print(f"{name}.py:{mutant.line}: {mutant.what}: {words}", flush=True)
        made, lived = tally[name, "made"], tally[name, "survived"]
        print(f"{name}: {made} mutants, {lived} survived, {time.monotonic() - began:.0f} s", flush=True)
    made = sum(count for (_, kind), count in tally.items() if kind == "made")
    lived = sum(count for (_, kind), count in tally.items() if kind == "survived")
    print(f"{made} mutants, {lived} survived: {1 - lived / max(made, 1):.1%} noticed")


if __name__ == "__main__":
    main()
