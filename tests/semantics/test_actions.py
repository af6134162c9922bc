"""Operative paragraphs as actions: what each word list finds, and that spans point at it."""

from pathlib import Path

import pytest

from cotc.parsers import parse
from cotc.parsers.model import Document, Node, Report, SourceInfo
from cotc.parsers.semantics.actions import Action, actions

FIXTURES = Path(__file__).parents[2] / "fixtures"


def one(text: str, language: str = "en") -> Action:
    session = Node("session", "session", children=(Node("op-1", "operative", "1", text=text),))
    report = Report(None, None, None, language, None, None, None, None)
    info = SourceInfo("t", "", None, "text", None)
    return next(actions(Document("1", info, report, (), (session,), (), (), ())))


@pytest.mark.parametrize(
    ("language", "text", "verb", "addressee", "deadline", "resources"),
    [
        ("en", "Requests the Secretariat to report at its thirteenth session, subject to the availability "
         "of extrabudgetary resources;", "Requests", "the Secretariat", "session:13", True),
        ("en", "Also calls upon States parties, acting together, to adopt measures;", "Also calls upon",
         "States parties", None, False),
        ("en", "Requests the co-facilitators to present a draft no later than January 2025;", "Requests",
         "the co-facilitators", "2025-01", False),
        ("en", "Decides to remain seized of the matter.", "Decides", None, None, False),
        ("fr", "Prie également l’Office des Nations Unies contre la drogue et le crime de continuer ;",
         "Prie également", "l’Office des Nations Unies contre la drogue et le crime", None, False),
        ("fr", "Fait siennes les recommandations adoptées à sa quatorzième réunion ;", "Fait siennes", None,
         None, False),
        ("es", "Solicita a la secretaría que la informe en su 13er período de sesiones;", "Solicita",
         "la secretaría", "session:13", False),
        ("zh", "请秘书处在具备预算外资源的前提下，向缔约方会议第十三届会议报告本决议的执行情况；", "请",
         "秘书处", "session:13", True),
        ("en", "The Conference approves the agenda.", None, None, None, False),
    ],
)  # fmt: skip
def test_paragraph(
    language: str, text: str, verb: str, addressee: str | None, deadline: str | None, resources: bool
) -> None:
    action = one(text, language)
    assert (action.verb, action.addressee, action.deadline) == (verb, addressee, deadline)
    assert action.resources is resources
    assert action.heuristic


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_same_actions_in_six_languages(language: str) -> None:
    found = {action.node: action for action in actions(parse(FIXTURES / f"ctoc-a.{language}.pdf"))}
    report = found["res-12-4/op-8"]
    assert (report.deadline, report.resources, report.addressee is not None) == ("session:13", True, True)
    asked = [node for node, action in found.items() if action.addressee]
    assert asked == [f"res-12-4/op-{i}" for i in (1, 2, 3, 4, 5, 6, 8, 9)]


def test_spans_point_at_what_was_read() -> None:
    for action in actions(parse(FIXTURES / "A_RES_78_128_en.pdf")):
        for words, span in ((action.verb, action.verb_span), (action.addressee, action.addressee_span)):
            assert (words is None) == (span is None)
            assert span is None or action.text[slice(*span)] == words
