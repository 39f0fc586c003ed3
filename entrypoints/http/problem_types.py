"""`/docs/problems`: where the `type` of a refusal leads: a page a reason, or the same as a document.

The answers are the same for every gateway and every caller: nothing here knows a plan.
"""

import re
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from application.description.problem import MEDIA_TYPE, SCHEMA_REF, example
from domain.message.reason import Reason
from domain.message.refusal import PROBLEM_BASE
from entrypoints.http.markup import inline, link, paragraph, plain_page, rows, section
from entrypoints.http.negotiation import prefers_page
from entrypoints.problems import LOG, ProblemType, problem_types

_LINK = re.compile(r" ?\(?\[[^]]*\]\([^)]*\)\)?")
INDEX = PROBLEM_BASE.rstrip("/")
_ELSE: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "There is no such reason.", "content": {MEDIA_TYPE: {"schema": SCHEMA_REF}}}
}


class ProblemKind(BaseModel):
    """What a refusal for one reason means. The texts are Markdown."""

    model_config = ConfigDict(title="ProblemType")

    type: str = Field(examples=[f"{PROBLEM_BASE}token-expired"])
    reason: str
    title: str
    status: int
    detail: str
    when: str = Field(description="When it is given.")
    do: str = Field(description="What a caller can do.")
    look: str = Field(description="What an operator looks at.")


class ProblemKinds(BaseModel):
    """Every reason for which the gateway refuses."""

    model_config = ConfigDict(title="ProblemTypes")

    types: list[ProblemKind]


router = APIRouter(tags=["gateway"])


@router.get(INDEX, operation_id="problem-types", summary="Why the gateway refuses: every reason")
def index(request: Request, response: Response) -> ProblemKinds:
    if _wants_page(request):
        return _index_page()  # type: ignore[return-value]  # FastAPI gives a Response as it is
    response.headers["vary"] = "accept"
    return ProblemKinds(types=[_kind(one) for one in problem_types().values()])


@router.get(
    f"{INDEX}/{{reason}}", operation_id="problem-type", summary="What a refusal for a reason means", responses=_ELSE
)
def one(reason: str, request: Request, response: Response) -> ProblemKind:
    found = problem_types().get(reason)
    if found is None:
        raise HTTPException(404)
    if _wants_page(request):
        return _page(found)  # type: ignore[return-value]
    response.headers["vary"] = "accept"
    return _kind(found)


def _wants_page(request: Request) -> bool:
    return prefers_page(request.headers.get("accept", ""))


def _kind(told: ProblemType) -> ProblemKind:
    reason = told.reason
    return ProblemKind(
        type=PROBLEM_BASE + reason.name,
        reason=reason.name,
        title=reason.title,
        status=reason.status,
        detail=reason.detail,
        when=_sentence(told.when),
        do=told.do,
        look=_look(told),
    )


def _look(told: ProblemType) -> str:
    return f"{LOG} Look for: {told.look}." if told.look else LOG


def _page(told: ProblemType) -> Response:
    reason = told.reason
    return plain_page(
        reason.name,
        paragraph(f"<strong>{reason.status} {inline(reason.title)}.</strong> {inline(reason.detail)}"),
        section("What you can do", paragraph(inline(told.do))),
        section("When it is given", paragraph(inline(_sentence(told.when)))),
        section("What an operator looks at", paragraph(inline(_look(told)))),
        section("The refusal", f"<pre>{_example(reason)}</pre>"),
        paragraph(f"{link('../problems', 'All reasons')} · {link('../../docs', 'The API')}"),
        root="../../",
    )


def _example(reason: Reason) -> str:
    return inline("\n".join(f"{name}: {value}" for name, value in example(reason).items()))


def _index_page() -> Response:
    told = [
        (str(one.reason.status), link(f"problems/{name}", name), inline(one.reason.detail))
        for name, one in sorted(problem_types().items(), key=lambda each: each[1].reason.status)
    ]
    about = (
        "A refusal is the answer that the gateway itself gives: <code>application/problem+json</code> (RFC 9457), "
        "whose <code>type</code> is the address of one of these pages."
    )
    return plain_page("Problem types", paragraph(about), rows([("Status", "Reason", "Meaning"), *told]), root="../")


def _sentence(text: str) -> str:
    """Without the links to other pages of docs/reference, which are not served here."""
    plain = _LINK.sub("", text)
    return f"{plain[:1].upper()}{plain[1:]}."
