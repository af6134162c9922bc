"""Operative paragraphs as actions: what each word list finds, and that spans point at it."""

from pathlib import Path

import pytest

from cotc.parsers import parse
from cotc.parsers.model import Document, Node, Report, SourceInfo
from cotc.parsers.semantics.actions import Action, actions

FIXTURES = Path(__file__).parents[2] / "fixtures"


def all_of(text: str, language: str = "en", italics: int = 0) -> list[Action]:
    session = Node(
        "session",
        "session",
        children=(Node("op-1", "operative", "1", text=text, emphasis=((0, italics),) if italics else ()),),
    )
    report = Report(None, None, None, language, None, None, None, None)
    info = SourceInfo("t", "", None, "text", None)
    return list(actions(Document("1", info, report, (), (session,), (), (), ())))


def one(text: str, language: str = "en") -> Action:
    return all_of(text, language)[0]


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
        ("en", "Recalls that the Committee on Fisheries, at its thirty-sixth session, commended it;",
         "Recalls", None, None, False),
        ("en", "Notes the concern, and requests the Secretary-General to report at its forty-eighth session;",
         "Notes", None, None, False),
        ("en", "Requests the Secretary-General and the High Commissioner to report;", "Requests",
         "the Secretary-General and the High Commissioner", None, False),
        ("en", "Urges States and regional organizations and arrangements, as appropriate, to adopt measures;",
         "Urges", "States and regional organizations and arrangements", None, False),
        ("en", "Requests the Secretary-General, in consultation with the States, to report;", "Requests",
         "the Secretary-General", None, False),
        ("en", "Encourages the Chair and, as necessary, other members of the Committee to meet;",
         "Encourages",
         "the Chair and, as necessary, other members of the Committee", None, False),
        ("en", "Encourages States and other donors in a position to do so to contribute;", "Encourages",
         "States and other donors in a position to do so", None, False),
        ("en", "Calls upon Member States, parties to armed conflict and the Council to respect them;",
         "Calls upon", "Member States, parties to armed conflict and the Council", None, False),
        ("en", "Encourages efforts by organizations to share data;", "Encourages", None, None, False),
        ("en", "Encourages the adoption by States of laws to act;", "Encourages", None, None, False),
        ("en", "Encourages the scaling-up and use of tools to trace it;", "Encourages", None, None, False),
        ("en", "Encourages accessions to the Convention and asks to be told;", "Encourages", None,
         None, False),
        ("en", "Demands that all parties immediately cease hostilities;", "Demands", "all parties", None,
         False),
        ("en", "Requests the Secretariat to apply the guidance amended by the Committee at its tenth "
         "session;",
         "Requests", "the Secretariat", None, False),
        ("en", "Requests the Secretariat to build on the work of the Committee at its tenth session, held in "
         "Rome;", "Requests", "the Secretariat", None, False),
        ("en", "Supported the proposals;", "Supported", None, None, False),
        ("en", "Requests the Secretariat to apply what was adopted by the Conference at its sixth session;",
         "Requests", "the Secretariat", None, False),
        ("en", "Requests, in this regard, the Secretary-General to submit a report;", "Requests",
         "the Secretary-General", None, False),
        ("en", "Encourages all countries, bodies and all others to cooperate;", "Encourages",
         "all countries, bodies and all others", None, False),
        ("en", "Encourages the Executive Committee to:", "Encourages", "the Executive Committee", None,
         False),
        ("en", "Encourages other organizations in a position to do so to provide support;", "Encourages",
         "other organizations in a position to do so", None, False),
        ("en", "Encourages the establishment of a group, within existing resources, to help;", "Encourages",
         None, None, True),
        ("en", "Reiterates its request to the Secretary-General to ensure it;", "Reiterates",
         "the Secretary-General", None, False),
        ("en", "Requested the working group to report at its fifty-seventh session, in 2026;", "Requested",
         "the working group", "session:57", False),
        ("fr", "Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingtième session ;",
         "Prie", "le Secrétaire général", "session:80", False),
        ("fr", "Invite les organismes des Nations Unies à renforcer leur appui ;", "Invite",
         "les organismes des Nations Unies", None, False),
        ("es", "Solicita al Grupo de Trabajo que prosiga su labor;", "Solicita", "Grupo de Trabajo", None,
         False),
        ("es", "Pide al Secretario General que le presente un informe en su octogésimo período de sesiones;",
         "Pide", "Secretario General", "session:80", False),
        ("ru", "просит Рабочую группу продолжить работу;", "просит", "Рабочую группу", None, False),
        ("ru", "просит Генерального секретаря представить доклад на ее восьмидесятой сессии;", "просит",
         "Генерального секретаря", "session:80", False),
        ("ru", "просит секретариат и Глобальный механизм в рамках их мандатов подготовить доклад;", "просит",
         "секретариат и Глобальный механизм", None, False),
        ("ru", "поручает Исполнительному секретарю при условии наличия ресурсов подготовить доклад;",
         "поручает", "Исполнительному секретарю", None, True),
        ("ru", "настоятельно призывает все государства-члены и организации принять меры;",
         "настоятельно призывает", "все государства-члены и организации", None, False),
        ("ru", "призывает Стороны, которые еще не сделали этого, и доноров ратифицировать поправку;",
         "призывает", "Стороны", None, False),
        ("ru", "требует, чтобы все стороны немедленно прекратили боевые действия;", "требует",
         "все стороны", None, False),
        ("ru", "вновь обращается с призывом к государствам-членам вносить взносы;",
         "вновь обращается с призывом", "государствам-членам", None, False),
        ("ru", "поручает Группе по вопросам деятельности рассмотреть его на ее четвертом совещании;",
         "поручает", "Группе по вопросам деятельности", "session:4", False),
        ("ru", "постановляет следовать рекомендациям, принятым группой на ее четвертом совещании;",
         "постановляет", None, None, False),
        ("ru", "постановляет продлить мандат Группы до проведения сессии Совета 2026 года;", "постановляет",
         None, None, False),
        ("ru", "просит Группу представить Совету доклад на его сессии 2026 года;", "просит", "Группу",
         "session:2026", False),
        ("ru", "поручить секретариату представить доклад к двадцать первой сессии Конференции;", "поручить",
         "секретариату", "session:21", False),
        ("es", "Solicitar a la Secretaría que informe en su período de sesiones de 2026;", "Solicitar",
         "la Secretaría", "session:2026", False),
        ("es", "Pide al Órgano Subsidiario que, en su 58º período de sesiones, lo examine;", "Pide",
         "Órgano Subsidiario", "session:58", False),
        ("es", "Solicita a la Secretaría y al Mecanismo Mundial que, en su marco, preparen un informe;",
         "Solicita", "la Secretaría y al Mecanismo Mundial", None, False),
        ("es", "Invita a los Estados, de conformidad con el derecho y la práctica, a que cooperen;",
         "Invita", "los Estados", None, False),
        ("es", "Exige que todas las partes pongan fin a las hostilidades;", "Exige", "todas las partes",
         None, False),
        ("es", "Reitera su solicitud al Secretario General de que informe;", "Reitera",
         "Secretario General", None, False),
        ("es", "Pide a la Secretaria Ejecutiva que informe en su cuarta reunión;", "Pide",
         "la Secretaria Ejecutiva", "session:4", False),
        ("es", "Decide seguir las recomendaciones aprobadas por el Grupo en su cuarta reunión;", "Decide",
         None, None, False),
        ("zh", "请秘书长向大会第八十届会议提交报告；", "请", "秘书长", "session:80", False),
        ("ar", "تطلب إلى الأمين العام أن يقدم إليها تقريرا في دورتها الثمانين؛", "تطلب إلى", "الأمين العام",
         "session:80", False),
        ("ar", "يدعو فريق الخبراء إلى مواصلة عمله؛", "يدعو", "فريق الخبراء", None, False),
        ("ar", "يدعو الدول الأطراف والجهات المانحة الأخرى إلى توفير موارد؛", "يدعو",
         "الدول الأطراف والجهات المانحة الأخرى", None, False),
        ("ar", "يحث الدول الأطراف، وفقا للاتفاقية، على التعاون؛", "يحث", "الدول الأطراف", None, False),
        ("ar", "يطلبان إلى الأمين العام أن يعقد اجتماعا قبل 31 آذار/مارس 2024، حسب توافر الموارد؛",
         "يطلبان إلى", "الأمين العام", "2024-03-31", True),
        ("ar", "يطلب إلى الأمانة أن تعد تقريرا لينظر فيه الفريق في اجتماعه الرابع عشر؛",
         "يطلب إلى", "الأمانة", "session:14", False),
        ("ar", "يطلب إلى الأمانة أن تنشر التقرير المعتمد في دورته الثانية المعقودة في فيينا؛", "يطلب إلى",
         "الأمانة", None, False),
        ("zh", "大力鼓励缔约国和其他捐助方提供资源；", "大力鼓励", "缔约国和其他捐助方", None, False),
        ("zh", "邀请缔约方和其他方面于2023年12月31日之前提交意见；", "邀请",
         "缔约方和其他方面", "2023-12-31", False),
        ("zh", "促请各国政府以及有关国际组织在资金到位的情况下采取行动；", "促请", "各国政府以及有关国际组织",
         None, True),
        ("zh", "请秘书处编写一份报告，供工作组第十四次会议审议；", "请", "秘书处", "session:14", False),
        ("zh", "请秘书处分发工作组第十四次会议通过的建议；", "请", "秘书处", None, False),
        ("zh", "表示注意到秘书处的说明；", "表示注意到", None, None, False),
        ("en", "The Conference approves the agenda.", "approves", None, None, False),
        ("en", "Approval of the agenda is recommended.", None, None, None, False),
        ("fr", "L’Assemblée générale décide d’examiner la question à sa trentième session.", "décide", None,
         "session:30", False),
        ("en", "To request the Panel, as appropriate, to report by 1 March 2025;", "To request", "the Panel",
         "2025-03-01", False),
        ("en", "Requests the Panel of Experts:", "Requests", "the Panel of Experts", None, False),
        ("en", "Requests the Secretary-General to report at its 2026 session within existing resources;",
         "Requests", "the Secretary-General", "session:2026", True),
        ("fr", "Charge le Groupe d’experts de lui remettre un rapport le 31 janvier 2025 au plus tard ;",
         "Charge", "le Groupe d’experts", "2025-01-31", False),
        ("fr", "Invite les États et les autres donateurs à verser des ressources avant le 1er mars 2025 ;",
         "Invite", "les États et les autres donateurs", "2025-03-01", False),
        ("fr", "Demande au Secrétaire général et à la Haute-Commissaire de coopérer ;", "Demande",
         "Secrétaire général et à la Haute-Commissaire", None, False),
        ("fr", "Exige de toutes les parties qu’elles cessent les hostilités ;", "Exige", "toutes les parties",
         None, False),
        ("fr", "Réitère la demande qu’il a faite au Secrétaire général d’agir à sa session de 2026 ;",
         "Réitère", "Secrétaire général", "session:2026", False),
        ("fr", "Lance un appel aux donateurs pour qu’ils contribuent, sous réserve que des fonds soient "
         "disponibles ;", "Lance un appel", "donateurs", None, True),
        ("fr", "De prier le Groupe de faire rapport d’ici au 31 mars 2025 ;", "De prier", "le Groupe",
         "2025-03-31", False),
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


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("en", "Takes note of the report, and requests the Secretary-General to report at its eighty-first "
         "session, and invites Member States to contribute by 1 May 2026;",
         [("Takes note", None, None), ("requests", "the Secretary-General", "session:81"),
          ("invites", "Member States", "2026-05-01")]),
        ("en", "Decides to meet at its eighth session, within existing resources, and requests the "
         "secretariat to assist;", [("Decides", None, "session:8"), ("requests", "the secretariat", None)]),
        ("en", "Welcomes requests for assistance, and requests made by States, and the decisions of the "
         "Council that requests it;", [("Welcomes", None, None)]),
        ("en", "Supported the plan, and requested the Group to report at its ninth session;",
         [("Supported", None, None), ("requested", "the Group", "session:9")]),
        ("en", "Recalls the session at which it took note, and requested the Group to report;",
         [("Recalls", None, None)]),  # told of another text
        ("fr", "Prend note du rapport et prie le Secrétaire général de lui présenter un rapport à sa "
         "quatre-vingtième session ;", [("Prend note", None, None),
                                       ("prie", "le Secrétaire général", "session:80")]),
        ("es", "Toma nota del informe y solicita al Secretario General que le presente otro;",
         [("Toma nota", None, None), ("solicita", "Secretario General", None)]),
        ("ru", "приветствует доклад и просит Генерального секретаря представить новый доклад;",
         [("приветствует", None, None), ("просит", "Генерального секретаря", None)]),
        ("zh", "注意到报告，并请秘书长向大会第八十届会议提交报告；",
         [("注意到", None, None), ("请", "秘书长", "session:80")]),
        ("ar", "ترحب بالتقرير، وتطلب إلى الأمين العام أن يقدم تقريرا في دورتها الثمانين؛",
         [("ترحب", None, None), ("تطلب إلى", "الأمين العام", "session:80")]),
    ],
)  # fmt: skip
def test_each_request_of_a_paragraph_is_told(
    language: str, text: str, rows: list[tuple[str, str | None, str | None]]
) -> None:
    found = all_of(text, language)
    assert [(action.verb, action.addressee, action.deadline) for action in found] == rows
    assert [action.clause for action in found] == list(range(1, len(rows) + 1))
    for action in found:
        for value, span in ((action.verb, action.verb_span), (action.addressee, action.addressee_span)):
            assert value == (text[slice(*span)] if span else None)


def test_money_belongs_to_its_request() -> None:
    first, second = all_of("Endorses the plan, and requests the Office, within existing resources, to help;")
    assert (first.resources, second.resources) == (False, True)


def test_verbs_in_one_run_of_italics_are_one_request() -> None:
    (only,) = all_of("Invites and encourages all States to join;", italics=len("Invites and encourages"))
    assert (only.verb, only.addressee) == ("Invites and encourages", "all States")
