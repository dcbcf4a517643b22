"""Finding an access provider by one or two keywords: part of its name, short name or pinyin initials."""

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection

from icpportal.core.errors import Refused
from icpportal.core.text import UncleanText, clean_line
from providers.indexing import normal
from providers.models import Provider
from providers.provinces import province_name

PAGE_SIZE = 20
MAX_KEYWORDS = 2
MAX_LENGTH = 64
# No directory has so many pages; what is asked beyond it is the last page all the same.
_MOST_PAGES = 100_000

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


def search_providers(keywords: tuple[str, ...], page: str | int) -> "Page[Hit]":
    """Active providers that match every keyword, by name, 20 a page; a page beyond the end gives the last.

    Keywords are as `parse_keywords` returns them. One query; another where the page is not there.
    """
    wanted = _page_number(page)
    hits, count = _hits(keywords, wanted)
    if not hits and wanted > 1:
        count = _hits(keywords, 1)[1]
    paginator = Paginator(range(count), PAGE_SIZE)
    number = paginator.get_page(page).number
    if number != wanted:
        hits, _ = _hits(keywords, number)
    return Page(hits, number, paginator)  # type: ignore[arg-type]  # the paginator only counts


def _page_number(page: str | int) -> int:
    """The page to look for; what is no page is judged once the count is known."""
    try:
        return min(max(1, int(page)), _MOST_PAGES)
    except ValueError:
        return 1


def _hits(keywords: Sequence[str], page: int) -> tuple[list[Hit], int]:
    """The page's providers, and how many there are in all (0 with an empty page): the directory is read once.

    Materialized, because PostgreSQL would walk the index of names instead, and fetch every row of the table for it.
    """
    holds = "strpos" if connection.vendor == "postgresql" else "instr"
    matches = "".join(f" AND {holds}(search_text, %s) > 0" for _ in keywords)
    table = Provider._meta.db_table
    inner = f"SELECT id, name, short_name, province, licence_number FROM {table} WHERE is_active{matches}"  # noqa: S608
    outer = "SELECT *, (SELECT count(*) FROM hits) FROM hits ORDER BY name LIMIT %s OFFSET %s"
    sql = f"WITH hits AS MATERIALIZED ({inner}) {outer}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*keywords, PAGE_SIZE, PAGE_SIZE * (page - 1)])
        rows = cursor.fetchall()
    return [Hit(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def search_context(q: str, page: str | int) -> dict[str, Any]:
    """What `providers/_results.html` shows: `q`, `page`, `count_text`, `sentence`, `is_error`.

    `page` is None without a search. `sentence` is what to tell the person: an error of the keywords, or that
    nothing was found; otherwise empty. No `q` at all is no error: nothing was asked yet.
    """
    context: dict[str, Any] = {"q": q, "page": None, "count_text": "", "sentence": "", "is_error": False}
    if not q:
        return context
    try:
        found = search_providers(parse_keywords(q), page)
    except Refused as refusal:
        return context | {"sentence": refusal.sentence, "is_error": True}
    count = found.paginator.count
    return context | {
        "page": found,
        "count_text": f"找到 {count} 家" if count else "",
        "sentence": "" if count else NOTHING_FOUND,
    }


def _has_letter_or_digit(keyword: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in keyword)


def _refused(code: str) -> Refused:
    return Refused(code, SENTENCES[code])
