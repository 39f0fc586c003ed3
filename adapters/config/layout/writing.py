"""Writing: the pieces of a file with canonical white space between them. Line breaks stay where their author put them.

A block is indented by two columns below its key, a list too. What brackets hold on lines of its own stands four columns
in, the closing one two: every reader of YAML takes that, where a bracket right below its key is refused by some. A
comment behind something has two spaces before it; one on a line of its own stands where its block stands.
"""

from adapters.config.layout.gaps import Gap, Remark, gap_of, set_apart, tidied
from adapters.config.layout.levels import Level, Levels
from adapters.config.layout.pieces import Kind, Piece
from adapters.config.layout.scalars import block, keeps, moved, quoted

_LEADING = (Kind.COLON, Kind.DASH, Kind.OPEN, Kind.QUESTION)


class Writer:
    def __init__(self) -> None:
        self._levels = Levels()
        self._out: list[str] = []
        self._column = 0
        self._last: Piece | None = None
        self._behind_last = ""  # line ends that the last piece took along and that are none of it

    def text(self) -> str:
        return "".join(self._out)

    def write(self, piece: Piece, between: str, *, apart: bool) -> None:
        """`between` is what stands before it in the source; `apart`: a blank line goes before it."""
        gap = gap_of(self._behind_last + between, at_start=self._last is None)
        self._behind_last = ""
        breaks = gap.breaks or (self._last is not None and self._last.kind is Kind.MARKER)
        space = "" if self._last is None else _space(self._last, piece)
        closed = self._levels.close(piece)
        self._levels.open(piece, None if breaks else self._column + len(space))
        if breaks:
            self._new_line(piece, gap, self._remarks(piece, gap, closed, apart=apart))
        else:
            self._put(space)
        self._piece(piece)
        self._levels.enter(piece)
        self._last = piece

    def _remarks(self, piece: Piece, gap: Gap, closed: list[Level], *, apart: bool) -> list[Remark]:
        opens = self._last is None or self._last.kind in _LEADING
        lines = tidied(gap.lines, opens=opens, closes=piece.kind in (Kind.CLOSE, Kind.END))
        placed = [Remark(line.text, self._levels.of_comment(line.column, piece, closed)) for line in lines]
        if not apart:
            return placed
        is_kept = self._last is not None and self._last.kind is Kind.BLOCK and keeps(self._last.text)
        return set_apart(placed, first=1 if is_kept else 0)

    def _new_line(self, piece: Piece, gap: Gap, remarks: list[Remark]) -> None:
        self._put(f"  {gap.behind}" if gap.behind else "")
        for remark in remarks:
            self._break(remark.column if remark.text else 0)
            self._put(remark.text)
        if piece.kind is not Kind.END:
            self._break(self._levels.of_line(piece))

    def _piece(self, piece: Piece) -> None:
        if piece.kind is Kind.BLOCK:
            level = self._levels.last
            written = block(piece.text, level.old, level.new)
            self._put(written.text)
            self._behind_last = "\n" * written.line_ends
        elif piece.kind is Kind.TEXT:
            self._put(moved(quoted(piece.text), self._levels.of_more()))
        else:
            self._put(piece.text)

    def _break(self, column: int) -> None:
        self._levels.begin_line()
        self._put(("\n" if self._out else "") + " " * column)

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._column = len(text) - text.rfind("\n") - 1 if "\n" in text else self._column + len(text)


def _space(last: Piece, piece: Piece) -> str:
    """Between two pieces of a line. A colon with nothing behind it keeps away from a bracket: `{a: }`."""
    if last.kind is Kind.COLON:
        return " "
    is_close = last.kind is Kind.OPEN or piece.kind in (Kind.CLOSE, Kind.COMMA, Kind.COLON, Kind.END)
    return "" if is_close else " "
