from application.description.markdown import bullets, code, paragraphs


def test_a_code_span_keeps_markup_from_being_read() -> None:
    assert code("users:* or **all**") == "`users:* or **all**`"


def test_a_code_span_is_fenced_by_more_backticks_than_it_holds() -> None:
    assert code("a``b") == "``` a``b ```"


def test_a_code_span_is_one_line() -> None:
    assert code("a\n\n# b") == "`a # b`"


def test_empty_paragraphs_leave_no_gap() -> None:
    assert paragraphs("a", " ", "", "b\n") == "a\n\nb"


def test_bullets_stand_a_line_each() -> None:
    assert bullets(["a", "b"]) == "- a\n- b"
