from domain.contract.styles import DEFAULT, KNOWN, explodes_unless_said


def test_the_style_that_is_meant_is_one_that_fits() -> None:
    assert all(DEFAULT[where] in styles for where, styles in KNOWN.items())


def test_only_form_explodes_unless_said_otherwise() -> None:
    assert [style for style in KNOWN[next(iter(KNOWN))] if explodes_unless_said(style)] == []
    assert explodes_unless_said("form")
