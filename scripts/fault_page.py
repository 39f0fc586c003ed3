"""The page of the fault codes, from the catalogue: each code with what it means, a wrong example and a right one."""

from itertools import groupby

from entrypoints.faults import ROOMS, Entry, catalogue

INTRO = """\
# Faults

{mark}

What `limen check` finds wrong with a configuration, by the code at the end of its line. A configuration with a fault is
never served, and all faults of a stage are told together. Codes are stable: a name never changes once it is released,
so tools may match on it ([how to read a fault](../how-to/read-a-fault.md)).

The examples are parts of a configuration: in the rest of it, `orders` and `users` are upstreams, `viewer` and `manager`
roles, and `main` is an issuer.
"""


def faults_page(mark: str) -> str:
    parts = [INTRO.format(mark=mark)]
    rooms = [(room, list(entries)) for room, entries in groupby(catalogue().values(), key=lambda entry: entry.room)]
    for room, entries in rooms:
        codes = ", ".join(f"[`{entry.code}`](#{entry.code})" for entry in entries)
        parts.append(f"**{ROOMS[room]}:** {codes}\n")
    for room, entries in rooms:
        parts.append(f"## {ROOMS[room]}\n")
        parts += [_section(entry) for entry in entries]
    return "\n".join(parts)


def _section(entry: Entry) -> str:
    lines = [f"### {entry.code}\n", f"{entry.means}\n"]
    if entry.wrong:
        lines += ["Wrong:\n", _block(entry.wrong), "Right:\n", _block(entry.right)]
    return "\n".join(lines)


def _block(text: str) -> str:
    """Letters that nobody sees are shown, and an indentation by tabs would be none here."""
    seen = "".join(letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in text)
    return f"```yaml\n{seen.strip(chr(10))}\n```\n"
