"""Tables as CSV files that open in a spreadsheet: UTF-8 with BOM, RFC 4180, no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from icpportal.core.text import without_invisible

# A text that begins so a spreadsheet takes for a formula; the full-width forms are what an input method makes of them.
FORMULA_SIGNS = tuple("=+-@＝＋－＠")
_BLANKS = tuple("\t\r\n")
_BOM = "\ufeff"


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def guarded(cell: object) -> str:
    """`cell` as text; an apostrophe stands before what would be a formula. Numbers are numbers, None is empty."""
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, int | float):
        return text
    shown = without_invisible(text).lstrip()
    return f"'{text}" if text.startswith(_BLANKS) or shown.startswith(FORMULA_SIGNS) else text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file line by line, the byte order mark first; `rows` are read as they are sent."""
    writer = csv.writer(_Echo())
    yield _BOM
    yield writer.writerow([guarded(cell) for cell in header])
    for row in rows:
        yield writer.writerow([guarded(cell) for cell in row])


def csv_download(
    file_name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A streamed answer that a browser saves as `file_name`."""
    answer = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, file_name)
    return answer
