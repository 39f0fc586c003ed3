"""Refusals: a problem document with a stable reason, and nothing of why for the caller."""

from domain.message.reason import PERMISSION_MISSING
from domain.message.refusal import Refusal, problem

REFUSAL = Refusal(PERMISSION_MISSING, "permission orders:write is missing")


def test_the_status_is_the_reasons() -> None:
    assert REFUSAL.status == 403


def test_a_problem_document_has_the_members_of_rfc_9457_and_our_extensions() -> None:
    assert problem(REFUSAL, instance="/orders/7", request_id="r-1") == {
        "type": "/docs/problems/permission-missing",
        "title": "Forbidden",
        "status": 403,
        "detail": "The caller lacks the permission that this route needs.",
        "instance": "/orders/7",
        "reason": "permission-missing",
        "request_id": "r-1",
    }


def test_a_caller_is_not_told_which_permission_was_wanted() -> None:
    assert "orders:write" not in str(problem(REFUSAL, instance="/", request_id="r-1"))
