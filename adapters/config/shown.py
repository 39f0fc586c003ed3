"""How a fault shows what was written: on one line, in back-quotes, not endless."""

LONGEST = 60  # letters


def shown(text: str) -> str:
    letters = (letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text[:LONGEST])
    return f"`{''.join(letters)}{'…' if len(text) > LONGEST else ''}`"
