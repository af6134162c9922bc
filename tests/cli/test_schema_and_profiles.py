"""The two commands that read no paper."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from cotc.parsers.model.codec import json_schema

Cotc = Callable[..., Any]


def test_schema_is_the_models_own_and_valid(cotc: Cotc) -> None:
    run = cotc("schema")
    assert run.code == 0
    schema = json.loads(run.out)
    assert schema == json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_schema_into_a_file(cotc: Cotc, tmp_path: Path) -> None:
    assert cotc("schema", "-o", tmp_path / "schema.json") == (0, b"", "")
    assert (tmp_path / "schema.json").read_bytes() == cotc("schema").out


def test_profiles_lists_languages_and_bodies(cotc: Cotc) -> None:
    told = json.loads(cotc("profiles", "--format", "json").out)
    assert {language["code"] for language in told["languages"]} == {"ar", "zh", "en", "fr", "ru", "es"}
    ctoc = next(body for body in told["bodies"] if body["name"] == "CTOC/COP")
    assert ctoc["adopts"] == ["resolution", "decision"]
    table = cotc("profiles").text
    assert all(f"  {body['name']} " in table for body in told["bodies"])
    assert all(language["name"] in table for language in told["languages"])


def test_profiles_shows_and_checks_one_given_by_hand(cotc: Cotc, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "XYZ/COP"\nslug = "xyz-cop"\n\n[names]\nen = ["Conference on XYZ"]\n')
    assert "XYZ/COP" in cotc("profiles", "--profile", own).text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = "XYZ/COP"\nslug = 7\n\n[names]\nen = ["Conference on XYZ"]\n')
    run = cotc("profiles", "--profile", wrong)
    assert run.code == 2
    assert "wrong.toml:2" in run.err
