"""Moments as people write them in options: ISO 8601, with their offset from UTC."""

from datetime import datetime

import typer


def moment_of(text: str) -> float:
    """Seconds since the epoch."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise typer.BadParameter(f"{text!r} is no moment; like 2026-11-26T12:00:00Z")
    return moment.timestamp()
