"""Recalling: the explanation of a call that a running gateway has decided, from its admin address."""

import json
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urlsplit

from application.explanation.document import revived
from application.explanation.explanation import Explanation

SECONDS, OK = 10.0, 200


class Unrecalled(Exception):
    """The text says why, and what would help."""


def recalled(admin: str, request_id: str) -> Explanation:
    address = urlsplit(admin)
    if address.scheme != "http" or not address.hostname:
        raise Unrecalled(f"`{admin}` is no admin address; like http://127.0.0.1:9900")
    connection = HTTPConnection(address.hostname, address.port or 80, timeout=SECONDS)
    try:
        connection.request("GET", f"/-/decisions/{quote(request_id, safe='')}")
        answer = connection.getresponse()
        return _read(answer.status, answer.read(), request_id)
    except (OSError, HTTPException) as problem:
        raise Unrecalled(f"{admin}: {problem}; is this the address that `limen serve` has told?") from problem
    finally:
        connection.close()


def _read(status: int, body: bytes, request_id: str) -> Explanation:
    try:
        told = json.loads(body)
        if status == OK:
            return revived(told)
        why = told["detail"]
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Unrecalled(f"what answers with {status} is no admin address of this version of Limen") from problem
    raise Unrecalled(f"request {request_id}: {why}")
