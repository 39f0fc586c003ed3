"""Missing: what a decision would rest on that a line of the log does not tell."""

from collections.abc import Iterable

from application.decisions.verdict import Verdict
from application.replay.call import LoggedCall
from domain.identity.principal import NOBODY, Principal
from domain.message.request import Request
from domain.permissions.facts import Facts
from domain.permissions.policy import Policy
from domain.permissions.possible import possible
from domain.permissions.reads import Reads, read_by
from domain.plan.plan import Plan, Route
from domain.plan.recordings import reads_of
from domain.routing.matcher import Matcher


class Missing:
    """Each answer is a sentence; none where nothing is missing that could change the outcome."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._reads = [reads_of(route) for route in plan.routes]
        self._is_bare = not any(route.matcher.headers or route.matcher.query for route in plan.routes)

    def of_matching(self, call: LoggedCall, request: Request) -> str | None:
        """What would have to be known to say which route takes the request."""
        for entry in () if self._is_bare else self._plan.table.led_to(request):
            matcher = entry.matcher
            if not matcher.takes_method(request.method):
                continue
            missing = _unrecorded(call, matcher)
            if not missing and matcher.takes_rest_of(request):
                return None
            if missing and _known_part(call, matcher).takes_rest_of(request):
                return _needs(missing)
        return None

    def of_deciding(self, call: LoggedCall, verdict: Verdict) -> str | None:
        """What would have to be known to say whether the route lets the caller in."""
        route, request = verdict.route, verdict.request
        if route is None or request is None or (route.door is not None and call.caller is None):
            return None  # who is known to nobody is refused whatever they state
        reads = _beyond(call, self._reads[route.number])
        policy = route.door.policy if route.door else route.fence
        if policy is None or reads == Reads():
            return None
        facts = Facts(
            verdict.parameters,
            method=request.method,
            headers=request.headers,
            client=request.client,
            moment=call.moment,
        )
        caller = call.caller or NOBODY
        is_open = _is_open(policy, caller, facts, call, route)
        return _needs([*_claims(reads.claims), *_headers(reads.headers)]) if is_open else None


def _is_open(policy: Policy, caller: Principal, facts: Facts, call: LoggedCall, route: Route) -> bool:
    """Step-up is asked of those that the policy lets in."""
    may = possible(policy, caller, facts, lambda part: _beyond(call, read_by(part)) == Reads())
    sign_in = frozenset(("acr", "auth_time")) if route.step_up else frozenset[str]()
    unsure = True in may and len(may) > 1
    return unsure or (True in may and not sign_in.isdisjoint(_beyond(call, reads_of(route)).claims))


def _beyond(call: LoggedCall, reads: Reads) -> Reads:
    headers = frozenset(name for name in reads.headers if name.decode("latin-1") not in (call.headers or ()))
    return Reads(frozenset(path for path in reads.claims if not _is_recorded(path, call)), headers - {b"host"})


def _is_recorded(path: str, call: LoggedCall) -> bool:
    """Itself, or with the whole object that it is in."""
    if path in call.claims:
        return True
    claims = call.caller.claims if call.caller else {}
    above = (path[:at] for at, letter in enumerate(path) if letter == ".")
    return any(isinstance(claims.get(name), dict) for name in above)


def _unrecorded(call: LoggedCall, matcher: Matcher) -> list[str]:
    headers = [name for name, _ in matcher.headers if not _has_header(call, name)]
    query = [name for name, _ in matcher.query if name not in (call.query or ())]
    return [*_headers(headers), *(f"?{name}" for name in query)]


def _known_part(call: LoggedCall, matcher: Matcher) -> Matcher:
    headers = tuple(one for one in matcher.headers if _has_header(call, one[0]))
    query = tuple(one for one in matcher.query if one[0] in (call.query or ()))
    return Matcher(matcher.pattern, matcher.methods, matcher.hosts, headers, query)


def _has_header(call: LoggedCall, name: bytes) -> bool:
    return name == b"host" or name.decode("latin-1") in (call.headers or ())


def _headers(names: Iterable[bytes]) -> list[str]:
    return sorted(f"header {name.decode('latin-1')}" for name in names)


def _claims(paths: Iterable[str]) -> list[str]:
    return sorted(f"claim {path}" for path in paths)


def _needs(missing: list[str]) -> str:
    return f"needs what the log does not have: {', '.join(missing)}"
