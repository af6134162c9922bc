"""Sales numbers of publications, and the texts of a report that is cited by number or symbol."""

import pytest

from cotc.parsers.model import Document, Footnote, Node, Ref, Report, SourceInfo
from cotc.parsers.semantics.references import enrich

IN_REPORT = [
    ("en", "Report (UN publication, Sales No. E.96.IV.8), chap. I, resolution 1, annex II."),
    ("en", "Report (UN publication, Sales No. E.96.IV.8 and corrigendum), chap. I, resolution 1, annex II."),
    ("fr", "Rapport (publication, numéro de vente : F.96.IV.8), chap. I, résolution 1, annexe II."),
    ("es", "Informe (publicación, núm. de venta S.96.IV.8), cap. I, resolución 1, anexo II."),
    ("ru", "Доклад (издание ООН, в продаже под № R.96.IV.8), гл. I, резолюция 1, приложение II."),
    ("zh", "《会议的报告》（联合国出版物，出售品编号：C.96.IV.8），第一章，决议1，附件二。"),
    ("ar", "تقرير (منشورات الأمم المتحدة، رقم المبيع A.96.IV.8)، الفصل الأول، القرار 1، المرفق الثاني."),
]  # fmt: skip


def refs(language: str, *notes: str) -> list[list[Ref]]:
    """The references of each of these footnotes."""
    report = Report("A/RES/80/178", None, None, language, None, None, None, None)
    footnotes = tuple(Footnote(f"fn-{n}", str(n), text, (1,), (), ()) for n, text in enumerate(notes, 1))
    session = Node("session", "session", None)
    paper = Document("2", SourceInfo("t", "", None, "text", None), report, (), (session,), footnotes, (), ())
    return [list(note.refs) for note in enrich(paper).footnotes]


@pytest.mark.parametrize(("language", "note"), IN_REPORT)
def test_a_text_of_a_published_report_counts_in_it(language: str, note: str) -> None:
    (found,) = refs(language, note)
    assert [(ref.kind, ref.form, ref.reason) for ref in found] == [
        ("publication", "sales/96.IV.8", None),
        ("paragraph", "sales/96.IV.8/ch-I", None),
        ("resolution", "sales/96.IV.8/res-1", None),
        ("paragraph", "sales/96.IV.8/res-1/annex-II", None),
    ]


def test_so_does_one_of_a_report_cited_by_its_symbol() -> None:
    (found,) = refs("en", "A/CONF.219/7, chap. I, decision 2.")
    assert [ref.form for ref in found] == ["A/CONF.219/7", "A/CONF.219/7/ch-I", "A/CONF.219/7/dec-2"]


def test_ibid_goes_on_from_it() -> None:
    _, (ibid,) = refs("en", IN_REPORT[0][1], "Ibid., annex I.")
    assert (ibid.form, ibid.target) == ("sales/96.IV.8/res-1/annex-I", "fn-1")


@pytest.mark.parametrize(
    "text",
    ["A/CONF.219/7. Resolution 1 was adopted.", "A/CONF.219/7, para. 4, resolution 1.", "Resolution 1."],
)
def test_a_bare_number_elsewhere_stays_unresolved(text: str) -> None:
    (found,) = refs("en", text)
    assert [(ref.form, bool(ref.reason)) for ref in found if ref.kind == "resolution"] == [(None, True)]


@pytest.mark.parametrize("text", ["Ref. XE.96.IV.8", "E.96.IV.81234", "section E.96.1"])
def test_other_numbers_are_no_sales_numbers(text: str) -> None:
    assert not [ref for ref in refs("en", text)[0] if ref.kind == "publication"]
