"""What papers say of themselves, from their front lines as a page gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.semantics.masthead import read_masthead
from cotc.parsers.semantics.sessions import ordinal_value, session_number
from cotc.parsers.semantics.titles import whole_title

# front lines, then the values that must be read ("-" for none); what is not named is not looked at
PAPERS = """
=== report of a conference, English
United Nations
CTOC/COP/2024/11
Conference of the Parties to the United Nations
Distr.: General
11 November 2024
Convention against Transnational Organized
English
Crime
Original: English
Report of the Conference of the Parties to the United Nations Convention against Transnational Organized Crime on its twelfth session, held in Vienna from 14 to 18 October 2024
V.24-21194 (E)
--- symbol=CTOC/COP/2024/11 body=CTOC/COP language=en original_language=en date=2024-11-11 distribution=general
--- job=V.24-21194_(E) session_number=12 place=Vienna start=2024-10-14 end=2024-10-18
--- title=Report of the Conference of the Parties to the United Nations Convention against Transnational Organized Crime on its twelfth session, held in Vienna from 14 to 18 October 2024
=== French, masthead columns run together
Nations Unies
CTOC/COP/2024/11
Conférence des Parties à la Convention des NationsDistr. générale
Unies contre la criminalité transnationale organisée 11 novembre 2024
Français
Original : anglais
Rapport de la Conférence des Parties à la Convention des Nations Unies contre la criminalité transnationale organisée sur les travaux de sa douzième session, tenue à Vienne du 14 au 18 octobre 2024
V.24-21194 (F)
--- symbol=CTOC/COP/2024/11 body=CTOC/COP language=fr original_language=en date=2024-11-11 distribution=general
--- job=V.24-21194_(F) session_number=12 place=Vienne start=2024-10-14 end=2024-10-18
=== Spanish
Naciones Unidas
CTOC/COP/2024/11
Conferencia de las Partes en la Convención de las Distr. general
11 de noviembre de 2024
Naciones Unidas contra la Delincuencia
Español
Organizada Transnacional
Original: inglés
Informe de la Conferencia de las Partes en la Convención de las Naciones Unidas contra la Delincuencia Organizada Transnacional sobre su 12º período de sesiones, celebrado en Viena del 14 al 18 de octubre de 2024
--- body=CTOC/COP language=es original_language=en date=2024-11-11 distribution=general job=-
--- session_number=12 place=Viena start=2024-10-14 end=2024-10-18
=== Spanish, from Nairobi: the place goes on after its article, the language of the job in square brackets
UNEP/CHW.16/28
Distr. general
21 de julio de 2023
Español
Original: inglés
Informe de la Conferencia de las Partes en el Convenio de Basilea sobre el Control de los Movimientos Transfronterizos de los Desechos Peligrosos y su Eliminación sobre su 16ª reunión, celebrada en Sharm el-Sheikh del 1 al 12 de mayo de 2023
K2314567[S] 120923
--- symbol=UNEP/CHW.16/28 body=UNEP/CHW/COP language=es job=K2314567_(S) session_number=16
--- place=Sharm_el-Sheikh start=2023-05-01 end=2023-05-12
=== Russian: the country behind the place
ICCD/COP(15)/23/Add.1
Distr.: General
26 July 2022
Russian
Original: English
Доклад Конференции Сторон о работе ее пятнадцатой сессии, состоявшейся в Абиджане, Кот-д’Ивуар, с 9 по 20 мая 2022 года
--- body=ICCD/COP language=ru session_number=15 place=Абиджан start=2022-05-09 end=2022-05-20
=== Russian: the masthead is in English, the place in the prepositional
Организация Объединенных Наций
CTOC/COP/2024/11
Конференция участников Конвенции
Distr.: General
11 November 2024
Russian
Original: English
преступности
Доклад Конференции участников Конвенции Организации Объединенных Наций против транснациональной организованной преступности о работе ее двенадцатой сессии, проведенной в Вене 14–18 октября 2024 года
V.24-21194 (R)
--- body=CTOC/COP language=ru original_language=en date=2024-11-11 distribution=general
--- session_number=12 place=Вена start=2024-10-14 end=2024-10-18
=== Chinese
联合国
CTOC/COP/2024/11
Distr.: General
联合国打击跨国有组织犯罪公约缔约方会议
11 November 2024
Chinese
Original: English
联合国打击跨国有组织犯罪公约缔约方会议2024年10月14日至18日在维也纳举行的第十二届会议的报告
--- body=CTOC/COP language=zh original_language=en date=2024-11-11 distribution=general
--- session_number=12 place=维也纳 start=2024-10-14 end=2024-10-18
--- title=联合国打击跨国有组织犯罪公约缔约方会议2024年10月14日至18日在维也纳举行的第十二届会议的报告
=== Chinese, the days of the session after the report
联 合 国
FCCC/CP/2022/10
气候变化框架公约
Distr.: General
17 March 2023
Chinese
Original: English
缔约方会议
缔约方会议第二十七届会议报告，2022年11月6日至20日在沙姆沙伊赫举行
--- body=FCCC/CP language=zh date=2023-03-17 session_number=27 place=沙姆沙伊赫 start=2022-11-06 end=2022-11-20
--- title=缔约方会议第二十七届会议报告，2022年11月6日至20日在沙姆沙伊赫举行
=== Arabic, the country after the city
الأمم المتحدة
CBD/COP/15/17
Distr.: General
30 April 2023
Arabic
مؤتمر الأطراف في الاتفاقية المتعلقة بالتنوع البيولوجي
الاجتماع الخامس عشر
مونتريال، كندا، 7-19 كانون الأول/ديسمبر 2022
--- body=CBD/COP session_number=15 place=مونتريال،_كندا start=2022-12-07 end=2022-12-19
=== Chinese, the place after the days
联 合 国
CAC/COSP/2023/18
联合国反腐败公约缔约国会议
Distr.: General
5 January 2024
Chinese
第十届会议
2023年12月11日至15日，亚特兰大
与会者名单
--- body=CAC/COSP session_number=10 place=亚特兰大 start=2023-12-11 end=2023-12-15
=== Arabic, in logical order
الأمم المتحدة
CTOC/COP/2024/11
مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة
Distr.: General
11 November 2024
Arabic
Original: English
تقرير مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية عن دورته الثانية عشرة، المعقودة في فيينا من ١٤ إلى ١٨ تشرين الأول/أكتوبر ٢٠٢٤
--- body=CTOC/COP language=ar original_language=en date=2024-11-11 distribution=general
--- session_number=12 place=فيينا start=2024-10-14 end=2024-10-18
=== resolution of the General Assembly: the title is the text's own
United Nations
A/RES/79/212
General Assembly
Distr.: General
23 December 2024
Seventy-ninth session
Agenda item 18 (j)
Sustainable development: combating sand and dust storms
Resolution adopted by the General Assembly on 19 December 2024
[on the report of the Second Committee (A/79/437/Add.10, para. 7)]
24-24346 (E)
24-24346
--- symbol=A/RES/79/212 body=A language=en original_language=- date=2024-12-23 distribution=general
--- job=24-24346_(E) session_number=79 place=- start=- end=- title=-
=== resolution of the Security Council
United Nations
S/RES/2773 (2025)
Security Council
Distr.: General
21 February 2025
25-03000 (E)
--- symbol=S/RES/2773_(2025) body=S date=2025-02-21 session_number=- title=-
=== draft of the Council, whose sessions are years
United Nations
E/2025/L.15
Economic and Social Council
Distr.: Limited
30 June 2025
Original: English
2025 session
25 July 2024–30 July 2025
Agenda item 12 (b)
Implementation of and follow-up to major United Nations conferences and summits
Draft resolution submitted by the Vice-President of the Council, Lok Bahadur Thapa (Nepal), on the basis of informal consultations
25-10724 (E) 080725
--- symbol=E/2025/L.15 body=ECOSOC date=2025-06-30 distribution=limited job=25-10724_(E)
--- session_number=2025 place=- start=2024-07-25 end=2025-07-30 title=-
=== supplement of the Official Records: cover, double symbol, date of issue in brackets
E/2025/27-E/CN.6/2025/19
United Nations
Report of the Commission on the Status of Women
Report on the sixty-ninth session (27 March 2024 and 10–21 March 2025)
Economic and Social Council
Official Records, 2025
Supplement No. 7
Economic and Social Council E/2025/27-E/CN.6/2025/19 Official Records, 2025
United Nations • New York, 2025
Note
[4 April 2025]
25-05510
--- symbol=E/2025/27-E/CN.6/2025/19 body=E/CN.6 date=2025-04-04 distribution=- job=25-05510 session_number=69
--- start=2024-03-27 end=2025-03-21 original_language=-
--- title=Report of the Commission on the Status of Women: report on the sixty-ninth session (27 March 2024 and 10–21 March 2025)
=== supplement reissued, with asterisks in its symbols; the body's name is the title
E/2025/26*-E/CN.5/2025/6*
United Nations
Commission for Social Development
Report on the sixty-third session (14 February 2024 and 10–14 February 2025)
Economic and Social Council
Official Records, 2025
Supplement No. 6
--- symbol=E/2025/26-E/CN.5/2025/6 body=E/CN.5 session_number=63 start=2024-02-14 end=2025-02-14
--- title=Commission for Social Development: report on the sixty-third session (14 February 2024 and 10–14 February 2025)
=== supplement on several sessions
A/80/48
United Nations
Report of the Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families
Thirty-ninth session
(2–13 December 2024) Fortieth session
(7–17 April 2025)
General Assembly
Official Records
Eightieth Session
--- symbol=A/80/48 body=A session_number=39 start=2024-12-02 end=2024-12-13
--- title=Report of the Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families: thirty-ninth session (2–13 December 2024), fortieth session (7–17 April 2025)
=== meeting of States parties: place and dates on a line of their own
TPNW/MSP/2025/11
Third Meeting of States Parties to the
Distr.: General
19 March 2025
Treaty on the Prohibition of
Original: English
Nuclear Weapons
New York, 3–7 March 2025
Agenda item 15
Consideration and adoption of the final document
of the Meeting
Report of the third Meeting of States Parties to the Treaty on the Prohibition of Nuclear Weapons
25-04516
--- symbol=TPNW/MSP/2025/11 body=TPNW/MSP date=2025-03-19 distribution=general job=25-04516
--- session_number=3 place=New_York start=2025-03-03 end=2025-03-07
--- title=Report of the third Meeting of States Parties to the Treaty on the Prohibition of Nuclear Weapons
=== title that goes on in the next block
United Nations
FCCC/PA/CMA/2021/10/Add.3
Distr.: General
8 March 2022
Original: English
Report of the Conference of the Parties serving as the meeting of the Parties to the Paris Agreement on its
third session, held in Glasgow from 31 October to 13 November 2021
Common time frames for nationally determined contributions
--- body=FCCC/PA/CMA session_number=3 place=Glasgow start=2021-10-31 end=2021-11-13
--- title=Report of the Conference of the Parties serving as the meeting of the Parties to the Paris Agreement on its third session, held in Glasgow from 31 October to 13 November 2021
=== national report, with the country as subtitle
Nations Unies
A/HRC/WG.6/7/ITA/1
Assemblée générale
Distr. générale
16 novembre 2009
Français
Original: anglais
Conseil des droits de l’homme
Groupe de travail sur l’Examen périodique universel
Septième session
Genève, 8-19 février 2010
Rapport national présenté conformément au paragraphe 15 a) de l’annexe à la résolution 5/1 du Conseil des droits de l’homme*
Italie
GE.09-17088 (F) 111209 161209
--- symbol=A/HRC/WG.6/7/ITA/1 body=A/HRC/WG.6 language=fr original_language=en date=2009-11-16 distribution=general
--- job=GE.09-17088_(F) session_number=7 place=Genève start=2010-02-08 end=2010-02-19
--- title=Rapport national présenté conformément au paragraphe 15 a) de l’annexe à la résolution 5/1 du Conseil des droits de l’homme: Italie
=== the rapporteur below the title is no part of it
United Nations
A/80/438
General Assembly
Distr.: General
14 November 2025
Eightieth session
Report of the First Committee
Rapporteur: Mr. Ahmed Example (Egypt)
25-18511 (E)
--- symbol=A/80/438 body=A language=en date=2025-11-14 distribution=general session_number=80
--- title=Report of the First Committee
=== old paper: distribution in two pieces, the other column between them
UNITED
NATIONS
TD
Dist.
United Nations Conference
GENERAL
on Trade and Development
TD/B/CN.4/36
11 May 1994
Original: English
Second session
Geneva, 11 July 1994
Item 5 of the provisional agenda
GE.94-52114
--- symbol=TD/B/CN.4/36 body=TD/B/CN.4 date=1994-05-11 distribution=general job=GE.94-52114
--- session_number=2 place=Geneva start=1994-07-11 end=1994-07-11 title=-
=== place after the dates; the report's own session, not the one it is submitted to
United Nations
DP/2025/20
Distr.: General
14 July 2025
Original: English
Second regular session 2025
25 to 28 August 2025, New York
Item 1 of the provisional agenda
Report of the annual session 2025
(2 to 5 June 2025, New York)
--- body=DP session_number=2025 place=New_York start=2025-06-02 end=2025-06-05
--- title=Report of the annual session 2025 (2 to 5 June 2025, New York)
=== periods of a budget are no session
United Nations
A/80/604/Add.10*
General Assembly
Distr.: General
13 April 2026
Original: English
Eightieth session
Agenda item 149
Budget performance for the period from 1 July 2024 to 30 June 2025 and proposed budget for the period from 1 July 2026 to 30 June 2027
--- symbol=A/80/604/Add.10 session_number=80 place=- start=- end=-
=== a body outside the symbol system of the United Nations
CoP19 Doc. 8.1 (Rev. 1)
CONVENTION ON INTERNATIONAL TRADE IN ENDANGERED SPECIES OF WILD FAUNA AND FLORA
--- symbol=CoP19_Doc._8.1_(Rev._1) body=CITES/COP session_number=19
=== nothing but noise
Lorem ipsum
--- symbol=- body=generic language=en date=- distribution=- job=- session_number=- title=- place=- start=- end=-
"""  # noqa: E501


def _cases() -> list[tuple[str, list[str], dict[str, str]]]:
    cases = []
    for block in PAPERS.split("\n=== ")[1:]:
        name, *lines = block.strip().splitlines()
        front = [line for line in lines if not line.startswith("--- ")]
        expected: dict[str, str] = {}
        for line in (line[4:] for line in lines if line.startswith("--- ")):
            if line.startswith("title="):
                expected["title"] = line[6:]
                continue
            for pair in line.split():
                key, _, value = pair.partition("=")
                expected[key] = value.replace("_", " ") if key in ("place", "job", "symbol") else value
        cases.append((name, front, expected))
    return cases


@pytest.mark.parametrize(
    ("front", "expected"), [case[1:] for case in _cases()], ids=[case[0] for case in _cases()]
)
def test_the_values_of_a_front(front: list[str], expected: dict[str, str]) -> None:
    masthead = read_masthead(front, "", load())
    values = masthead._asdict() | {"body": masthead.body.name}
    assert {key: values[key] or "-" for key in expected} == expected


@pytest.mark.parametrize(
    ("front", "expected"), [case[1:] for case in _cases()], ids=[case[0] for case in _cases()]
)
def test_one_paragraph_of_many_lines_gives_the_same(front: list[str], expected: dict[str, str]) -> None:
    masthead = read_masthead(["\n".join(front)], "", load())
    values = masthead._asdict() | {"body": masthead.body.name}
    for key in ("symbol", "body", "language", "date", "distribution", "job"):
        assert (values[key] or "-") == expected.get(key, values[key] or "-")


def test_the_place_from_the_sentence_that_tells_of_this_session() -> None:
    front = ["E/2025/27-E/CN.6/2025/19", "Report on the sixty-ninth session", "(10–21 March 2025)"]
    sample = (
        "The seminar was held in Dili from 21 to 23 May 2025. The Commission held its sixty-eighth session "
        "in Geneva from 1 to 4 March 2024. The Commission held 18 formal meetings during its sixty-ninth "
        "session at "
        "Headquarters, on 27 March 2024 and from 10 to 21 March 2025."
    )
    assert read_masthead(front, sample, load()).place == "New York"
    assert read_masthead(front, "The seminar was held in Dili from 21 to 23 May 2025.", load()).place is None


def test_the_language_may_be_given() -> None:
    assert read_masthead(["Nations Unies"], "", load(), "es").language == "es"


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "twelfth", 12),
        ("en", "seventy-ninth", 79),
        ("en", "Hundredth", 100),
        ("en", "12th", 12),
        ("en", "2025", 2025),
        ("en", "regular", None),
        ("fr", "douzième", 12),
        ("fr", "soixante et onzième", 71),
        ("fr", "quatre-vingt-dix-neuvième", 99),
        ("fr", "vingt et unième", 21),
        ("es", "12º", 12),
        ("es", "septuagésimo noveno", 79),
        ("es", "decimotercer", 13),
        ("ru", "двенадцатой", 12),
        ("ru", "своей двадцать третьей", 23),
        ("zh", "十二", 12),
        ("zh", "七十九", 79),
        ("ar", "الثانية عشرة", 12),
        ("ar", "التاسعة والسبعين", 79),
        ("ar", "الحادي والعشرون", 21),
    ],
)
def test_ordinals(language: str, words: str, value: int | None) -> None:
    assert ordinal_value(words, load().languages[language]) == value


def test_every_ordinal_to_ninety_nine_is_read_in_english() -> None:
    english = load().languages["en"]
    written = {
        ordinal_value(tens + unit, english) for tens in ("", *english.tens) for unit in english.ordinals
    }
    assert set(range(1, 100)) <= written


def test_the_session_is_found_in_a_heading_of_each_language() -> None:
    texts = {
        "en": "Seventy-ninth session",
        "fr": "Soixante-dix-neuvième session",
        "es": "Septuagésimo noveno período de sesiones",
        "ru": "Семьдесят девятая сессия",
        "zh": "第七十九届会议",
        "ar": "الدورة التاسعة والسبعون",
    }
    for code, line in texts.items():
        profiles = load()
        front = ["A/RES/1/1", line]
        assert compiled(profiles.languages[code]).session.search(line), code
        assert read_masthead(front, "", profiles, code).session_number == "79", code


_LINES = st.sampled_from(
    [line for _, front, _ in _cases() for line in front]
    + [
        "",
        "*",
        "()",
        "(3 May 2024)",
        "Original:",
        "Distr.:",
        "session",
        "Official Records",
        "United Nations",
        "第届会议",
    ]
)


@given(st.lists(_LINES, max_size=12), st.sampled_from(["", "en", "ar", "zh"]))
def test_any_front_gives_a_masthead_that_holds_together(front: list[str], language: str) -> None:
    masthead = read_masthead(front, "", load(), language or None)
    assert (masthead.start is None) == (masthead.end is None)
    assert masthead.start is None or masthead.end is None or masthead.start <= masthead.end
    assert masthead.session_number is None or masthead.session_number.isdecimal()
    assert masthead.symbol is None or "*" not in masthead.symbol
    assert masthead.language in load().languages


@pytest.mark.parametrize(
    ("code", "line", "number"),
    [
        ("en", "Annual session 2025", "2025"),
        ("en", "Report on the first regular session 2025, 10 to 11 February 2025", "2025"),
        ("en", "second regular session of 2025", "2025"),
        ("en", "first session", "1"),
        ("fr", "Session annuelle de 2025", "2025"),
        ("fr", "Première session ordinaire de 2025", "2025"),
        ("es", "Período de sesiones anual de 2025", "2025"),
        ("es", "Primer período ordinario de sesiones de 2025", "2025"),
        ("ru", "Ежегодная сессия 2025 года", "2025"),
        ("ru", "Первая очередная сессия 2025 года", "2025"),
        ("zh", "2025年年度会议", "2025"),
        ("zh", "2025年第一届常会", "2025"),
        ("ar", "الدورة السنوية لعام 2025", "2025"),
        ("ar", "الدورة العادية الأولى لعام 2025", "2025"),
    ],
)
def test_sessions_of_boards_are_named_by_year(code: str, line: str, number: str) -> None:
    assert session_number(line, compiled(load().languages[code])) == number


COVER = ("A/80/23", "United Nations", "{}", "General Assembly", "Official Records", "Eightieth Session")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Report of the Special Committee on Decolonization for 2025", "2025"),
        ("Report of the Committee against Torture: forty-second session", "42"),
        ("Report of the Special Committee on resolution 2625/2025", "80"),  # no year stands there
    ],
)
def test_a_supplement_bears_the_session_or_year_of_its_own_body(title: str, number: str) -> None:
    front = [line.format(title) for line in COVER]
    assert read_masthead(front, "", load(), "en").session_number == number


@pytest.mark.parametrize(
    ("sentences", "place"),
    [
        (
            "The eighty-first session was held from 8 to 26 July 2024. "
            "Sessions were held at the United Nations Office at Geneva. Two were public.",
            "Geneva",
        ),
        (
            "It met from 8 to 26 July 2024, with members present at the United Nations Office at Vienna.",
            "Vienna",
        ),
        ("It was held at the United Nations Headquarters, New York, from 8 to 26 July 2024.", "New York"),
        ("It met from 8 to 26 July 2024. In 2023 a seminar was held in Dili. All came.", None),
        ("A seminar was held in Dili from 1 to 3 May 2024.", None),
    ],
)
def test_the_place_stands_with_the_days_of_the_session(sentences: str, place: str | None) -> None:
    front = ("A/80/44", "Report of the Committee against Torture", "Eightieth session", "8–26 July 2024")
    assert read_masthead(front, sentences, load(), "en").place == place


@pytest.mark.parametrize(
    ("told", "printed", "title"),
    [
        (
            "Report on the workshop on climate",
            "Abridged report on the workshop",
            "Abridged report on the workshop",
        ),
        ("Report of the Committee on its first session", "Report of the Committee", None),
        ("Report of the Committee", None, "Report of the Committee"),
        (None, "Organization of work", "Organization of work"),
    ],
)
def test_the_title_is_what_is_set_as_one(told: str | None, printed: str | None, title: str | None) -> None:
    assert whole_title(told, printed) == (title or told)
