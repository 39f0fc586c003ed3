"""Overrides: a body of a route's own for a refusal, in place of the problem document.

Status, headers and reason stay what they are; only what a caller reads is another text. `{reason}`, `{status}`,
`{detail}` and `{request_id}` are filled in: words of ours, none of which needs quoting inside JSON.
"""

from dataclasses import dataclass

from domain.message.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Override:
    content_type: bytes
    template: str

    def body(self, refusal: Refusal, request_id: str) -> bytes:
        reason = refusal.reason
        words = {"reason": reason.name, "status": str(reason.status), "detail": reason.detail, "request_id": request_id}
        filled = self.template
        for name, word in words.items():
            filled = filled.replace(f"{{{name}}}", word)
        return filled.encode()
