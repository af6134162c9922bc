"""Profiles come from files alone; a wrong one is told by file, line and key."""

from pathlib import Path

import pytest

from cotc.parsers.errors import ProfileError
from cotc.parsers.profiles.load import load, read_file
from cotc.parsers.profiles.model import Body, Language
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.semantics.language import detect
from cotc.parsers.semantics.masthead import read_masthead

ROOT = Path(__file__).parents[2]
BODY = """\
name = "XYZ/MOP"
slug = "xyz-mop"
gathering = "meeting"
symbol_patterns = ['^XYZ/MOP\\.']
session_from_symbol_pattern = '^XYZ/MOP\\.(?P<session>\\d+)/'
[[texts]]
kind = "decision"
number_pattern = 'XYZ-\\d+/\\d+'
[names]
en = ["Meeting of the Parties to the Convention on Examples"]
"""


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration folder of the user's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "cotc" / "profiles"
    folder.mkdir(parents=True)
    return folder


def _file(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_six_languages_are_shipped() -> None:
    assert set(load().languages) == {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "parsers/profiles").glob("*/*.toml")), ids=lambda path: path.stem
)
def test_each_shipped_file_stands_the_check_of_a_user_file(path: Path) -> None:
    assert isinstance(read_file(path), Language if path.parent.name == "languages" else Body)


@pytest.mark.parametrize("code", sorted(load().languages))
def test_word_lists_are_lower_case_for_they_are_compared_folded(code: str) -> None:
    language = load().languages[code]
    for words in (
        language.preambular_openers,
        language.operative_verbs,
        language.common_words,
        language.names_in_mastheads,
        language.united_nations,
        tuple(language.months),
        tuple(language.ordinals),
        tuple(language.distribution),
    ):
        assert [word for word in words if word != word.casefold()] == []
    assert set(language.months.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("CTOC/COP/2024/11", "CTOC/COP"),
        ("CTOC/COP/WG.6/2023/5", "CTOC/COP"),
        ("CAC/COSP/2021/3", "CAC/COSP"),
        ("FCCC/CP/2017/11/Add.1", "FCCC/CP"),
        ("FCCC/KP/CMP/2023/1", "FCCC/KP/CMP"),
        ("FCCC/PA/CMA/2021/10/Add.3", "FCCC/PA/CMA"),
        ("UNEP/CBD/COP/DEC/XIII/25", "CBD/COP"),
        ("CBD/COP/DEC/15/4", "CBD/COP"),
        ("CBD/CP/MOP/DEC/10/4", "CBD/CP/MOP"),
        ("CBD/NP/MOP/DEC/5/6", "CBD/NP/MOP"),
        ("ICCD/COP(14)/23/Add.1", "ICCD/COP"),
        ("UNEP/CHW.15/INF/1/Rev.1", "UNEP/CHW/COP"),
        ("UNEP/FAO/RC/COP.11/24", "UNEP/FAO/RC/COP"),
        ("UNEP/POPS/COP.11/31", "UNEP/POPS/COP"),
        ("UNEP/MC/COP.5/25", "UNEP/MC/COP"),
        ("UNEP/OzL.Pro.28/12", "UNEP/OzL.Pro"),
        ("UNEP/OzL.Conv.12/9", "UNEP/OzL.Conv"),
        ("CoP17 Com. II Rec. 13 (Rev. 2)", "CITES/COP"),
        ("TPNW/MSP/2025/11", "TPNW/MSP"),
        ("E/2025/L.15", "ECOSOC"),
        ("E/2025/70", "ECOSOC"),
        ("E/CN.18/2025/2", "E/CN.18"),
        ("E/2025/27-E/CN.6/2025/19", "E/CN.6"),
        ("E/2025/44-E/C.16/2025/9", "E/C.16"),
        ("A/RES/79/212", "A"),
        ("A/C.3/80/L.12", "A"),
        ("A/80/21", "A"),
        ("A/CONF.230/2025/10", "A/CONF.230"),
        ("A/HRC/RES/45/30", "A/HRC"),
        ("A/HRC/WG.6/7/ITA/1", "A/HRC/WG.6"),
        ("S/RES/2773 (2025)", "S"),
        ("UNW/2025/1", "UNW"),
        ("ECE/TRADE/C/CEFACT/2018/6", "ECE/TRADE/C/CEFACT"),
        ("DP/2025/20", "DP"),
        ("TD/B/CN.4/36", "TD/B/CN.4"),
        ("XYZ/MOP.4/12", "XYZ/MOP"),
        ("WHO/PBC/L.2", "WHO/PBC"),
    ],
)
def test_a_symbol_decides_the_body(symbol: str, name: str) -> None:
    other = "Conference of the Parties to the Minamata Convention on Mercury"
    assert load().body_of(symbol, other).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Report of the Conference of the Parties to the United Nations\n"
            "Convention against Transnational Organized Crime",
            "CTOC/COP",
        ),
        (
            "La Conférence des Parties à la Convention-cadre des Nations Unies sur les changements "
            "climatiques,",
            "FCCC/CP",
        ),
        ("مؤتمر الأطراف في اتفاقية الأمــم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية", "CTOC/COP"),
        ("The General Assembly,", "A"),
        ("Conseil des droits de l'homme", "A/HRC"),
        ("A gathering of nobody we know", "generic"),
        ("", "generic"),
    ],
)
def test_without_a_symbol_the_longest_name_decides(text: str, name: str) -> None:
    assert load().body_of(None, text).name == name


def test_a_body_from_a_file_alone_by_hand(tmp_path: Path) -> None:
    profiles = load(_file(tmp_path, BODY))
    masthead = read_masthead(
        ["United Nations", "XYZ/MOP.4/12", "Distr.: General", "3 May 2024"], "", profiles
    )
    assert (masthead.body.name, masthead.session_number, masthead.date) == ("XYZ/MOP", "4", "2024-05-03")
    patterns = compiled(profiles.languages["en"], masthead.body)
    assert patterns.decision.fullmatch("XYZ-4/2. Budget")["number"] == "XYZ-4/2"  # type: ignore[index]
    assert load().body_of("XYZ/MOP.4/12").gathering == "session"  # without the file, the generic body


def test_a_body_from_the_users_folder(user_folder: Path) -> None:
    (user_folder / "mine").mkdir()
    _file(user_folder / "mine", BODY)
    assert load().body_of("XYZ/MOP.4/12").name == "XYZ/MOP"
    assert load().body_of(None, "the Meeting of the Parties to the Convention on Examples").name == "XYZ/MOP"


def test_a_users_body_takes_the_place_of_the_shipped_one_and_one_by_hand_of_both(
    user_folder: Path, tmp_path: Path
) -> None:
    text = (
        BODY.replace("XYZ/MOP\\.", "CTOC/COP/").replace("XYZ/MOP", "CTOC/COP").replace('"xyz-mop"', '"mine"')
    )
    _file(user_folder, text)
    assert load().body_of("CTOC/COP/2024/11").slug == "mine"
    by_hand = _file(tmp_path, text.replace('"mine"', '"by-hand"'))
    profiles = load(by_hand)
    assert profiles.body_of("CTOC/COP/2024/11").slug == "by-hand"
    assert [body.name for body in profiles.bodies].count("CTOC/COP") == 1


def test_a_language_from_a_file_alone(user_folder: Path) -> None:
    """Portuguese, made of the Spanish file: found by its words, its months read, its headings known."""
    spanish = (ROOT / "parsers/profiles/languages/es.toml").read_text(encoding="utf-8")
    changes = {
        'code = "es"': 'code = "pt"',
        'name = "Español"': 'name = "Português"',
        'job_letter = "S"': 'job_letter = "P"',
        '["el", "la", "los",': '["o", "os", "as", "não", "uma", "dos",',
        "^Resolución": "^Resolução",
        "enero = 1": "janeiro = 1",
    }
    for old, new in changes.items():
        assert old in spanish
        spanish = spanish.replace(old, new)
    _file(user_folder, spanish, "pt.toml")
    profiles = load()
    assert detect("A Conferência não aprovou uma das emendas dos Estados, e os textos", "", None) == "pt"
    assert detect("", "Português", None) == "pt"
    patterns = compiled(profiles.languages["pt"])
    assert patterns.resolution.fullmatch("Resolução 12/1")
    masthead = read_masthead(["Português", "3 de janeiro de 2024"], "", profiles)
    assert (masthead.language, masthead.date) == ("pt", "2024-01-03")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('gathering = "meeting"', 'gathering = "party"'), 3, ["gathering", "party"]),
        (('slug = "xyz-mop"', "slug = 7"), 2, ["slug", "str"]),
        (('slug = "xyz-mop"', 'slug = "xyz-mop"\ncolour = "blue"'), 3, ["colour"]),
        (('kind = "decision"', 'kind = "edict"'), 7, ["kind", "edict"]),
        (('kind = "decision"', 'sort = "decision"'), 7, ["sort"]),
        (('en = ["Meeting', 'en = "Meeting'), 10, ["TOML"]),
        (('slug = "xyz-mop"\n', ""), 1, ["slug", "missing"]),
        (("['^XYZ/MOP\\.']", "['^XYZ/(MOP\\.']"), 4, ["symbol_patterns", "pattern"]),
        (("'XYZ-\\d+/\\d+'", "'[XYZ'"), 8, ["number_pattern", "pattern"]),
        (('en = ["Meeting of the Parties to the Convention on Examples"]', "en = 3"), 9, ["names"]),
    ],
)
def test_a_wrong_file_is_told_by_file_line_and_key(
    tmp_path: Path, change: tuple[str, str], line: int, words: list[str]
) -> None:
    assert change[0] in BODY
    path = _file(tmp_path, BODY.replace(*change))
    with pytest.raises(ProfileError) as error:
        load(path)
    message = str(error.value)
    assert "\n" not in message
    assert message.startswith(f"{path}:")
    assert f":{line}:" in message or f"line {line}" in message
    for word in words:
        assert word in message


def test_a_wrong_pattern_of_a_language_is_told(tmp_path: Path) -> None:
    english = (ROOT / "parsers/profiles/languages/en.toml").read_text(encoding="utf-8")
    path = _file(
        tmp_path, english.replace("chapter_pattern = '''^Chapter (", "chapter_pattern = '''^Chapter ((")
    )
    with pytest.raises(ProfileError, match=r":\d+: chapter_pattern is not a pattern"):
        load(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml: cannot be read \(No such file"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(ProfileError, match="not UTF-8"):
        load(path)


def test_the_ten_lines_of_the_documentation_work(tmp_path: Path) -> None:
    text = (ROOT / "docs/profiles.md").read_text(encoding="utf-8")
    block = text.split("```toml\n", 1)[1].split("```", 1)[0]
    assert len([line for line in block.splitlines() if line]) == 10
    profiles = load(_file(tmp_path, block))
    body = profiles.body_of("FCTC/COP/10/25")
    assert body.name == "FCTC/COP"
    decision = compiled(profiles.languages["en"], body).decision
    assert decision.fullmatch("FCTC/COP10(14): Decade of the treaty")


def test_the_documented_error_is_the_real_one(tmp_path: Path) -> None:
    text = (ROOT / "docs/profiles.md").read_text(encoding="utf-8")
    shown = text.rstrip().splitlines()[-1].strip()
    block = text.split("```toml\n", 1)[1].split("```", 1)[0]
    line = next(line for line in block.splitlines() if line.startswith("session_from"))
    path = _file(tmp_path, block.replace(line, "session_from_symbol_pattern = 10"), "fctc.toml")
    with pytest.raises(ProfileError) as error:
        load(path)
    assert str(error.value) == shown.replace("fctc.toml", str(path), 1)


@pytest.mark.parametrize("key", ["name", "slug", "names", *Body.__struct_fields__])
def test_every_key_of_a_body_is_documented(key: str) -> None:
    text = (ROOT / "docs/profiles.md").read_text(encoding="utf-8")
    assert f"| `{key}`" in text or f"| `[[{key}]]`" in text
