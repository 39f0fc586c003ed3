from application.description.path import ONE_SEGMENT, THE_REST, path_parameters, shape, template
from domain.routing.pattern import Pattern, parse_pattern


def pattern(text: str, *, prefix: bool = False) -> Pattern:
    parsed = parse_pattern(text, prefix=prefix)
    assert isinstance(parsed, Pattern)
    return parsed


def test_a_parameter_keeps_its_spelling() -> None:
    assert template(pattern("/orders/{order_id}/items")) == "/orders/{order_id}/items"


def test_what_takes_the_rest_loses_its_star() -> None:
    assert template(pattern("/files/{rest*}")) == "/files/{rest}"


def test_a_prefix_gets_a_parameter_for_the_rest() -> None:
    assert template(pattern("/search", prefix=True)) == "/search/{rest}"


def test_the_prefix_of_everything_is_one_parameter() -> None:
    assert template(pattern("/", prefix=True)) == "/{rest}"


def test_the_parameter_of_a_prefix_evades_one_that_is_called_the_same() -> None:
    assert template(pattern("/{rest}/x", prefix=True)) == "/{rest}/x/{rest_}"


def test_root_and_final_slash_stay() -> None:
    assert [template(pattern(text)) for text in ("/", "/a/")] == ["/", "/a/"]


def test_names_of_parameters_do_not_tell_shapes_apart() -> None:
    assert shape(pattern("/a/{x}")) == shape(pattern("/a/{y}")) == shape(pattern("/a", prefix=True))
    assert shape(pattern("/a/{x}")) != shape(pattern("/a/x"))


def test_a_parameter_says_what_it_takes_and_gives_an_example() -> None:
    tenant, rest = path_parameters([pattern("/{tenant}/{rest*}")])
    assert (tenant["description"], tenant["example"]) == (ONE_SEGMENT, "tenant-1")
    assert (rest["description"], rest["example"]) == (THE_REST, "1")
    assert tenant["required"] is rest["required"] is True


def test_patterns_that_share_a_path_share_the_first_ones_names_and_all_their_words() -> None:
    (parameter,) = path_parameters([pattern("/a/{x}"), pattern("/a/{rest*}")])
    assert parameter["name"] == "x"
    assert parameter["description"] == f"{ONE_SEGMENT} Or: {THE_REST}"
