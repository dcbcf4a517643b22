"""Finding an access provider by one or two keywords: part of its name, short name or pinyin initials."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from icpportal.core.errors import Refused
from icpportal.core.text import UncleanText, clean_line
from providers.indexing import CHARACTERS, normal
from providers.models import Provider
from providers.provinces import province_name

PAGE_SIZE = 20
# More are not counted.
MOST = 100
# So many are read through in the order of their names before an index is asked.
_FIRST_NAMES = 300
MAX_KEYWORDS = 2
MAX_LENGTH = 64
# No directory has so many pages; what is asked beyond it is the last page all the same.
_MOST_PAGES = 100_000
_TABLE = Provider._meta.db_table
_COLUMNS = "id, name, short_name, province, licence_number"
Row = tuple[Any, ...]

SENTENCES = {
    "keywords_empty": "请输入一个或两个关键词，例如名称、简称或拼音首字母，再点“查询”。",
    "keywords_too_long": "关键词太长了，请控制在 64 个字以内，只留名称里最有特点的一两个词。",
    "keywords_unclean": "关键词里有无法识别的字符，请删去后重新输入。",
    "keywords_too_many": "最多输入两个关键词，用空格分开，请减少后再查。",
    "keyword_symbols": "“%”“_”等符号不能单独作为关键词，请输入名称中的字、字母或数字。",
    "keyword_short": "每个关键词至少要有两个字，请多输入一个字再查。",
}
NOTHING_FOUND = "没有找到符合条件的接入服务提供者。请换一个更短的词，或改用简称、拼音首字母再试。"


def parse_keywords(text: str) -> tuple[str, ...]:
    """One or two keywords in their normal form, split by any white space, half- or full-width.

    :raises Refused: with a code of `SENTENCES`
    """
    if len(text.strip()) > MAX_LENGTH:
        raise _refused("keywords_too_long")
    try:
        keywords = tuple(normal(clean_line(text)).split())
    except UncleanText:
        raise _refused("keywords_unclean") from None
    if not keywords:
        raise _refused("keywords_empty")
    if len(keywords) > MAX_KEYWORDS:
        raise _refused("keywords_too_many")
    if not all(_has_letter_or_digit(keyword) for keyword in keywords):
        raise _refused("keyword_symbols")
    if any(len(keyword) < 2 for keyword in keywords):
        raise _refused("keyword_short")
    return keywords


class Hit(NamedTuple):
    """A provider as the list shows it."""

    pk: int
    name: str
    short_name: str
    province: str
    licence_number: str

    @property
    def province_name(self) -> str:
        return province_name(self.province)


@dataclass(frozen=True)
class Found:
    """One page of what was found. What is too much to be counted has neither `count` nor `last` page."""

    hits: Sequence[Hit]
    number: int
    has_next: bool
    count: int | None = None
    last: int | None = None


def search_providers(keywords: tuple[str, ...], page: str | int) -> Found:
    """Active providers that match every keyword, by name, 20 a page; a page beyond the end gives the last.

    Keywords are as `parse_keywords` returns them. Two characters are mostly common: then the first names fill a page
    before an index could have told how many there are. One query as a rule, three at most on a page that is there.
    """
    number = _page_number(page)
    if max(map(len, keywords)) == 2 and len(rows := _among_first(keywords)) > PAGE_SIZE:
        return _page_of_many(rows, 1) if number == 1 else _among_many(keywords, number)
    if len(rows := _few(keywords)) > MOST:
        return _among_many(keywords, number)
    last = _pages(len(rows))
    number = min(number, last)
    shown = rows[PAGE_SIZE * (number - 1) : PAGE_SIZE * number]
    return Found(_hits(shown), number, number < last, len(rows), last)


def _pages(count: int) -> int:
    return max(1, math.ceil(count / PAGE_SIZE))


def _page_number(page: str | int) -> int:
    """What is no page is the first."""
    try:
        return min(max(1, int(page)), _MOST_PAGES)
    except ValueError:
        return 1


def _among_first(keywords: Sequence[str]) -> list[Row]:
    """As many as fill a page, and one more, if the first names hold so many."""
    condition, values = _holding(keywords)
    first = f"SELECT {_COLUMNS}, search_text FROM {_TABLE} WHERE is_active ORDER BY name LIMIT {_FIRST_NAMES}"  # noqa: S608
    sql = f"SELECT {_COLUMNS} FROM ({first}) AS first WHERE {condition} ORDER BY name LIMIT {PAGE_SIZE + 1}"  # noqa: S608
    return _rows(sql, values)


def _few(keywords: Sequence[str]) -> list[Row]:
    """All that match, by name, if they are no more than `MOST`; otherwise one more than that, whichever.

    PostgreSQL finds them by its index of characters and looks at these alone.
    """
    condition, values = _holding(keywords)
    if connection.vendor == "postgresql":
        condition += f" AND {CHARACTERS} @> string_to_array(%s, NULL)"
        values = [*values, "".join(keywords)]
    few = f"SELECT {_COLUMNS} FROM {_TABLE} WHERE is_active AND {condition} LIMIT {MOST + 1}"  # noqa: S608
    return _rows(f"SELECT * FROM ({few}) AS few ORDER BY name", values)  # noqa: S608


def _among_many(keywords: Sequence[str], number: int) -> Found:
    """A page of many: in the order of names it is soon full."""
    condition, values = _holding(keywords)
    among = f"FROM {_TABLE} WHERE is_active AND {condition}"
    sql = f"SELECT {_COLUMNS} {among} ORDER BY name LIMIT %s OFFSET %s"
    rows = _rows(sql, [*values, PAGE_SIZE + 1, PAGE_SIZE * (number - 1)])
    if rows:
        return _page_of_many(rows, number)
    ((count,),) = _rows(f"SELECT count(*) {among}", values)
    return _among_many(keywords, _pages(count))


def _page_of_many(rows: Sequence[Row], number: int) -> Found:
    return Found(_hits(rows[:PAGE_SIZE]), number, len(rows) > PAGE_SIZE)


def _hits(rows: Iterable[Row]) -> list[Hit]:
    return [Hit(*row) for row in rows]


def _holding(keywords: Sequence[str]) -> tuple[str, list[str | int]]:
    """The condition that every keyword stands in the text, with its values."""
    holds = "strpos" if connection.vendor == "postgresql" else "instr"
    return " AND ".join([f"{holds}(search_text, %s) > 0"] * len(keywords)), list(keywords)


def _rows(sql: str, values: Sequence[str | int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def search_context(q: str, page: str | int) -> dict[str, Any]:
    """What the pages show: `q`, `found`, `sentence`, `is_error`.

    `found` is None without a search. `sentence` is what to tell the person: how many were found, or an error of the
    keywords. No `q` at all is no error: nothing was asked yet.
    """
    context: dict[str, Any] = {"q": q, "found": None, "sentence": "", "is_error": False}
    if not q:
        return context
    try:
        found = search_providers(parse_keywords(q), page)
    except Refused as refusal:
        return context | {"sentence": refusal.sentence, "is_error": True}
    return context | {"found": found, "sentence": _count_text(found.count)}


def _count_text(count: int | None) -> str:
    if count is None:
        return f"找到 {PAGE_SIZE} 家以上，按名称排列。再多输入几个字，可以缩小范围。"
    return f"找到 {count} 家" if count else NOTHING_FOUND


def _has_letter_or_digit(keyword: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in keyword)


def _refused(code: str) -> Refused:
    return Refused(code, SENTENCES[code])
