"""The two pictures of the statistics page, as shapes for an SVG of 360 by 190: counts, and working days, by month."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from filings.queries.standing import AUTHORITY_DAYS
from filings.queries.statistics import Tally

_LEFT, _RIGHT, _TOP, _FLOOR = 30, 356, 14, 160


@dataclass(frozen=True)
class Bar:
    """A rectangle; `look` is its class."""

    look: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    look: str
    x1: int
    x2: int
    y1: int
    y2: int


@dataclass(frozen=True)
class Mark:
    """A word at a place; `look` says how it is aligned."""

    look: str
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Plot:
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def counts_plot(months: dict[datetime.date, Tally]) -> Plot:
    """Beside each other for each month: received, decided."""
    top = _round_top(max([1, *[max(each.received, each.decisions) for each in months.values()]]))
    bars = []
    for place, tally in enumerate(months.values()):
        middle = _middle(place, len(months))
        bars += [_bar("plot-received", middle - 10, tally.received, top)]
        bars += [_bar("plot-decided", middle + 1, tally.decisions, top)]
    return Plot(tuple(bars), tuple(_grid(top)), (*_scale(top), *_names(list(months))))


def days_plot(months: dict[datetime.date, Tally]) -> Plot:
    """A bar up to the median with a stroke up to the 90th percentile; across, the 20 working days of art. 12."""
    highest = [each.within(90) or 0 for each in months.values()]
    top = _round_top(max([AUTHORITY_DAYS + 1, *highest]))
    limit = _height(AUTHORITY_DAYS, top)
    lines = [*_grid(top), Line("plot-limit", _LEFT, _RIGHT, limit, limit)]
    bars = []
    for place, tally in enumerate(months.values()):
        middle, median, most = _middle(place, len(months)), tally.within(50), tally.within(90)
        if median is None or most is None:
            continue
        bars.append(_bar("plot-decided", middle - 6, median, top, width=12))
        lines.append(Line("plot-most", middle, middle, _height(median, top), _height(most, top)))
        lines.append(Line("plot-most", middle - 5, middle + 5, _height(most, top), _height(most, top)))
    return Plot(tuple(bars), tuple(lines), (*_scale(top), *_names(list(months))))


def _round_top(highest: int) -> int:
    """The least even round number that is not below."""
    for step in (4, 10, 20, 40, 50, 100):
        if highest <= step:
            return step
    size = int(10 ** (len(str(highest)) - 1))
    return -(-highest // size) * size


def _height(value: int, top: int) -> int:
    return _FLOOR - round(value * (_FLOOR - _TOP) / top)


def _middle(place: int, count: int) -> int:
    return round(_LEFT + (place + 0.5) * (_RIGHT - _LEFT) / count)


def _bar(look: str, x: int, value: int, top: int, width: int = 9) -> Bar:
    y = _height(value, top)
    return Bar(look, x, y, width, _FLOOR - y)


def _grid(top: int) -> list[Line]:
    heights = [_height(value, top) for value in (0, top // 2, top)]
    return [Line("plot-grid", _LEFT, _RIGHT, y, y) for y in heights]


def _scale(top: int) -> list[Mark]:
    return [
        Mark("plot-scale", _LEFT - 4, _height(value, top) + 4, str(value)) for value in (0, top // 2, top)
    ]


def _names(months: Sequence[datetime.date]) -> list[Mark]:
    """The months, with the year under January, and under the first where there is room."""
    marks = []
    for place, month in enumerate(months):
        middle = _middle(place, len(months))
        marks.append(Mark("plot-name", middle, _FLOOR + 14, f"{month.month}月"))
        if month.month == 1 or (place == 0 and month.month != 12):
            marks.append(Mark("plot-name", middle, _FLOOR + 27, str(month.year)))
    return marks
