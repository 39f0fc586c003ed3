"""An explanation that was sent as a document is the same when it has arrived."""

import json

import pytest

from application.explanation.document import document, revived
from application.explanation.explanation import Explanation
from tests.unit.application.explanation.test_document import ALL


@pytest.mark.parametrize("found", ALL, ids=lambda found: f"{found.request.method} {found.request.target}")
def test_a_document_becomes_the_explanation_that_it_was(found: Explanation) -> None:
    assert revived(json.loads(json.dumps(document(found)))) == found
