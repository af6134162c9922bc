"""The rules of references, one sentence each: who is meant, what stays open, where a number leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cotc.parsers.model import Document, Footnote, Node, Report, SourceInfo, walk
from cotc.parsers.profiles.load import load
from cotc.parsers.semantics.references import enrich
from cotc.parsers.semantics.references.cited import cited_bodies
from cotc.parsers.semantics.references.lexicon import LANGUAGES
from cotc.parsers.semantics.references.normalise import fold, han_number
from cotc.parsers.semantics.references.resolve import NO_EARLIER, NO_YEAR

CTOC = "CTOC/COP/2024/11"
SESSIONS = {
    "A": "80",
    "E": "69",
    "CBD": "16",
    "UNEP": "16",
    "FCCC": "28",
}  # of the papers cited
Forms = list[tuple[str, str | None]]


def document(text: str, language: str = "en", symbol: str = CTOC, *notes: str) -> Document:
    session = Node(
        "session",
        "session",
        SESSIONS.get(symbol.split("/")[0], "12"),
        children=(Node("par-1", "paragraph", "1", text=text),),
    )
    report = Report(symbol, None, None, language, None, None, None, None)
    footnotes = tuple(Footnote(f"fn-{i}", str(i), note, None, (), ()) for i, note in enumerate(notes, 1))
    return Document("1", SourceInfo("t", "", None, "text", None), report, (), (session,), footnotes, (), ())


def forms(text: str, language: str = "en", symbol: str = CTOC) -> Forms:
    refs = enrich(document(text, language, symbol)).tree[0].children[0].refs
    return [(ref.kind, ref.form) for ref in refs]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Recalling its resolution 9/1,", [("resolution", "ctoc-cop/res/9/1")]),
        ("fr", "Rappelant sa résolution 9/1,", [("resolution", "ctoc-cop/res/9/1")]),
        ("en", "in General Assembly resolution 78/47", [("resolution", "un-ga/res/78/47")]),
        ("en", "the General Assembly, in its resolution 78/47,", [("resolution", "un-ga/res/78/47")]),
        ("en", "By its resolution 79/38, the General Assembly", [("resolution", "un-ga/res/79/38")]),
        ("fr", "résolution 78/47 de l’Assemblée générale", [("resolution", "un-ga/res/78/47")]),
        ("en", "Security Council resolution 1373 (2001)", [("resolution", "un-sc/res/1373 (2001)")]),
        ("en", "decision 26/COP.15", [("decision", "iccd-cop/dec/26/COP.15")]),
        ("en", "in decision 1/CP.21.", [("decision", "fccc-cp/dec/1/CP.21")]),
        ("en", "decisions 1/CP.21 and 14/CMA.1",
         [("decision", "fccc-cp/dec/1/CP.21"), ("decision", "fccc-cma/dec/14/CMA.1")]),
        ("en", "decision IX/16 C of the Conference", [("decision", None)]),
        ("en", "Article 3, paragraph 1 (a) and (b), of the United Nations Charter",
         [("article", "un-charter/art-3/1/a"), ("article", "un-charter/art-3/1/b")]),
        ("en", "Chapter VII of the Charter of the United Nations", [("paragraph", "un-charter/ch-VII")]),
        ("en", "in chapter 17 of Agenda 21", [("paragraph", "ch-17")]),
        ("en", "see resolution 78/69, annex, paragraphs 6, 12 and 15",
         [("resolution", "un-ga/res/78/69"), ("paragraph", "un-ga/res/78/69/annex/par-6"),
          ("paragraph", "un-ga/res/78/69/annex/par-12"), ("paragraph", "un-ga/res/78/69/annex/par-15")]),
        ("en", "document A/47/277-S/24111 of", [("symbol", "A/47/277"), ("symbol", "S/24111")]),
        ("en", "articles 2, 4 of the Convention", [("article", "untoc/art-2"), ("article", "untoc/art-4")]),
        ("en", "article 7 of the Italian Constitution", [("article", "art-7")]),
        ("en", "from 30 November to 4 December 2026", [("date", "2026-11-30/2026-12-04")]),
        ("en", "on 31 February 2024", []),
        ("en", "on 31 June 2024", []),
        ("en", "the I-24/7 system, HIV/AIDS and 2008/09", []),
        ("fr", "la directive 2000/43 de l’Union européenne", []),
        ("en", "decision 4 of the first Meeting", [("decision", None)]),
        ("en", "its resolutions 72/225, 73/237 and 74/226", [("resolution", None)] * 3),
        ("en", "paragraphs 5 and 7 (b) of annex II to General Assembly resolution 77/1",
         [("paragraph", "un-ga/res/77/1/annex-II/par-5"), ("paragraph", "un-ga/res/77/1/annex-II/par-7/b"),
          ("resolution", "un-ga/res/77/1")]),
        ("en", "paragraph 90 of resolution 61/105, paragraph 119 of resolution 64/72",
         [("paragraph", "un-ga/res/61/105/par-90"), ("resolution", "un-ga/res/61/105"),
          ("paragraph", "un-ga/res/64/72/par-119"), ("resolution", "un-ga/res/64/72")]),
        ("en", "articles 57, paragraph 5 (g), 61 and 62 of the Convention",
         [("article", "untoc/art-57/5/g"), ("article", "untoc/art-61"), ("article", "untoc/art-62")]),
        ("en", "article 4, paragraphs 3, 4 and 5, of the Convention",
         [("article", "untoc/art-4/3"), ("article", "untoc/art-4/4"), ("article", "untoc/art-4/5")]),
        ("en", "considered sub-items 4 (a) and (b)", [("agenda", "item-4/a"), ("agenda", "item-4/b")]),
        ("en", "the posts (A/80/611, para. 3) and positions (ibid., paras. 41 and 42)",
         [("symbol", "A/80/611"), ("paragraph", "A/80/611/par-3"),
          ("ibid", "A/80/611/par-41"), ("paragraph", "A/80/611/par-42")]),
        ("en", "adopted by Security Council resolution 2793 (2025) (ibid., para. 7)",
         [("resolution", "un-sc/res/2793 (2025)"), ("ibid", None), ("paragraph", "par-7")]),
        ("en", "the Nelson Mandela Rules, rule 92", [("article", "art-92")]),
        ("en", "rule 22 of the rules of procedure", [("article", "ctoc-cop-rules/art-22")]),
        ("en", "rule 153 of the rules of procedure of the General Assembly",
         [("article", "un-ga-rules/art-153")]),
        ("fr", "l’article 46 du règlement intérieur de la Conférence",
         [("article", "ctoc-cop-rules/art-46")]),
        ("en", "Article 13, paragraphs 14–15, of the Paris Agreement", [("article", "paris/art-13/14..15")]),
        ("zh", "会议期间举行了10次会议，第11次会议", [("meeting", "meeting-11")]),
        ("en", "(see chap. I.B)", [("paragraph", "CTOC/COP/2024/11/ch-I/B")]),
        ("en", "resolutions concerning Sudan, in particular 1591 (2005), as supplemented by 2664 (2022)",
         [("resolution", "un-sc/res/1591 (2005)"), ("resolution", "un-sc/res/2664 (2022)")]),
        ("en", "resolution 1591 (2005) holds. Of 1200 (2006) votes",
         [("resolution", "un-sc/res/1591 (2005)")]),
        ("en", "UNEP/OzL.Pro.28/12, UNEP/OzL.Conv.12(I)/9, UNEP(DTIE)/Hg/CONF/4",
         [("symbol", "UNEP/OzL.Pro.28/12"), ("symbol", "UNEP/OzL.Conv.12(I)/9"),
          ("symbol", "UNEP(DTIE)/Hg/CONF/4")]),
        ("en", "see CRPD/C/AUT/CO/2-3/Corr.1, A/79/6 (Sect. 3)/Add.9, ECE/TRADE/C/2017/16/Rev1 and "
         "UNCTAD/SHIP/494(10)",
         [("symbol", "CRPD/C/AUT/CO/2-3/Corr.1"), ("symbol", "A/79/6 (Sect. 3)/Add.9"),
          ("symbol", "ECE/TRADE/C/2017/16/Rev1"), ("symbol", "UNCTAD/SHIP/494(10)")]),
        ("en", "see A/AC.109/2025/SR.2–6, 8 and 9–11, and A/80/21–25",
         [("symbol", "A/AC.109/2025/SR.2..6"), ("symbol", "A/AC.109/2025/SR.8"),
          ("symbol", "A/AC.109/2025/SR.9..11"), ("symbol", "A/80/21..25")]),
        ("en", "see CAT/C/SR.1 and 3 reports", [("symbol", "CAT/C/SR.1")]),
        ("en", "A/80/____, and decision X/CP.21", []),
        ("en", "World Health Assembly resolution 77.3. In resolution 8.5 of 2024",
         [("resolution", "who-wha/res/77.3"), ("resolution", None)]),
        ("fr", "résolution 77.3 de l’Assemblée mondiale de la Santé", [("resolution", "who-wha/res/77.3")]),
        ("en", "Decision 16-16, and decision A-32/4.8.2.", [("decision", None), ("decision", None)]),
        ("en", "Articles 10.3.1 and 10.7.2.d, and Article 73 e of the Charter of the United Nations",
         [("article", "un-charter/art-10.3.1"), ("article", "un-charter/art-10.7.2.d"),
          ("article", "un-charter/art-73/e")]),
        ("en", "see A/80/1, paras. 22.11 and 69 sexies (a)",
         [("symbol", "A/80/1"), ("paragraph", "A/80/1/par-22-11"), ("paragraph", "A/80/1/par-69sexies/a")]),
        ("ru", "статья 10.3.1 Устава Организации Объединенных Наций", [("article", "un-charter/art-10.3.1")]),
        ("en", "article 17, paragraph 1 (a) (i) or (ii) or (b) (i), of the Convention",
         [("article", "untoc/art-17/1/a/i"), ("article", "untoc/art-17/1/a/ii"),
          ("article", "untoc/art-17/1/b/i")]),
        ("en", "Supplement No. 53A and corrigendum (A/66/53/Add.1 and A/66/53/Add.1/Corr.1), chap. III.",
         [("symbol", "A/66/53/Add.1"), ("symbol", "A/66/53/Add.1/Corr.1"),
          ("paragraph", "A/66/53/Add.1/ch-III")]),
        ("en", "by the 23 March Movement (M23) on 23 March 2025", [("date", "2025-03-23")]),
        ("fr", "le Mouvement du 23 mars (M23)", []),
        ("en", "(A/80/1, para 64, and A/80/2 para 59-61)",
         [("symbol", "A/80/1"), ("paragraph", "A/80/1/par-64"),
          ("symbol", "A/80/2"), ("paragraph", "A/80/2/par-59..61")]),
        ("en", "on 31 August and 1 September 2023, January 28, 2025 and February 14 2025",
         [("date", "2023-08-31"), ("date", "2023-09-01"), ("date", "2025-01-28"), ("date", "2025-02-14")]),
        ("en", "from 7 to 17 April and 22 April to 9 May 2025",
         [("date", "2025-04-07/2025-04-17"), ("date", "2025-04-22/2025-05-09")]),
        ("en", "28 December and 3 January 2025", [("date", "--12-28"), ("date", "2025-01-03")]),
        ("fr", "les 31 août et 1er septembre 2023", [("date", "2023-08-31"), ("date", "2023-09-01")]),
        ("es", "el 31 de agosto y el 1 de septiembre de 2023",
         [("date", "2023-08-31"), ("date", "2023-09-01")]),
        ("ru", "31 августа и 1 сентября 2023 года", [("date", "2023-08-31"), ("date", "2023-09-01")]),
        ("ar", "31 آب/أغسطس و1 أيلول/سبتمبر 2023", [("date", "2023-08-31"), ("date", "2023-09-01")]),
        ("fr", "paragraphe 5 de sa résolution 9/1 et l’annexe à sa résolution 9/2",
         [("paragraph", "ctoc-cop/res/9/1/par-5"), ("resolution", "ctoc-cop/res/9/1"),
          ("paragraph", "ctoc-cop/res/9/2/annex"), ("resolution", "ctoc-cop/res/9/2")]),
        ("es", "el párrafo 5 de su resolución 9/1 y el anexo de su resolución 9/2",
         [("paragraph", "ctoc-cop/res/9/1/par-5"), ("resolution", "ctoc-cop/res/9/1"),
          ("paragraph", "ctoc-cop/res/9/2/annex"), ("resolution", "ctoc-cop/res/9/2")]),
        ("ru", "в пункте 5 своей резолюции 9/1 и приложении к своей резолюции 9/2",
         [("paragraph", "ctoc-cop/res/9/1/par-5"), ("resolution", "ctoc-cop/res/9/1"),
          ("paragraph", "ctoc-cop/res/9/2/annex"), ("resolution", "ctoc-cop/res/9/2")]),
        ("en", "resolution 9 (Cg-18) of another body", [("resolution", None)]),
        ("en", "at its first plenary meeting and the second meeting of experts", [("meeting", "meeting-1")]),
        ("fr", "à sa première séance plénière et à la deuxième réunion d’experts",
         [("meeting", "meeting-1")]),
        ("ru", "на первом пленарном заседании и третьем совещании", [("meeting", "meeting-1")]),
        ("zh", "在第一次全体会议上和第二次会议上", [("meeting", "meeting-1")]),
        ("zh", "见A/80/1，第一章第二节", [("symbol", "A/80/1"), ("paragraph", "A/80/1/ch-I/II")]),
        ("ar", "(A/80/1، الفصل الأول، الفرع الثاني)",
         [("symbol", "A/80/1"), ("paragraph", "A/80/1/ch-I/II")]),
        ("en", "(DP/FPA/OPS-ICEF-UNW-WFP/2025/CRP.1)", [("symbol", "DP/FPA/OPS-ICEF-UNW-WFP/2025/CRP.1")]),
        ("es", "el párrafo 2 a) del artículo 32 de la Convención", [("article", "untoc/art-32/2/a")]),
        ("fr", "l’alinéa a) du paragraphe 2 de l’article 5 de la Convention",
         [("article", "untoc/art-5/2/a")]),
        ("ru", "подпунктом a) пункта 3 статьи 5 Протокола об огнестрельном оружии",
         [("article", "untoc-firearms/art-5/3/a")]),
        ("ru", "пункте 5 приложения II к резолюции 77/1 Генеральной Ассамблеи, пунктах 12 и 13 доклада "
         "(A/80/604)",
         [("paragraph", "un-ga/res/77/1/annex-II/par-5"), ("resolution", "un-ga/res/77/1"),
          ("paragraph", "A/80/604/par-12"), ("paragraph", "A/80/604/par-13"), ("symbol", "A/80/604")]),
        ("ru", "решения 1/СР.26", [("decision", "fccc-cp/dec/1/CP.26")]),
        ("ru", "решение 1/СМА.3", [("decision", "fccc-cma/dec/1/CMA.3")]),
        ("ru", "решения БК-15/1 и БК-14/5 Конференции Сторон Базельской конвенции",
         [("decision", "unep-chw-cop/dec/BC-15/1"), ("decision", "unep-chw-cop/dec/BC-14/5")]),
        ("ru", "статью 22, пункт 2, Конвенции", [("article", "untoc/art-22/2")]),
        ("ru", "статью 22 и пункт 2, Конвенции и правил",
         [("article", "art-22"), ("paragraph", "par-2")]),
        ("ru", "на основании главы VII Устава Организации Объединенных Наций",
         [("paragraph", "un-charter/ch-VII")]),
        ("ru", "пункт 7 постановляющей части своей резолюции 9/1",
         [("paragraph", "ctoc-cop/res/9/1/par-7"), ("resolution", "ctoc-cop/res/9/1")]),
        ("es", "el párrafo 7 de la parte dispositiva de su resolución 9/1",
         [("paragraph", "ctoc-cop/res/9/1/par-7"), ("resolution", "ctoc-cop/res/9/1")]),
        ("es", "en relación con el tema 3 de la agenda", [("agenda", "item-3")]),
        ("zh", "《公约》第三十二条第2款(a)项", [("article", "untoc/art-32/2/a")]),
        ("fr", "conformément au règlement intérieur (article 45, par. 2)",
         [("article", "ctoc-cop-rules/art-45/2")]),
        ("zh", "《公约》第8(j)条和第4号决定，第4号决定草案",
         [("article", "untoc/art-8/j"), ("decision", None)]),
        ("zh", "《条约汇编》，第2237卷和第2241卷，第39574号", [("treaty", "unts/2237,2241/39574")]),
        ("zh", "《联合国宪章》第一条第三项", [("article", "un-charter/art-1/3")]),
        ("ar", "المادة 8(ي) من الاتفاقية", [("article", "untoc/art-8/j")]),
        ("zh", "缔约方会议第9/1号决议附件第5段",
         [("resolution", "ctoc-cop/res/9/1"), ("paragraph", "ctoc-cop/res/9/1/annex/par-5")]),
        ("ar", "والفقرة ٣٠ من المقرر ١/م أ-٢٦",
         [("paragraph", "fccc-cp/dec/1/CP.26/par-30"), ("decision", "fccc-cp/dec/1/CP.26")]),
        ("ar", "للفقرة 2 من المادة 32 من الاتفاقية", [("article", "untoc/art-32/2")]),
        ("ar", "الفقرة 5 من المرفق الثاني لقرار الجمعية العامة 77/1",
         [("paragraph", "un-ga/res/77/1/annex-II/par-5"), ("resolution", "un-ga/res/77/1")]),
    ],
)  # fmt: skip
def test_sentence(language: str, text: str, expected: Forms) -> None:
    assert forms(text, language) == expected


@pytest.mark.parametrize(
    ("symbol", "language", "text", "expected"),
    [
        ("A/RES/79/1", "en", "resolution 9/5 of 17 December 2021 of the Conference of the States Parties to "
         "the United Nations Convention against Corruption, and Conference resolution 9/4",
         ["cac-cosp/res/9/5", "cac-cosp/res/9/4"]),
        ("A/RES/79/1", "en", "Commission resolution 65/2", [None]),
        ("A/RES/79/1", "en", "resolution 79/1 of 22 September 2024, and Human Rights Council resolution 52/1",
         ["un-ga/res/79/1", "un-hrc/res/52/1"]),
        ("A/RES/79/1", "en", "the Council in its resolution 2802 (2025)", ["un-sc/res/2802 (2025)"]),
        ("A/RES/79/1", "en", "decision A-32/4 of the body", [None]),
        ("A/80/1", "en", "extended by the Council until 20 December 2026 in its resolution 2808 (2025)",
         ["un-sc/res/2808 (2025)"]),
        ("A/80/1", "en", "in accordance with resolution 79/128, to the Conference, to decide",
         ["un-ga/res/79/128"]),
        ("A/RES/79/190", "en", "resolution 10/12 of 15 December 2023, adopted by the Conference of the "
         "States Parties to the United Nations Convention against Corruption", ["cac-cosp/res/10/12"]),
        ("A/RES/79/190", "fr", "la résolution 10/12 du 15 décembre 2023, adoptée par la Conférence des États "
         "parties à la Convention des Nations Unies contre la corruption", ["cac-cosp/res/10/12"]),
        ("A/80/1", "en", "Council resolution 1818 (LV)", ["un-ecosoc/res/1818 (LV)"]),
        ("A/RES/79/1", "en", "resolutions 75/290 A on high-level segments and 75/290 B on a forum",
         ["un-ga/res/75/290 A", "un-ga/res/75/290 B"]),
        ("E/2025/34 (Part I)-E/ICEF/2025/7 (Part I)", "en", "decision 2025/2 of the Bureau of UNDP", [None]),
        ("A/RES/79/1", "ar", "قراراتها 44/236 المؤرخ 22 كانون الأول/ديسمبر 1989 و54/219",
         ["un-ga/res/44/236", "un-ga/res/54/219"]),
        ("A/RES/79/1", "ar", "القرار دإط-10/21 وقرارها دإ-32/1",
         ["un-ga/res/ES-10/21", "un-ga/res/S-32/1"]),
        ("UNEP/CHW.16/28", "ar", "المقررات ا ب-10/2 وا ب-14/1 وا س-9/3",
         ["unep-chw-cop/dec/BC-10/2", "unep-chw-cop/dec/BC-14/1", "stockholm-cop/dec/SC-9/3"]),
        ("ICCD/COP(15)/23/Add.1", "ar", "المقرر ٣/م أ-١٢", ["iccd-cop/dec/3/COP.12"]),
        ("FCCC/CP/2022/10", "ar", "المقرر ٣/م أ-١٢", ["fccc-cp/dec/3/CP.12"]),
        ("A/RES/79/1", "ar", "قرارها 76/185 وقرار مجلس حقوق الإنسان 52/1",
         ["un-ga/res/76/185", "un-hrc/res/52/1"]),
        ("UNEP/CHW.16/28", "en", "decisions BC-15/1 and VII/5, and decision RC-10/2",
         ["unep-chw-cop/dec/BC-15/1", "unep-chw-cop/dec/VII/5", "rotterdam-cop/dec/RC-10/2"]),
        ("UNEP/CHW.16/25", "en", "decisions III/1, Annex VIII to the Convention and decision OEWG-13/2,",
         ["unep-chw-cop/dec/III/1", "unep-chw-cop/dec/OEWG-13/2"]),
        ("A/RES/79/1", "en", "decisions BC-15/7 and SC-10/2 of the Conferences of the Parties to the Basel "
         "and Stockholm Conventions", ["unep-chw-cop/dec/BC-15/7", "stockholm-cop/dec/SC-10/2"]),
        ("CBD/COP/DEC/16/3", "en", "Recalling decisions XII/12 B, CP-10/2, NP-4/6 and 14/30,",
         ["cbd-cop/dec/XII/12 B", "cbd-cp-mop/dec/CP-10/2", "cbd-np-mop/dec/NP-4/6", "cbd-cop/dec/14/30"]),
        ("CBD/COP/DEC/16/3", "en", "decisions 15/4 and XIII/25, and decision CP-10/4 of the Conference of "
         "the Parties serving as the meeting of the Parties to the Cartagena Protocol",
         ["cbd-cop/dec/15/4", "cbd-cop/dec/XIII/25", "cbd-cp-mop/dec/CP-10/4"]),
        ("CBD/COP/DEC/16/3", "zh", "缔约方大会第15/4号决定以及大会第77/167号决议",
         ["cbd-cop/dec/15/4", "un-ga/res/77/167"]),
        ("E/2025/34 (Part I)-E/ICEF/2025/7 (Part I)", "en", "The Executive Board adopted decision 2025/1",
         ["unicef-eb/dec/2025/1"]),
    ],
)  # fmt: skip
def test_whose_text_it_is(symbol: str, language: str, text: str, expected: list[str | None]) -> None:
    refs = enrich(document(text, language, symbol)).tree[0].children[0].refs
    assert [ref.form for ref in refs if ref.kind in ("resolution", "decision")] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "resolutions 79/98 to 79/112, and 79/93 A and B of 4 December 2024"),
        ("fr", "résolutions 79/98 à 79/112 et 79/93 A et B"),
        ("es", "resoluciones 79/98 a 79/112 y 79/93 A y B"),
        ("ru", "резолюции 79/98-79/112 и 79/93 A и B"),
        ("zh", "大会第79/98至79/112号和第79/93 A和B号决议"),
        ("zh", "大会第79/98号至第79/112号决议和第79/93 A、B号决议"),
        ("ru", "резолюции 79/98-79/112 и 79/93 А и В"),
        ("ar", "القرارات 79/98 إلى 79/112 و 79/93 ألف وباء"),
    ],
)
def test_ranges_and_shared_letters_of_texts(language: str, text: str) -> None:
    refs = enrich(document(text, language, "A/80/1")).tree[0].children[0].refs
    found = [ref.form for ref in refs if ref.kind == "resolution"]
    assert found == ["un-ga/res/79/98..112", "un-ga/res/79/93 A", "un-ga/res/79/93 B"]


def test_a_range_of_one_series() -> None:
    assert forms("decisions 9/CP.19 to 15/CP.19 and 2/CP.20") == [
        ("decision", "fccc-cp/dec/9..15/CP.19"),
        ("decision", "fccc-cp/dec/2/CP.20"),
    ]


@pytest.mark.parametrize(
    ("symbol", "language", "text", "expected"),
    [
        ("S/RES/2745 (2024)", "en", "annex B to resolution 2576 (2021)",
         ["un-sc/res/2576 (2021)/annex-B", "un-sc/res/2576 (2021)"]),
        ("S/RES/2745 (2024)", "fr", "l’annexe B de la résolution 2576 (2021)",
         ["un-sc/res/2576 (2021)/annex-B", "un-sc/res/2576 (2021)"]),
        ("S/RES/2745 (2024)", "en", "Article 41 of Chapter VII of the Charter of the United Nations",
         ["un-charter/art-41", "un-charter/ch-VII"]),
        ("S/RES/2745 (2024)", "fr", "l’article 26 de la Charte et l’article 3 de la Charte africaine",
         ["un-charter/art-26", "art-3"]),
        ("UNEP/OzL.Pro.36/10", "en", "Article 2J of the Protocol", ["montreal/art-2J"]),
        ("UNEP/OzL.Pro.36/10", "fr", "l’article 2J du Protocole", ["montreal/art-2J"]),
        ("A/HRC/RES/54/1", "en", "the Convention on the Rights of the Child (art. 3, para. 1), the Universal "
         "Declaration of Human Rights (art. 19)", ["crc/art-3/1", "udhr/art-19"]),
    ],
)  # fmt: skip
def test_whose_article_or_annex_it_is(
    symbol: str, language: str, text: str, expected: list[str | None]
) -> None:
    assert [form for _, form in forms(text, language, symbol)] == expected


def test_sessions_in_arabic() -> None:
    text = "قرار الجمعية العامة 217 ألف (د-3) وقرارها 2758 (د-26)"
    assert forms(text, "ar", "A/RES/79/1") == [
        ("resolution", "un-ga/res/217 A (III)"),
        ("resolution", "un-ga/res/2758 (XXVI)"),
    ]


def test_a_letter_that_does_not_follow_is_none() -> None:
    assert forms("resolution 9/1 A, I recall") == [("resolution", "ctoc-cop/res/9/1 A")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Security Council resolution 1325, on women"),
        ("fr", "la résolution 1325 du Conseil de sécurité"),
        ("zh", "安全理事会第1325号决议"),
    ],
)
def test_a_resolution_without_its_year_stays_open(language: str, text: str) -> None:
    refs = enrich(document(text, language, "A/80/1")).tree[0].children[0].refs
    assert [(ref.kind, ref.form, ref.reason) for ref in refs] == [("resolution", None, NO_YEAR)]


def test_each_body_has_one_slug() -> None:
    """References and profiles call a body the same; user's profiles add theirs."""
    cited = {body.slug for body in cited_bodies()}
    general = {"un", "un-conference", "un-ecosoc-commission"}
    assert {body.slug for body in load().bodies} - cited <= general


def test_a_body_cannot_cite_a_session_to_come() -> None:
    assert forms("Resolution 14/2 is cited.") == [("resolution", None)]


def test_a_date_outside_the_session_excludes_the_body() -> None:
    named = (
        "the Economic and Social Commission for Asia and the Pacific adopted resolution 72/7 of 19 May 2016"
    )
    assert forms(named, symbol="A/RES/79/212")[0] == ("resolution", "un-escap/res/72/7")


def test_what_stays_open_has_a_reason() -> None:
    node = enrich(document("See paragraph 51 of the rules and, on 3 March, decision 4.")).tree[0].children[0]
    assert [ref.kind for ref in node.refs] == ["paragraph", "date", "decision"]
    assert all(ref.reason for ref in node.refs)


def test_ibid_goes_on_with_the_note_before() -> None:
    notes = (
        "Resolution 69/313, annex.",
        "Ibid., para. 123.",
        "Ibid.",
        "See A/1/2 and A/3/4.",
        "Ibid.",
        "A/79/53, chap. IV, sect. A.",
        "Ibid., chap. V, paras. 3 and 5.",
    )
    done = enrich(document("x", "en", "A/RES/79/212", *notes))
    ibids = [
        (ref.form, ref.target, ref.reason is None)
        for note in done.footnotes
        for ref in note.refs
        if ref.kind == "ibid"
    ]
    assert ibids == [
        ("un-ga/res/69/313/annex/par-123", "fn-1", True),
        ("un-ga/res/69/313/annex/par-123", "fn-2", True),
        (None, "fn-4", False),
        ("A/79/53/ch-V/par-3", "fn-6", True),
    ]
    assert done.footnotes[-1].refs[-1].form == "A/79/53/ch-V/par-5"


def test_ibid_without_a_comma_and_behind_and() -> None:
    notes = (
        "United Nations, Treaty Series, vol. 2237, No. 39574.",
        "Ibid. vol. 2241, No. 39575; and ibid., vol. 2518, No. 44910.",
    )
    refs = enrich(document("x", "en", "A/RES/79/212", *notes)).footnotes[1].refs
    assert [ref.form for ref in refs] == ["unts/2241/39575", "unts/2518/44910"]


def test_a_heading_does_not_cite_itself() -> None:
    paper = document("x")
    titles = ("Rule 7: Documentation", "Rule 7 of the rules of procedure")
    nodes = tuple(Node(f"sec-{at}", "section", str(at), title=title) for at, title in enumerate(titles))
    paper = replace(paper, tree=(replace(paper.tree[0], children=nodes),))
    assert [[ref.form for ref in node.refs] for node in enrich(paper).tree[0].children] == [
        [],
        ["ctoc-cop-rules/art-7"],
    ]


def test_ibid_in_a_paragraph_says_what_it_lacks() -> None:
    node = enrich(document("the posts (ibid., para. 3)")).tree[0].children[0]
    assert [ref.reason for ref in node.refs if ref.kind == "ibid"] == [NO_EARLIER]


def test_short_names_mean_the_only_instrument_named() -> None:
    text = "The United Nations Convention on the Law of the Sea holds. Article 5 of the Convention"
    assert forms(text, symbol="A/RES/79/212") == [("article", "unclos/art-5")]
    both = "The Convention on the Rights of the Child and the Convention against Torture"
    two = f"{both}: article 5 of the Convention"
    assert forms(two, symbol="A/RES/79/212") == [("article", "art-5")]


@given(
    st.text(alphabet=st.sampled_from("12/., ()IVABCabc«»第号决议قرار résolutionarticle‑–’٣"), max_size=80),
    st.sampled_from(LANGUAGES),
)
def test_spans_point_at_what_is_printed(text: str, language: str) -> None:
    for node, _ in walk(enrich(document(text, language))):
        last = 0
        for ref in node.refs:
            assert last <= ref.start < ref.end <= len(text)
            assert ref.text == text[ref.start : ref.end]
            assert ref.form or ref.reason
            last = ref.end


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_numerals() -> None:
    assert [han_number(n) for n in ("一", "十", "十二", "二十", "九十九", "x")] == [1, 10, 12, 20, 99, None]


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("en", "under Chapter VIII of the Charter", "un-charter/ch-VIII"),
        ("en", "under Article 4 of the Charter of the Organization of African Unity", "art-4"),
        ("fr", "en vertu de l’Article 51 de la Charte", "un-charter/art-51"),
        ("es", "en virtud del Capítulo VII de la Carta", "un-charter/ch-VII"),
        ("ru", "в соответствии со статьей 11 Устава", "un-charter/art-11"),
        ("zh", "根据《宪章》第五十一条", "un-charter/art-51"),
        ("ar", "بموجب المادة 51 من الميثاق", "un-charter/art-51"),
    ],
)
def test_the_charter_of_the_principal_organs_is_that_of_the_united_nations(
    language: str, text: str, form: str
) -> None:
    assert [found for _, found in forms(text, language, "A/RES/79/1")] == [form]
