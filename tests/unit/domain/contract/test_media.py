from domain.contract.media import chosen, essence_of, is_json


def test_a_media_type_is_read_without_regard_to_case_and_with_its_parameters() -> None:
    assert essence_of('Application/JSON; Charset="UTF-8";') == ("application/json", {"charset": "UTF-8"})


def test_a_parameter_that_comes_twice_has_neither_value() -> None:
    assert essence_of("a/b; charset=utf-7; charset=utf-8")[1] == {"charset": "utf-7,utf-8"}
    assert essence_of('a/b; charset=utf-7; x="; charset=utf-8"')[1]["charset"] == "utf-7,utf-8"


def test_what_is_said_of_a_type_is_found_by_its_name_its_range_or_that_of_all() -> None:
    assert chosen({"text/csv": 1, "text/*": 2, "*/*": 3}, "text/csv") == ("text/csv", 1)
    assert chosen({"text/*": 2, "*/*": 3}, "text/csv") == ("text/*", 2)
    assert chosen({"*/*": 3}, "text/csv") == ("*/*", 3)
    assert chosen({"text/*": 2}, "image/png") is None


def test_json_has_many_names() -> None:
    assert [is_json(one) for one in ("application/json", "application/problem+json", "text/json")] == [
        True,
        True,
        False,
    ]
