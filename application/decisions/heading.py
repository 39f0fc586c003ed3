"""The head of a question, as the server would read it (RFC 9112, 3.2): admitted, or refused before it is a request."""

from application.decisions.question import Question
from domain.message.admission import admit
from domain.message.head import Head
from domain.message.headers import Headers, named
from domain.message.refusal import Refusal
from domain.message.target import Target


def head_of(question: Question) -> Head | Refusal:
    headers = list(question.headers)
    names = named(headers)
    target = admit(question.method, question.version, question.target, headers, names)
    if isinstance(target, Refusal):
        return target
    return Head(
        question.method,
        target.path,
        target.query,
        _with_authority(target, question),
        scheme=question.scheme,
        peer=question.peer,
        version=question.version,
    )


def _with_authority(target: Target, question: Question) -> Headers:
    headers = list(question.headers)
    if target.authority is not None and not any(name == b"host" for name, _ in headers):
        headers.append((b"host", target.authority))
    return headers
