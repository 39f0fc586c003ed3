"""What aiohttp raises, as the domain's kinds of failure. Exceptions that no upstream can cause are not caught here.

`why` is for the log: it names the upstream's fault, never a header's value.
"""

from aiohttp import ClientConnectionError, ClientError, ClientPayloadError, ServerDisconnectedError, SocketTimeoutError
from aiohttp.http_exceptions import HttpProcessingError

from domain.upstream.failure import Failure, FailureKind

# UnicodeError: a host name that IDNA cannot encode, out of getaddrinfo.
CONNECT_PROBLEMS = (ClientError, OSError, UnicodeError)
EXCHANGE_PROBLEMS = (ClientConnectionError, ClientPayloadError, HttpProcessingError, OSError)


def connect_failure(problem: Exception) -> Failure:
    if isinstance(problem, ServerDisconnectedError):
        return exchange_failure(problem)
    timed_out = isinstance(problem, TimeoutError)
    return Failure(FailureKind.CONNECT_TIMEOUT if timed_out else FailureKind.CONNECT, _why(problem))


def exchange_failure(problem: Exception) -> Failure:
    if isinstance(problem, SocketTimeoutError):
        return Failure(FailureKind.IDLE_TIMEOUT, _why(problem))
    invalid = isinstance(problem, HttpProcessingError)
    return Failure(FailureKind.INVALID if invalid else FailureKind.RESET, _why(problem))


def _why(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}".splitlines()[0]  # llhttp draws a picture below the first line
