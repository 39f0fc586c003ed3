"""Callers of cases: who they are to a plan. A role or a credential that it does not know is a fault."""

from application.cases.written import CallerWords, Claims
from application.decisions.question import PRESENTED, Caller, Stating
from application.tools.minting import REGISTERED, Wish, claims_for
from domain.identity.api_key import id_of
from domain.identity.principal import TENANT, Principal
from domain.message.headers import Header
from domain.plan.plan import Plan
from domain.spec.fault import Fault, unknown
from domain.spec.place import Place

SOMEBODY = "somebody"  # whoever is given no name


class CallerCompiler:
    """Remembers: a table of a thousand cells has a few callers."""

    def __init__(self, plan: Plan, faults: list[Fault]) -> None:
        self._plan = plan
        self._faults = faults
        self._by_credential = [*plan.issuers, *plan.lookups.introspections, *plan.cookies, *plan.api_keys]
        self._by_credential += plan.certificates
        self._known: dict[int, tuple[CallerWords, Principal]] = {}

    def compile(self, who: CallerWords, moment: float) -> tuple[Caller, tuple[Header, ...]]:
        """Who asks, and the headers by which they do."""
        if who.at is None:
            return PRESENTED, ()
        if who.key is not None:
            return PRESENTED, self._keyed(who, who.at)
        if isinstance(who.token, str):
            return PRESENTED, ((b"authorization", f"Bearer {who.token}".encode()),)
        if who.token is not None:
            return self._stating(who, who.token, moment), ()
        return self._principal(who), ()

    def _principal(self, who: CallerWords) -> Principal:
        known = self._known.get(id(who))
        if known is None:
            known = self._known[id(who)] = who, self._made(who)
        return known[1]

    def _made(self, who: CallerWords) -> Principal:
        for role in who.roles:
            if role.text not in self._plan.roles.roles:
                self._faults.append(unknown("role", role.text, role.at, self._plan.roles.roles))
        self._credential(who)
        subject = who.subject or SOMEBODY
        claims = {"sub": subject, **who.claims, **({TENANT: who.tenant} if who.tenant else {})}
        return Principal(
            subject,
            frozenset(role.text for role in who.roles),
            frozenset(who.permissions),
            claims,
            credential=self._credential(who),
            tenant=who.tenant,
        )

    def _credential(self, who: CallerWords) -> str:
        if who.credential is None:
            return ""
        if who.credential.text not in self._by_credential:
            self._faults.append(unknown("credential", who.credential.text, who.credential.at, self._by_credential))
        return who.credential.text

    def _stating(self, who: CallerWords, token: Claims, moment: float) -> Stating:
        """What a token needs to be accepted at all is filled in where it is not said."""
        name = self._credential(who) or self._issuer(who, token)
        if name not in self._plan.issuers:
            return Stating(token, name or None)
        usual = claims_for(self._plan.issuers[name], Wish(SOMEBODY), moment)
        return Stating({**{one: usual[one] for one in REGISTERED if one in usual}, **token}, name)

    def _issuer(self, who: CallerWords, token: Claims) -> str:
        if "iss" in token:
            return self._by_address(token["iss"]) or ""
        if len(self._plan.issuers) > 1 and who.at is not None:
            message, hint = "several issuers sign tokens here", f"`credential: {min(self._plan.issuers)}`, or `iss`"
            self._faults.append(Fault(who.at, "issuer-ambiguous", message, hint))
        return next(iter(self._plan.issuers), "")

    def _by_address(self, address: object) -> str | None:
        found = (name for name, issuer in self._plan.issuers.items() if issuer.validity.issuer == address)
        return next(found, None)

    def _keyed(self, who: CallerWords, at: Place) -> tuple[Header, ...]:
        """In the header in which keys of its id are looked for; in the first, where none has it."""
        assert who.key is not None  # noqa: S101  the caller looked
        key_id = id_of(who.key.encode())
        named = who.credential.text if who.credential else None
        lists = [keys for name, keys in self._plan.api_keys.items() if named in (None, name)]
        found = next(iter([keys for keys in lists if key_id in keys.keys] or lists), None)
        if found is None:
            self._credential(who)
            hint = "`identity: {api_keys: …}`"
            self._faults.append(Fault(at, "keys-undefined", "the configuration takes no such API keys", hint))
            return ()
        return ((found.header, who.key.encode()),)
