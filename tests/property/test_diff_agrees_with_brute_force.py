"""What a diff tells is what changes: against all requests and callers of a few words, decided one by one."""

from hypothesis import HealthCheck, assume, given, settings

from application.decisions.decider import Decider
from application.decisions.verdict import Verdict
from application.diff.change import Kind
from application.diff.compare import compare
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from entrypoints.offline import decider
from tests.fakes.gateway_text import read
from tests.property.small_configs import Asked, pairs

MOST = 2_000  # that are asked of one pair; of more, every so many
Key = tuple[Kind, str | None, str | None]


def decided(text: str) -> Decider | None:
    spec = read(text)
    assert isinstance(spec, Spec), spec
    plan = compile_plan(spec)
    return decider(plan) if isinstance(plan, Plan) else None


def kinds(old: Verdict, new: Verdict) -> set[Kind]:
    """How the two differ, by nothing but themselves."""
    if old.is_let_in is not new.is_let_in:
        return {Kind.OPENED if new.is_let_in else Kind.CLOSED}
    if not old.is_let_in:
        return {Kind.REFUSED_OTHERWISE} if (old.route is None) is not (new.route is None) else set()
    found = {Kind.ROUTE} if name(old) != name(new) else set()
    if not old.sent or not new.sent:
        return found | (
            {Kind.ANSWER} if (old.outcome, old.status, old.body) != (new.outcome, new.status, new.body) else set()
        )
    (one,), (other,) = old.sent, new.sent
    different = {
        Kind.UPSTREAM: one.destination.upstream != other.destination.upstream,
        Kind.PATH: one.call.target != other.call.target,
        Kind.HEADERS: one.destination.response != other.destination.response,  # a version adds `Vary`
        Kind.TIMEOUTS: (one.call.timeouts, one.call.deadline) != (other.call.timeouts, other.call.deadline),
    }
    return found | {kind for kind, is_so in different.items() if is_so}


def name(verdict: Verdict) -> str | None:
    return verdict.route.name if verdict.route else None


@settings(
    max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(pairs())
def test_every_flip_is_in_a_class_and_every_class_has_a_flip(texts: tuple[str, str]) -> None:
    old, new = map(decided, texts)
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    told = compare(old, new).changes
    known = {(change.kind, change.old_route, change.new_route) for change in told}
    for change in told:
        witness = change.witness
        assert witness is not None, change
        before, after = old.decide(witness.question), new.decide(witness.question)
        assert (name(before), name(after)) == (change.old_route, change.new_route)
        assert change.kind in kinds(before, after), change
    told_of = {(before, after) for _, before, after in known}
    questions = list(Asked("".join(texts)).questions())
    for question in questions[:: len(questions) // MOST + 1]:
        before, after = old.decide(question), new.decide(question)
        for kind in kinds(before, after):
            key = (kind, name(before), name(after))
            is_told = key in known or (kind is Kind.REFUSED_OTHERWISE and key[1:] in told_of)
            assert is_told, (key, question)
