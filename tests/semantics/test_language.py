"""A paper's language: script, then language line, then job line, then words."""

import pytest

from cotc.parsers.errors import UsageError
from cotc.parsers.semantics.language import detect

FRENCH = "La Conférence des Parties a adopté les résolutions suivantes à sa douzième session"
ENGLISH = "The Conference of the Parties adopted the following resolutions at its twelfth session"
SPANISH = "La Conferencia de las Partes aprobó las resoluciones siguientes en su 12º período de sesiones"


@pytest.mark.parametrize(
    ("text", "masthead", "expected"),
    [
        # script: the mastheads are in English
        ("Конференция участников приняла следующие резолюции (CTOC/COP/2024/11)", "Original: English", "ru"),
        ("缔约方会议在第十二届会议上通过了以下决议 CTOC/COP/2024/11", "Chinese\nOriginal: English", "zh"),
        ("اعتمد مؤتمر الأطراف القرارات التالية", "Arabic\nOriginal: English", "ar"),
        ("", "Организация Объединенных Наций\nRussian", "ru"),
        # a Latin text with a few foreign names stays Latin
        (f"{ENGLISH} 北京 Москва", "", "en"),
        # language line
        ("", "Distr. générale\n11 novembre 2024\nFrançais\nOriginal : anglais", "fr"),
        ("", "Distr. general\n11 de noviembre de 2024\nEspañol\nOriginal: inglés", "es"),
        ("", "Distr.: General 11 November 2024 English Original: French", "en"),
        (ENGLISH, "Français", "fr"),
        # job line
        ("", "V.24-21194 (F)", "fr"),
        ("", "25-10724 (E) 080725", "en"),
        (ENGLISH, "V.18-07401 (S) 181218", "es"),
        # words
        (FRENCH, "", "fr"),
        (ENGLISH, "Original: French", "en"),
        (SPANISH, "Original: inglés", "es"),
        ("", "La Conférence des Parties à la Convention et les États", "fr"),
        # nothing at all
        ("", "", "en"),
        ("12 34", "", "en"),
    ],
)
def test_evidence_in_order(text: str, masthead: str, expected: str) -> None:
    assert detect(text, masthead) == expected


def test_the_user_overrides_all() -> None:
    assert detect("Конференция", "Russian", "fr") == "fr"


def test_a_language_there_is_no_data_for_is_told() -> None:
    with pytest.raises(UsageError, match="no language 'tlh' — use one of ar, en, es, fr, ru, zh"):
        detect("", "", "tlh")
