"""What each pattern must and must not match, in real wording of the papers."""

import pytest
import regex

from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import Patterns, compiled, normalise

# attribute, language, line, groups that must be found (None: must not match)
HEADINGS = [
    ("chapter", "en", "Chapter I", {"number": "I"}),
    ("chapter", "en", "CHAPTER IV", {"number": "IV"}),
    (
        "chapter",
        "en",
        "Chapter XII Adoption of the report",
        {"number": "XII", "title": "Adoption of the report"},
    ),
    ("chapter", "en", "Chapter VII of the Charter", None),
    ("chapter", "en", "Chapter II, section A, of the present report", None),
    ("chapter", "en", "Chapters", None),
    ("chapter", "fr", "Chapitre premier", {"number": "premier"}),
    ("chapter", "fr", "Chapitre II", {"number": "II"}),
    ("chapter", "fr", "Chapitre II de la Charte", None),
    ("chapter", "es", "Capítulo III", {"number": "III"}),
    ("chapter", "ru", "Глава I", {"number": "I"}),
    ("chapter", "ru", "Главам государств", None),
    ("chapter", "zh", "第一章", {"number": "一"}),
    ("chapter", "zh", "第十二章 通过报告", {"number": "十二", "title": "通过报告"}),
    ("chapter", "zh", "第一届会议", None),
    ("chapter", "ar", "الفصل الأول", {"number": "الأول"}),
    ("chapter", "ar", "الفصل الثاني عشر", {"number": "الثاني عشر"}),
    ("chapter", "ar", "الفصل في النزاعات", None),
    ("part", "en", "Part two: Action taken by the Conference of the Parties", {"number": "two"}),
    ("part", "en", "Part V", {"number": "V"}),
    ("part", "en", "Part of the report", None),
    ("part", "en", "Parties to the Convention", None),
    ("part", "fr", "Deuxième partie : Mesures prises", {"number": "Deuxième", "title": "Mesures prises"}),
    ("part", "es", "Segunda parte", {"number": "Segunda"}),
    ("part", "ru", "Часть вторая: Меры", {"number": "вторая", "title": "Меры"}),
    ("part", "zh", "第二部分：缔约方会议采取的行动", {"number": "二"}),
    ("part", "ar", "الجزء الثاني", {"number": "الثاني"}),
    ("annex", "en", "Annex", {"annex": "Annex"}),
    ("annex", "en", "Annex II", {"number": "II"}),
    ("annex", "en", "ANNEX A", {"number": "A"}),
    ("annex", "en", "Appendix III", {"appendix": "Appendix", "number": "III"}),
    ("annex", "en", "Annex I: Terms of reference", {"number": "I", "title": "Terms of reference"}),
    ("annex", "en", "Annex I Parties shall submit their reports.", None),
    ("annex", "en", "Annex I to the present report", None),
    ("annex", "en", "Annexed documents", None),
    ("annex", "fr", "Annexe", {"annex": "Annexe"}),
    ("annex", "fr", "Annexe I", {"number": "I"}),
    ("annex", "fr", "Appendice", {"appendix": "Appendice"}),
    ("annex", "en", "Annex to decision BC-16/1", {"annex": "Annex"}),
    ("annex", "en", "Annex I to draft resolution", {"number": "I"}),
    ("annex", "fr", "Annexe à la résolution 5/1", {"number": None}),
    ("annex", "fr", "Annexe à la résolution 5/1, par. 3.", None),
    ("annex", "en", "Annex II to decision BC-16/2", {"number": "II"}),
    ("annex", "en", "Annex to decision makers", None),
    ("annex", "es", "Anexo I", {"number": "I"}),
    ("annex", "es", "Anexo de la resolución", None),
    ("annex", "es", "Anexo II de la decisión BC-16/1", {"number": "II"}),
    ("annex", "es", "Anexo del proyecto de decisión", {"annex": "Anexo"}),
    ("annex", "ru", "Приложение к решению БК-16/1", {"annex": "Приложение"}),
    ("annex", "ru", "Приложение к проекту решения", {"annex": "Приложение"}),
    ("annex", "ru", "Приложение II", {"number": "II"}),
    ("annex", "ru", "Добавление", {"appendix": "Добавление"}),
    ("annex", "ru", "Приложение к докладу", None),
    ("annex", "zh", "附件一", {"number": "一"}),
    ("annex", "zh", "附 件", {"annex": "附 件"}),
    ("annex", "ar", "المرفق قائمة الوثائق", {"number": None, "title": "قائمة الوثائق"}),
    ("annex", "ar", "المرفق الأول قائمة الوثائق", {"number": "الأول", "title": "قائمة الوثائق"}),
    ("annex", "ar", "المرفق بهذا القرار", None),
    ("annex", "zh", "附件", {"annex": "附件"}),
    ("annex", "zh", "第1/CP.27号决定附件", {"annex": "附件", "title": None}),
    ("annex", "zh", "第12/1号决议附件二", {"number": "二"}),
    ("annex", "ar", "مرفق المقرر 1/م أ-27", {"annex": "مرفق", "title": None}),
    ("annex", "zh", "附录", {"appendix": "附录"}),
    ("annex", "zh", "附件一所载建议；", None),
    ("annex", "ar", "المرفق الأول", {"number": "الأول"}),
    ("annex", "ar", "المرفق الحادي عشر", {"number": "الحادي عشر"}),
    ("annex", "ar", "مرفق", {"annex": "مرفق"}),
    ("annex", "ar", "التذييل", {"appendix": "التذييل"}),
    ("annex", "ar", "المرفق بهذا القرار", None),
    ("rule", "en", "Rule 6", {"number": "6"}),
    ("rule", "en", "Article 7 (TECHNOLOGY DEVELOPMENT AND TRANSFER)", {"number": "7"}),
    ("rule", "en", "Article 5, paragraph 3, of the Convention", None),
    ("rule", "en", "Rule 12 applies to all committees", None),
    ("rule", "fr", "Article premier", {"number": "premier"}),
    ("rule", "es", "Artículo 6", {"number": "6"}),
    ("rule", "ru", "Правило 6", {"number": "6"}),
    ("rule", "zh", "第六条", {"number": "六"}),
    ("rule", "ar", "المادة ٦", {"number": "٦"}),
]

TEXTS = [
    ("resolution", "en", "Resolution 12/1", {"number": "12/1"}),
    ("resolution", "en", "Resolution XIV.7 Wetland cities", {"number": "XIV.7", "title": "Wetland cities"}),
    ("resolution", "en", "RESOLUTION 12/1", {"number": "12/1"}),
    ("resolution", "en", "Resolution 2773 (2025)", {"number": "2773 (2025)"}),
    ("resolution", "en", "Resolution 69/1. Political declaration on the occasion", {"number": "69/1"}),
    ("resolution", "en", "Resolution Conf. 4.6 (Rev. CoP18)", {"number": "Conf. 4.6 (Rev. CoP18)"}),
    ("resolution", "en", "Resolution 2758 (XXVI)", {"number": "2758 (XXVI)"}),
    ("resolution", "en", "Resolution 68/247 A", {"number": "68/247 A"}),
    ("resolution", "en", "Resolution 70/1.", None),
    ("resolution", "en", "Resolution 70/1, annex.", None),
    ("resolution", "en", "Resolution 12/1 was adopted by consensus", None),
    ("resolution", "en", "Resolutions", None),
    ("resolution", "fr", "Résolution 12/1", {"number": "12/1"}),
    ("resolution", "fr", "Résolution 76/181, annexe.", None),
    ("resolution", "es", "Resolución 12/2", {"number": "12/2"}),
    ("resolution", "ru", "Резолюция 12/2", {"number": "12/2"}),
    ("resolution", "ru", "Резолюция 76/181 Генеральной Ассамблеи, приложение.", None),
    ("resolution", "zh", "第12/2号决议", {"number": "12/2"}),
    ("resolution", "zh", "第 12/2 号决议", {"number": "12/2"}),
    ("resolution", "zh", "第2773(2025)号决议", {"number": "2773(2025)"}),
    ("resolution", "zh", "第12/2号决定", None),
    ("resolution", "ar", "القرار 12/2", {"number": "12/2"}),
    ("resolution", "ar", "القرار ١٢/٢", {"number": "١٢/٢"}),
    ("resolution", "ar", "القرار 2773 (2025)", {"number": "2773 (2025)"}),
    ("resolution", "ar", "قرار الجمعية العامة ٧٦/١٨١، المرفق.", None),
    ("decision", "en", "Decision 6/CMA.3", {"number": "6/CMA.3"}),
    ("decision", "en", "Decision -/CP.27", {"number": "-/CP.27"}),
    ("decision", "en", "Decision 1", {"number": "1"}),
    ("decision", "en", "Intersessional decision 4", {"number": "4"}),
    ("decision", "en", "Decision BC-15/1", {"number": "BC-15/1"}),
    ("decision", "en", "Decision XIII/25", {"number": "XIII/25"}),
    ("decision", "en", "Decision 17.170 (Rev. CoP19)", {"number": "17.170 (Rev. CoP19)"}),
    ("decision", "en", "Decision 15/4. Kunming-Montreal Global Biodiversity Framework", {"number": "15/4"}),
    ("decision", "en", "Decision-making", None),
    ("decision", "en", "Decision 1: Intersessional structure for the implementation of the Treaty;", None),
    ("decision", "fr", "Décision 12/2", {"number": "12/2"}),
    ("decision", "es", "Decisión 1/CP.21", {"number": "1/CP.21"}),
    ("decision", "ru", "Решение 12/1", {"number": "12/1"}),
    ("decision", "ru", "Решения, принятые Конференцией", None),
    ("decision", "zh", "第 12/1 号决定", {"number": "12/1"}),
    ("decision", "ar", "المقرر ١٢/١", {"number": "١٢/١"}),
    ("decision", "zh", "第-/CMA.5号决定草案", None),
    ("draft", "zh", "第-/CMA.5号决定草案", {"decision": "决定", "number": "-/CMA.5"}),
    ("decision", "ar", "المقرر ا ب-16/1", {"number": "ا ب-16/1"}),
    ("draft", "en", "Draft resolution I", {"what": "resolution", "resolution": "resolution", "number": "I"}),
    ("draft", "en", "Draft decision II", {"decision": "decision", "number": "II"}),
    ("draft", "en", "Draft resolution", {"what": "resolution"}),
    ("draft", "en", "Draft decision -/CMA.5", {"number": "-/CMA.5"}),
    ("draft", "en", "Draft resolution for adoption by the Council", None),
    ("draft", "en", "Draft resolution A/80/L.25", None),
    ("draft", "en", "Draft resolution submitted by the Chair", None),
    ("draft", "fr", "Projet de résolution IV", {"resolution": "résolution", "number": "IV"}),
    ("draft", "fr", "Projet de décision", {"decision": "décision"}),
    ("draft", "es", "Proyecto de decisión I", {"decision": "decisión", "number": "I"}),
    ("draft", "ru", "Проект резолюции I", {"resolution": "резолюции", "number": "I"}),
    ("draft", "zh", "决议草案一", {"resolution": "决议", "number": "一"}),
    ("draft", "ar", "مشروع القرار الأول", {"resolution": "القرار", "number": "الأول"}),
    ("draft", "ar", "مشروع مقرر", {"decision": "مقرر"}),
]

FORMULAS = [
    ("formula", "en", "The General Assembly,", {}),
    ("formula", "en", "The Security Council,", {}),
    ("formula", "en", "The Meeting of States Parties,", {}),
    ("formula", "en", "The High-level Committee,", {}),
    (
        "formula",
        "en",
        "The Conference of the Parties serving as the meeting of the Parties to the Paris Agreement,",
        {},
    ),
    ("formula", "en", "The States Parties to the present Convention,", {}),
    ("formula", "en", "The upward adjustments are premised on the adequacy of finance,", None),
    ("formula", "en", "The Committee, having considered the report, decided to continue,", None),
    ("formula", "en", "The General Assembly decided to remain seized of the matter.", None),
    ("formula", "fr", "L’Assemblée générale,", {}),
    ("formula", "fr", "La Conférence des Parties à la Convention-cadre,", {}),
    ("formula", "fr", "La Conférence, tenant compte du rapport,", None),
    ("formula", "es", "La Asamblea General,", {}),
    ("formula", "ru", "Генеральная Ассамблея,", {}),
    ("formula", "ru", "Конференция Сторон,", {}),
    (
        "formula",
        "ru",
        "Конференция Сторон, действующая в качестве совещания Сторон Парижского соглашения,",
        {},
    ),
    ("formula", "ru", "Конференция Сторон, отмечая доклад,", None),
    (
        "formula",
        "fr",
        "La Conférence des Parties agissant comme réunion des Parties à l’Accord de Paris,",
        {},
    ),
    (
        "formula",
        "es",
        "La Conferencia de las Partes en calidad de reunión de las Partes en el Acuerdo de París,",
        {},
    ),
    ("formula", "zh", "作为《巴黎协定》缔约方会议的《公约》缔约方会议，", {}),
    ("formula", "ar", "إن مؤتمر الأطراف العامل بوصفه اجتماع الأطراف في اتفاق باريس،", {}),
    ("formula", "ru", "ссылаясь на резолюцию Конференции,", None),
    ("formula", "zh", "大会，", {}),
    ("formula", "zh", "大会,", {}),
    ("formula", "zh", "联合国打击跨国有组织犯罪公约缔约方会议，", {}),
    ("formula", "zh", "还回顾联合国反腐败公约缔约国会议第8/12号决议，", None),
    ("formula", "ar", "إن الجمعية العامة،", {}),
    ("formula", "ar", "إن مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية،", {}),
    ("formula", "ar", "إن المشاركة في الاجتماع مفتوحة.", None),
    (
        "decides",
        "en",
        "The Meeting of States Parties decides:",
        {"organ": "Meeting of States Parties", "verb": "decides"},
    ),
    (
        "decides",
        "en",
        "The Economic and Social Council, recalling its decision 2024/344, decides to defer it.",
        {},
    ),
    ("decides", "en", "The Conference decided to remain seized of the matter.", None),
    ("decides", "en", "The Committee’s workload remains significant.", None),
    ("decides", "en", "The meetings of the Conference shall be public unless it decides otherwise.", None),
    (
        "decides",
        "fr",
        "La Conférence des Parties approuve l’ordre du jour provisoire ci-dessous.",
        {"verb": "approuve"},
    ),
    (
        "decides",
        "fr",
        "La Conférence des Parties, tenant compte de l’article 3 :",
        {"opener": "tenant compte"},
    ),
    ("decides", "fr", "La Conférence a tenu sa douzième session à Vienne.", None),
    ("decides", "es", "La Conferencia de las Partes aprueba el programa provisional.", {"verb": "aprueba"}),
    ("decides", "ru", "Конференция Сторон постановляет:", {"verb": "постановляет"}),
    ("decides", "zh", "缔约方会议核准下列第十三届会议临时议程。", {"verb": "核准"}),
    ("decides", "zh", "缔约方会议采取的行动", None),
    ("decides", "ar", "يوافق مؤتمر الأطراف على جدول الأعمال المؤقت الوارد أدناه.", {"verb": "يوافق"}),
    ("preambular", "en", "Recalling its resolution 9/1,", {}),
    ("preambular", "en", "The General Assembly,", None),
    ("preambular", "ru", "ссылаясь на свою резолюцию 9/1,", {}),
    ("preambular", "ru", "глубоко обеспокоенная тем, что опасность сохраняется,", {}),
    ("preambular", "ru", "преисполненный решимости избавить грядущие поколения от бедствий войны,", {}),
    ("preambular", "es", "Hondamente preocupada por la pérdida de diversidad biológica,", {}),
    ("operative", "ru", "обращает особое внимание на важность программ;", {}),
    ("operative", "ru", "настоятельно просит Стороны сделать это;", {}),
    ("operative", "es", "Resuelve aplicar políticas ambiciosas;", {}),
    ("operative", "es", "Resolución de la Asamblea General;", None),
    ("decides", "ru", "Исполнительный комитет утверждает следующую повестку дня:", {"verb": "утверждает"}),
    ("preambular", "zh", "又回顾其第9/1号决议，", {}),
    ("preambular", "ar", "وإذ يؤكد من جديد أهمية الآلية،", {}),
    ("operative", "en", "Further requests the Secretariat to report;", {"": ""}),
    ("operative", "en", "Strongly urges States;", {}),
    ("operative", "fr", "Prie instamment les États parties ;", {}),
    ("operative", "ar", "يقرّ التوصيات؛", {}),
    ("operative", "ar", "إذ يشير إلى قراره،", None),
]

FRONT = [
    ("agenda_item", "en", "Agenda item 18 (j)", {"number": "18 (j)"}),
    ("agenda_item", "en", "Agenda items 12 (a) and 15", {"number": "12 (a) and 15"}),
    ("agenda_item", "en", "Item 2 of the provisional agenda*", {"number": "2"}),
    ("agenda_item", "en", "Items 138 and 139 of the preliminary list**", {"number": "138 and 139"}),
    (
        "agenda_item",
        "en",
        "Items 3 (a), (c), (d) and 6 of the provisional agenda*",
        {"number": "3 (a), (c), (d) and 6"},
    ),
    ("agenda_item", "en", "Agenda item 5 was considered at the 3rd meeting", None),
    ("agenda_item", "fr", "Point 2 a) de l’ordre du jour provisoire*", {"number": "2 a)"}),
    ("agenda_item", "fr", "Point 18 j) et 20 de l'ordre du jour", {"number": "18 j) et 20"}),
    ("agenda_item", "fr", "Point d’accord", None),
    ("agenda_item", "fr", "Point 2 de l’ordre du jour", {"number": "2"}),
    ("agenda_item", "es", "Tema 4 del programa provisional*", {"number": "4"}),
    ("agenda_item", "es", "Tema 18 j) del programa", {"number": "18 j)"}),
    ("agenda_item", "ru", "Пункт 2 предварительной повестки дня*", {"number": "2"}),
    ("agenda_item", "zh", "临时议程项目2", {"number": "2"}),
    ("agenda_item", "zh", "议程项目18(j)", {"number": "18(j)"}),
    ("agenda_item", "ar", "البند ٧٤ من جدول الأعمال", {"number": "٧٤"}),
    ("agenda_item", "ar", "البند 18 (ي) من جدول الأعمال", {"number": "18 (ي)"}),
    ("submitted", "en", "Italy: draft resolution", {"who": "Italy", "what": "draft resolution"}),
    ("submitted", "en", "Iraq:* draft resolution", {"who": "Iraq"}),
    (
        "submitted",
        "en",
        "Russian Federation:* amendment to draft resolution A/80/L.25",
        {"who": "Russian Federation"},
    ),
    ("submitted", "en", "Draft resolution submitted by the Vice-President of the Council", {}),
    ("submitted", "en", "Resolution submitted by the Arab Republic of Egypt", {}),
    ("submitted", "fr", "Résolution présentée par la République arabe d’Égypte", {}),
    ("submitted", "es", "Resolución presentada por la República Árabe de Egipto", {}),
    ("submitted", "ru", "Резолюция, представленная Арабской Республикой Египет", {}),
    ("submitted", "zh", "阿拉伯埃及共和国提交的决议", {}),
    ("submitted", "ar", "قرار مقدم من جمهورية مصر العربية", {}),
    ("author", "en", "Note by the Secretariat", {}),
    ("author", "en", "Concept paper prepared by the Secretariat", {}),
    ("author", "en", "Report of the Secretary-General", {}),
    ("author", "en", "Reporting by the parties", None),
    ("author", "fr", "Note du Secrétariat", {}),
    ("author", "fr", "Rapport du Secrétaire général", {}),
    ("author", "fr", "Notes explicatives", None),
    ("author", "es", "Nota de la Secretaría", {}),
    ("author", "es", "Informe del Secretario General", {}),
    ("author", "es", "Informes presentados", None),
    ("author", "ru", "Записка Секретариата", {}),
    ("author", "ru", "Доклад Генерального секретаря", {}),
    ("author", "ru", "Доклады и записки", None),
    ("author", "zh", "秘书处的说明", {}),
    ("author", "zh", "秘书长的报告", {}),
    ("author", "zh", "报告的审议", None),
    ("author", "ar", "مذكرة من الأمانة العامة", {}),
    ("author", "ar", "تقرير الأمين العام", {}),
    ("author", "ar", "تقارير مقدمة", None),
    ("submitted", "en", "[on the report of the Second Committee (A/79/437/Add.10, para. 7)]", {}),
    ("submitted", "en", "[without reference to a Main Committee (A/78/L.25)]", {}),
    ("submitted", "en", "Option 1: Amendments to the Annexes to this agreement shall be adopted", None),
    ("submitted", "fr", "[sur la base du rapport de la Deuxième Commission (A/79/437/Add.10, par. 7)]", {}),
    ("submitted", "fr", "[sans renvoi à une grande commission (A/78/L.25)]", {}),
    ("submitted", "es", "[sobre la base del informe de la Segunda Comisión (A/79/437/Add.10, párr. 7)]", {}),
    ("submitted", "es", "[sin remisión previa a una Comisión Principal (A/78/L.25)]", {}),
    ("submitted", "ru", "[по докладу Второго комитета (A/79/437/Add.10, пункт 7)]", {}),
    ("submitted", "zh", "[根据第二委员会的报告(A/79/437/Add.10，第7段)通过]", {}),
    ("submitted", "ar", "[بناء على تقرير اللجنة الثانية (A/79/437/Add.10، الفقرة 7)]", {}),
    ("submitted", "fr", "Italie : projet de résolution", {"who": "Italie"}),
    ("submitted", "es", "Italia: proyecto de resolución", {"who": "Italia"}),
    ("submitted", "ru", "Италия: проект резолюции", {"who": "Италия"}),
    ("submitted", "zh", "意大利：决议草案", {"who": "意大利"}),
    ("submitted", "ar", "إيطاليا: مشروع قرار", {"who": "إيطاليا"}),
    ("adoption", "en", "54th plenary meeting", {"meeting": "54th plenary meeting", "count": "54"}),
    ("adoption", "en", "54th plenary meeting 19 December 2024", {"date": "19 December 2024"}),
    ("adoption", "en", "55th (resumed) plenary meeting 24 December 2024", {"count": "55"}),
    (
        "adoption",
        "en",
        "Adopted by the Security Council at its 9865th meeting, on 21 February 2025",
        {"meeting": "9865th meeting", "date": "21 February 2025"},
    ),
    (
        "adoption",
        "en",
        "Resolution adopted by the General Assembly on 19 December 2024",
        {"date": "19 December 2024"},
    ),
    ("adoption", "en", "At its 10th plenary meeting, on 1 December 2023, the Meeting decided", None),
    (
        "adoption",
        "fr",
        "Adoptée par le Conseil de sécurité à sa 9865e séance, le 21 février 2025",
        {"count": "9865", "date": "21 février 2025"},
    ),
    (
        "adoption",
        "es",
        "Aprobada por el Consejo de Seguridad en su 9865ª sesión, celebrada el 21 de febrero de 2025",
        {"count": "9865", "date": "21 de febrero de 2025"},
    ),
    (
        "adoption",
        "ru",
        "Принята Советом Безопасности на его 9865-м заседании 21 февраля 2025 года",
        {"count": "9865", "date": "21 февраля 2025 года"},
    ),
    (
        "adoption",
        "zh",
        "2025年2月21日安全理事会第9865次会议通过",
        {"meeting": "第9865次会议", "count": "9865", "date": "2025年2月21日"},
    ),
    (
        "adoption",
        "ar",
        "الذي اتخذه مجلس الأمن في جلسته 9865، المعقودة في 21 شباط/فبراير 2025",
        {"count": "9865", "date": "21 شباط/فبراير 2025"},
    ),
    (
        "adoption",
        "fr",
        "Résolution adoptée par l’Assemblée générale le 19 décembre 2024",
        {"date": "19 décembre 2024"},
    ),
    ("adoption", "es", "Resolución aprobada por la Asamblea General el 19 de diciembre de 2024", {}),
    ("adoption", "ru", "Резолюция, принятая Генеральной Ассамблеей 19 декабря 2024 года", {}),
    ("adoption", "zh", "2024年12月19日大会决议", {"date": "2024年12月19日"}),
    ("adoption", "ar", "قرار اتخذته الجمعية العامة في 19 كانون الأول/ديسمبر 2024", {}),
    ("adoption", "ru", "54-е пленарное заседание, 19 декабря 2024 года", {"date": "19 декабря 2024 года"}),
    (
        "adoption",
        "ru",
        "принятая Советом Безопасности на его 9518-м заседании 2 мая 2023 года",
        {"count": "9518"},
    ),
    ("adoption", "ar", "الجلسة العامة 54 19 كانون الأول/ديسمبر 2024", {"count": "54"}),
    ("adoption", "fr", "10e séance plénière 18 octobre 2024", {"count": "10", "date": "18 octobre 2024"}),
    ("adoption", "es", "54ª sesión plenaria 19 de diciembre de 2024", {"count": "54"}),
    ("adoption", "ru", "54-е пленарное заседание", {"count": "54"}),
    ("adoption", "zh", "2024年12月19日 第54次全体会议", {"count": "54"}),
    ("adoption", "ar", "الجلسة العامة 54", {"count": "54"}),
    ("adoption", "ar", "الجلسة العامة السابعة ٢٠ أيار/مايو ٢٠٢٢", {"meeting": "الجلسة العامة السابعة"}),
    ("report_title", "en", "Report of the third Meeting of States Parties to the Treaty", {}),
    ("report_title", "en", "Report on the sixty-ninth session", {}),
    ("report_title", "en", "Reporting by States", None),
    ("report_title", "fr", "Rapport de la Conférence des Parties sur les travaux de sa douzième session", {}),
    ("report_title", "es", "Informe de la Conferencia de las Partes sobre su 12º período de sesiones", {}),
    ("report_title", "ru", "Доклад Конференции участников о работе ее двенадцатой сессии", {}),
    ("report_title", "zh", "缔约方会议第十二届会议的报告", {}),
    ("report_title", "ar", "تقرير مؤتمر الأطراف عن دورته الثانية عشرة", {}),
    ("place", "en", "New York, 3–7 March 2025", {"place": "New York"}),
    ("place", "en", "Nice, France, 9–13 June 2025", {"place": "Nice, France"}),
    ("place", "en", "Panama City (Panama), 14 – 25 November 2022", {"place": "Panama City"}),
    ("place", "fr", "Montréal (Canada), 7-19 décembre 2022", {"place": "Montréal"}),
    ("place", "fr", "Rapport (A/80/1), 2022", None),
    ("place", "en", "(2 to 5 June 2025, New York)", {"place": "New York"}),
    ("place", "en", "Budget performance for the period from 1 July 2024", None),
    ("place", "en", "United Nations • New York, 2025", None),
    ("place", "fr", "Genève, 8-19 février 2010", {"place": "Genève"}),
    ("official_records", "en", "Official Records, 2025", {}),
    ("official_records", "fr", "Documents officiels, 2025", {}),
]

# Found inside a text.
INSIDE = [
    ("session", "en", "on its twelfth session, held in Vienna", {"ordinal": "twelfth"}),
    ("session", "en", "Report of the third Meeting of States Parties", {"ordinal": "third"}),
    ("session", "en", "2025 session", {"ordinal": "2025"}),
    ("session", "fr", "de sa douzième session, tenue à Vienne", {"ordinal": "douzième"}),
    ("session", "es", "sobre su 12º período de sesiones", {"ordinal": "12º"}),
    ("session", "ru", "о работе ее двенадцатой сессии", {"ordinal": "двенадцатой"}),
    ("session", "zh", "举行的第十二届会议的报告", {"ordinal": "十二"}),
    ("session", "ar", "عن دورته الثانية عشرة، المعقودة", {"ordinal": "الثانية عشرة"}),
    ("held", "en", "held in Vienna from 14 to 18 October 2024", {"place": "Vienna"}),
    (
        "held",
        "en",
        "held its sixty-ninth session at Headquarters, on 27 March 2024",
        {"place": "Headquarters"},
    ),
    ("held", "fr", "tenue à Vienne du 14 au 18 octobre 2024", {"place": "Vienne"}),
    ("held", "es", "celebrado en Viena del 14 al 18 de octubre de 2024", {"place": "Viena"}),
    ("held", "es", "celebrado en Sharm el-Sheikh del 6 al 20 de junio de 2022", {"place": "Sharm el-Sheikh"}),
    ("held", "es", "celebrada en Río de Janeiro del 20 al 22 de junio de 2012", {"place": "Río de Janeiro"}),
    ("held", "ru", "проведенной в Вене 14–18 октября 2024 года", {"place": "Вене"}),
    ("held", "ru", "провела свою десятую сессию в Атланте 11–15 декабря 2023 года", {"place": "Атланте"}),
    ("held", "es", "celebró su 69º período de sesiones en la Sede los días 10 a 21", {"place": "la Sede"}),
    ("held", "zh", "2024年10月14日至18日在维也纳举行", {"place": "维也纳"}),
    ("held", "ar", "المعقودة في فيينا من ١٤ إلى ١٨ تشرين الأول/أكتوبر ٢٠٢٤", {"place": "فيينا"}),
    ("original", "en", "Original: English", {"language": "English"}),
    ("original", "fr", "Original : anglais", {"language": "anglais"}),
    ("original", "en", "Distr.: General Original: English", {"language": "English"}),
    ("original", "en", "Original signatures", None),
]

WHOLE = [*HEADINGS, *TEXTS, *FORMULAS, *FRONT]


def _pattern(attribute: str, language: str) -> "regex.Pattern[str]":
    pattern = getattr(compiled(load().languages[language]), attribute)
    assert isinstance(pattern, regex.Pattern)
    return pattern


def _id(case: tuple[str, str, str, object]) -> str:
    return f"{case[0]}-{case[1]}-{case[2][:30]}"


def _check(match: "regex.Match[str] | None", groups: dict[str, str] | None) -> None:
    if groups is None:
        assert match is None
        return
    assert match is not None
    for name, value in groups.items():
        if name:
            assert match[name] == value


@pytest.mark.parametrize("case", WHOLE, ids=_id)
def test_whole_line(case: tuple[str, str, str, dict[str, str] | None]) -> None:
    attribute, language, line, groups = case
    pattern = _pattern(attribute, language)
    text = normalise(line)
    whole = attribute not in ("preambular", "operative", "official_records", "place")
    _check(pattern.fullmatch(text) if whole else pattern.match(text), groups)


@pytest.mark.parametrize("case", INSIDE, ids=_id)
def test_inside_a_text(case: tuple[str, str, str, dict[str, str] | None]) -> None:
    attribute, language, line, groups = case
    _check(_pattern(attribute, language).search(normalise(line)), groups)


@pytest.mark.parametrize(
    ("symbol", "attribute", "line", "number"),
    [
        ("A/RES/79/212", "resolution", "79/212. Combating sand and dust storms", "79/212"),
        ("A/RES/78/128", "resolution", "78/128. 2025 United Nations Conference", "78/128"),
        ("A/HRC/RES/52/1", "resolution", "52/1. Human rights and the environment", "52/1"),
        ("E/2025/99", "resolution", "2025/5. Doha Programme of Action", "2025/5"),
        ("A/79/49", "decision", "79/555. Election of members", "79/555"),
        ("A/79/49", "resolution", "79/555. Election of members", None),
        ("UNEP/CHW.15/30", "decision", "BC-15/1: Strategic framework", "BC-15/1"),
        ("UNEP/CHW.16/28", "decision", "BC-16/1：战略框架", "BC-16/1"),
        ("UNEP/CHW.16/28", "decision", "ا ب-16/1: الإطار الاستراتيجي", "ا ب-16/1"),
        ("UNEP/POPS/COP.11/31", "decision", "ا س - 11/2: الإعفاءات", "ا س - 11/2"),
        ("A/RES/ES-10/22", "resolution", "دإط-10/22 - حماية المدنيين", "دإط-10/22"),
        ("CBD/COP/15/17", "decision", "15/4. Kunming-Montreal framework", "15/4"),
        ("TPNW/MSP/2025/11", "decision", "1. Opening of the Meeting", None),
        ("A/RES/79/212", "resolution", "1/2. Half of it", None),
    ],
)
def test_number_and_title_on_one_line(symbol: str, attribute: str, line: str, number: str | None) -> None:
    """Some bodies write no word before the number; which numbers are theirs the body says."""
    profiles = load()
    match = getattr(compiled(profiles.languages["en"], profiles.body_of(symbol)), attribute).fullmatch(line)
    assert (match and match["number"]) == number


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "79/212. Lutte contre les tempêtes de sable et de poussière"),
        ("ar", "79/212 - مكافحة العواصف الرملية والترابية"),
        ("ar", "٧٩/٢١٢ - مكافحة العواصف الرملية والترابية"),
        ("zh", "79/212. 防治沙尘暴"),
        ("zh", "79/212.防治沙尘暴"),
        ("ru", "79/212. Борьба с песчаными и пыльными бурями"),
    ],
)
def test_number_and_title_on_one_line_in_other_languages(language: str, line: str) -> None:
    profiles = load()
    match = compiled(profiles.languages[language], profiles.body_of("A/RES/79/212")).resolution.fullmatch(
        line
    )
    assert match is not None
    assert match["title"] in line


def test_the_names_of_a_body_make_formulas() -> None:
    """A name with a comma in it, which the language's own pattern takes for a clause."""
    name = "Réunion des États parties sur l’emploi, ayant trait au stockage"
    profiles = load()
    body = profiles.generic.__class__(name="X", slug="x", names={"fr": (name,)})
    assert compiled(profiles.languages["fr"]).formula.fullmatch(f"La {name},") is None
    assert compiled(profiles.languages["fr"], body).formula.fullmatch(f"La {name},")


def test_the_same_objects_give_the_same_patterns() -> None:
    profiles = load()
    assert compiled(profiles.languages["en"]) is compiled(profiles.languages["en"])


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("Original\u00a0:\u202fanglais", "Original : anglais"),
        ("الأمــم المتحـدة", "الأمم المتحدة"),
        ("\u200fالقرار\u200e 12/2 ", "القرار 12/2"),
        ("Decision\n1", "Decision 1"),
    ],
)
def test_normalise(raw: str, normal: str) -> None:
    assert normalise(raw) == normal


_ATTRIBUTES = [name for name in vars(Patterns) if not name.startswith("_") and name != "compile"]
_HARD = [
    "a" * 5000,
    "The Conference of the Parties " * 200,
    "La Conférence, des Parties à la " * 150,
    "конференция сторон " * 250,
    "缔约方会议" * 1000,
    "مؤتمر الأطراف في " * 300,
    "1 (a), 2 (b) and " * 300,
    "12 " * 1500,
    "session (" * 500,
    "Albania, " * 600 + ": draft",
]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("attribute", _ATTRIBUTES)
def test_no_pattern_runs_away(language: str, attribute: str) -> None:
    """The matcher's own limit (seconds) stops a pattern that backtracks without end; none may reach it."""
    patterns = getattr(compiled(load().languages[language]), attribute)
    for pattern in patterns if isinstance(patterns, tuple) else (patterns,):
        for text in _HARD:
            pattern.search(text, timeout=10)
            pattern.fullmatch(text, timeout=10)
