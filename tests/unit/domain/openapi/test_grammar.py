"""The grammar: of a callback every key leads to a path item; extensions are nobody's."""

from domain.openapi.grammar import CALLBACK, DOCUMENT, OPERATION, PATH_ITEM, SCHEMA, fields_of, is_extension


def test_a_callback_leads_on_by_every_key_but_an_extension() -> None:
    assert fields_of(CALLBACK, {"{$request.body#/url}": {}, "x-note": {}, "$ref": "#/a"}) == {
        "{$request.body#/url}": PATH_ITEM
    }


def test_a_schema_leads_on_by_the_words_of_json_schema() -> None:
    assert fields_of(SCHEMA, {})["properties"] == "{schema}"
    assert "example" not in fields_of(SCHEMA, {})


def test_only_paths_and_answers_have_extensions_among_their_names() -> None:
    assert is_extension(DOCUMENT, "paths", "x-note")
    assert is_extension(OPERATION, "responses", "x-note")
    assert not is_extension("components", "schemas", "x-note")
