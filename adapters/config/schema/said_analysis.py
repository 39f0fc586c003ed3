"""What editors say of `invariants` and `analysis`."""

from adapters.config.models_analysis import AnalysisModel, InvariantModel, MustModel, SuppressionModel
from adapters.config.schema.words import Said

_SHADOWED = {"code": "route-shadowed", "about": "old-home", "reason": "kept until the end of March"}

ANALYSIS: Said = {
    InvariantModel: {
        "": ("What must be so of some requests, whatever the routes say.",),
        "name": ("How faults call it; without one, by its path.", "only admins"),
        "for": ("Which requests; `/admin/**` is `/admin` and all below it.", "/admin/**", {"prefix": "/admin"}),
        "must": ("What must be so of all of them.", {"require": {"role": "admin"}}),
    },
    MustModel: {
        "": ("What must be so; all that is written holds.",),
        "require": ("Whoever is let in satisfies this.", {"role": "admin"}, "authenticated"),
        "deny": ("Whoever satisfies this is not let in.", {"claim": {"suspended": True}}),
        "allow": ("Whoever satisfies this is let in, where there is a route.", "public", {"role": "admin"}),
        "upstream": ("Nothing is sent elsewhere.", "orders", ["orders", "users"]),
    },
    AnalysisModel: {
        "": ("What the analysis of this file leaves out.",),
        "suppress": ("Findings that may stand, each with a reason.", [_SHADOWED]),
    },
    SuppressionModel: {
        "": ("A finding that may stand.",),
        "code": ("Its code.", "route-shadowed"),
        "about": ("The name of what it is about; without one, whatever it is about.", "old-home"),
        "reason": ("Why it may.", "kept until the end of March"),
    },
}
