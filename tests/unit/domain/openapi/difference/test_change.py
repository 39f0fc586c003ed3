from domain.openapi.difference.change import Change, Direction, Grade, Way, grade_of, together


def test_narrower_requests_and_wider_answers_break() -> None:
    breaks = {(way, to) for way in Way for to in Direction if grade_of(way, to) is Grade.BREAKING}
    assert breaks == {(Way.NARROWER, Direction.REQUEST), (Way.WIDER, Direction.ANSWER)}


def test_the_worst_comes_first_and_each_once() -> None:
    mild = Change(Grade.COMPATIBLE, "member-added", (), "new", operations=("GET /a",))
    grave = Change(Grade.BREAKING, "operation-removed", (), "gone", operations=("GET /b",))
    other = Change(Grade.COMPATIBLE, "member-added", (), "new", operations=("GET /c",))
    told = together([mild, grave, other, mild])
    assert [(one.code, one.operations) for one in told] == [
        ("operation-removed", ("GET /b",)),
        ("member-added", ("GET /a", "GET /c")),
    ]
