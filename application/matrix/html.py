"""The table as a page: one file that asks nobody for anything. It says by signs what it says by colours.

Works without a script; with one, rows and columns can be looked for.
"""

from collections.abc import Iterator
from html import escape

from application.matrix.cell import Cell, Outcome
from application.matrix.column import Column
from application.matrix.row import Row
from application.matrix.table import Table
from application.matrix.words import column_name, route_words

SIGNS = {
    Outcome.ALLOWED: ("y", "✓"),
    Outcome.DENIED: ("n", "✗"),
    Outcome.DEPENDS: ("d", "if"),
    Outcome.UNKNOWN: ("u", "?"),
    Outcome.ABSENT: ("x", " "),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark;--y:#d5f0dd;--n:#f7d9d9;--d:#fdf0c8;--u:#e3d6f5;--line:#8885}
@media(prefers-color-scheme:dark){:root{--y:#1d4a2c;--n:#552525;--d:#57491a;--u:#40305c}}
body{font:14px/1.4 system-ui,sans-serif;margin:1rem}
input{font:inherit;padding:.3rem .5rem;margin:0 1rem .7rem 0;width:18rem}
.frame{overflow:auto;max-height:calc(100vh - 9rem);border:1px solid var(--line)}
table{border-collapse:separate;border-spacing:0}
th,td{padding:.25rem .55rem;border-bottom:1px solid var(--line);border-right:1px solid var(--line);text-align:center}
thead th{position:sticky;top:0;background:Canvas;z-index:2;vertical-align:bottom;max-width:14rem;
 overflow-wrap:break-word}
tbody th{position:sticky;left:0;background:Canvas;z-index:1;text-align:left;font-weight:normal;white-space:nowrap}
thead th:first-child{left:0;z-index:3;text-align:left}
.y{background:var(--y)}.n{background:var(--n)}.d{background:var(--d)}.u{background:var(--u)}
td small{display:block;max-width:16rem}
[hidden]{display:none}
@media print{.frame{max-height:none;overflow:visible}form{display:none}}
@media print{*{print-color-adjust:exact}thead th{position:static}}
"""
_SCRIPT = """
const form=document.forms[0],all=found=>[...document.querySelectorAll(found)];
const rows=all('tbody tr'),heads=all('thead th');
function look(){const route=form.route.value.toLowerCase(),role=form.role.value.toLowerCase();
const shown=heads.map((head,at)=>!at||head.title.toLowerCase().includes(role));
heads.forEach((head,at)=>head.hidden=!shown[at]);
rows.forEach(row=>{row.hidden=!row.cells[0].textContent.toLowerCase().includes(route);
[...row.cells].forEach((cell,at)=>cell.hidden=!shown[at])});
document.querySelector('output').value=rows.filter(row=>!row.hidden).length+' of '+rows.length+' rows'}
form.addEventListener('input',look);form.hidden=false;look();
"""


def page(table: Table, title: str) -> Iterator[str]:
    """Piece by piece: a table of thousands of routes is large."""
    alike = list(table.alike())
    yield '<!doctype html><html lang="en"><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>"
    yield "<p>✓ all are let in, ✗ nobody, <b>if</b> those for whom it holds, ? not decided; empty: nobody comes so</p>"
    yield '<form hidden><input name="route" placeholder="a route, a path"><input name="role" placeholder="a role">'
    yield '<output></output></form><div class="frame"><table><thead><tr><th>route</th>'
    for columns, _ in alike:
        yield _head(columns)
    yield "</tr></thead><tbody>"
    for number, row in enumerate(table.rows):
        yield _row(row, [cells[number] for _, cells in alike])
    yield f"</tbody></table></div><script>{_SCRIPT}</script></html>\n"


def _head(columns: tuple[Column, ...]) -> str:
    names = ", ".join(column.name for column in columns)
    return f'<th scope="col" title="{escape(names)}">{escape(column_name(columns))}</th>'


def _row(row: Row, cells: list[Cell]) -> str:
    name, what = route_words(row)
    return f'<tr><th scope="row"><b>{escape(name)}</b> {escape(what)}</th>{"".join(map(_cell, cells))}</tr>'


def _cell(cell: Cell) -> str:
    kind, sign = SIGNS[cell.outcome]
    on = f"<small>{escape(cell.on)}</small>" if cell.on else ""
    return f'<td class="{kind}">{sign}{on}</td>'
