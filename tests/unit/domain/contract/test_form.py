import pytest

from domain.contract.form import PartName, is_boundary, part_name


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('form-data; name="a b"', PartName("a b", is_file=False)),
        ("Form-Data;name=a", PartName("a", is_file=False)),
        ('form-data; name="a"; filename="x;y.png"', PartName("a", is_file=True)),
        ("form-data; name=a; filename*=UTF-8''x", PartName("a", is_file=True)),
        ('form-data; name=""', PartName("", is_file=False)),
        ("form-data", None),
        ('attachment; name="a"', None),
        ('form-data; filename="a"', None),
        ('form-data; name="a"; name="b"', None),
        ('form-data; name="a"; NAME="b"', None),
        ("form-data; name*=UTF-8''a; name=a", None),
        (r'form-data; name="a\"b"', None),
        ('form-data; name="a', None),
        ('form-data; name="a" b', None),
    ],
)
def test_a_part_has_one_name_or_none(written: str, found: PartName | None) -> None:
    assert part_name(written) == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("----WebKit7", True), ("a b", True), ("a ", False), ("", False), ("a" * 71, False), ('"', False)],
)
def test_a_boundary_has_up_to_seventy_of_few_letters(text: str, is_one: bool) -> None:
    assert is_boundary(text) is is_one
