"""The documents beside the shop's configuration are those that its services serve."""

import pytest

from scripts.write_shop_documents import SHOP, documents, text_of


@pytest.mark.parametrize("name", documents())
def test_a_document_is_the_service_s_own(name: str) -> None:
    assert (SHOP / name).read_text() == text_of(documents()[name]), "run `make reference`"
