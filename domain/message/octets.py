"""Octets that may stand in a head, as tables for `bytes.translate`: what may not is changed, and the rest stays.

`data.translate(TABLE) == data` says that all of it may. A table without deletions is a third of the cost of one with,
and gives back the very same bytes where nothing changes.
"""

_TOKEN = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'*+-.^_`|~")  # RFC 9110, 5.6.2
_CONTROLS = frozenset({*range(0x20), 0x7F} - {0x09})  # what no field value may hold (RFC 9110, 5.5); obs-text may pass


def _changing(unfit: frozenset[int]) -> bytes:
    return bytes((octet + 1) % 256 if octet in unfit else octet for octet in range(256))


IN_TOKENS = _changing(frozenset(range(256)) - _TOKEN)
IN_VALUES = _changing(_CONTROLS)
IN_TARGETS = _changing(frozenset((*range(0x21), 0x7F)))  # a space would end one (RFC 9112, 3.2)
