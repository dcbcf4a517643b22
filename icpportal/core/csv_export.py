"""CSV files that spreadsheets open as they are, and that carry no formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# What makes a spreadsheet read a cell as a formula.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def guarded(cell: object) -> str:
    """`cell` as text; what a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of the file, CRLF at their ends, the first with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + _line(header)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([guarded(cell) for cell in cells])
    return buffer.getvalue()
