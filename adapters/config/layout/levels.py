"""Levels: which blocks and brackets are open, at which column each was, and at which it is now."""

from dataclasses import dataclass

from adapters.config.layout.pieces import Kind, Piece

STEP = 2


@dataclass(frozen=True, slots=True)
class Level:
    old: int
    new: int
    is_list: bool = False
    is_tacit: bool = False  # a list at the column of its key: no token says that it begins or ends


class Levels:
    def __init__(self) -> None:
        self._blocks: list[Level] = []
        self._flows: list[tuple[int, int]] = []  # of each bracket: the column of lines inside, the line that opened it
        self._line = 0

    @property
    def last(self) -> Level:
        return self._blocks[-1] if self._blocks else Level(-STEP, -STEP)

    def close(self, piece: Piece) -> list[Level]:
        """The blocks that end before the piece, the outer ones first."""
        before = list(self._blocks) if piece.closes or self.last.is_tacit else []
        for _ in range(piece.closes):
            self._drop_tacit()
            self._blocks.pop()
        if piece.is_key and not piece.opens and not self._flows:
            self._drop_tacit()
        return before[len(self._blocks) :]

    def open(self, piece: Piece, column: int | None) -> None:
        """`column` is where the piece stands in a line that has begun; None where it begins one."""
        is_tacit = piece.kind is Kind.DASH and not piece.opens and not self.last.is_list
        if piece.opens or is_tacit:
            new = self.last.new + STEP if column is None else column
            self._blocks.append(Level(piece.column, new, piece.kind is Kind.DASH, is_tacit))

    def enter(self, piece: Piece) -> None:
        """Brackets that one line opens share their column."""
        if piece.kind is Kind.OPEN:
            outer, opened = self._flows[-1] if self._flows else (self.last.new + STEP, -1)
            self._flows.append((outer if opened == self._line else outer + STEP, self._line))
        elif piece.kind is Kind.CLOSE:
            self._flows.pop()

    def begin_line(self) -> None:
        self._line += 1

    def of_line(self, piece: Piece) -> int:
        """Where a line begins whose first piece it is."""
        if piece.kind in (Kind.MARKER, Kind.END):
            return 0
        if self._flows:
            return self._flows[-1][0] - (STEP if piece.kind is Kind.CLOSE else 0)
        begins = piece.is_key or piece.kind in (Kind.DASH, Kind.QUESTION, Kind.COLON)
        return self.last.new if begins else self.of_more()

    def of_more(self) -> int:
        """Where further lines of a scalar begin."""
        return self._flows[-1][0] if self._flows else self.last.new + STEP

    def of_comment(self, column: int, piece: Piece, closed: list[Level]) -> int:
        """Where a comment at `column` goes that stands before the piece: to the innermost block not right of it."""
        if self._flows:
            return self._flows[-1][0]
        best = Level(piece.column, self.of_line(piece))
        for level in closed:
            if best.old < level.old <= column:
                best = level
        return best.new

    def _drop_tacit(self) -> None:
        if self.last.is_tacit:
            self._blocks.pop()
