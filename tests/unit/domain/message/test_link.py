"""`Link`: targets are found where they stand, and a value that is malformed anywhere has none."""

import pytest

from domain.message.link import targets, with_targets


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"</a>; rel=next", [b"/a"]),
        (b'</a?b=1,2;c>; rel="next"; title="<x>, \\"y", <b>;rel=last', [b"/a?b=1,2;c", b"b"]),
        (b" , <>,, </b> ; ; rel , ", [b"", b"/b"]),
        (b"</a>;title*=UTF-8''x; rel=http://rel.example/a", [b"/a"]),
        (b"", []),
    ],
)
def test_targets_are_found_where_they_stand(value: bytes, found: list[bytes]) -> None:
    assert [value[begins:ends] for begins, ends in targets(value) or ()] == found


@pytest.mark.parametrize(
    "value",
    [b"/a; rel=next", b"</a", b"</a> rel=next", b'</a>; rel="next', b"</a<b>>; rel=next", b"</a>, x", b"</a>;=b"],
)
def test_a_malformed_value_stays_as_it_is(value: bytes) -> None:
    assert targets(value) is None
    assert with_targets(value, lambda _: b"/other") == value


def test_targets_alone_are_changed() -> None:
    value = b'</a>; rel="next"; title="</a>", <b>; anchor="/a"'
    assert (
        with_targets(value, lambda target: b"/v1/" + target)
        == b'</v1//a>; rel="next"; title="</a>", </v1/b>; anchor="/a"'
    )


def test_a_long_value_takes_no_longer_than_it_is_long() -> None:
    assert len(targets(b"</a>;" * 10_000 + b"x") or ()) == 0
    assert len(targets(b"</a>; rel=x," * 10_000) or ()) == 10_000
    assert targets(b"</a>; a=" + b'"\\' * 20_000) is None
