"""The printable certificate: one A4 page with the facts, an ornament and a QR code to the public verification page."""

import datetime
import json
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import segno
from fpdf import FPDF
from fpdf.enums import Align, TextMode, WrapMode, XPos, YPos
from fpdf.fonts import TTFFont
from noto_cjk_sans_otc import FONT_PATH

from filings.certificates.facts import day_in_words, in_words
from filings.models import Certificate

TITLE = "网站备案电子证书"
PROMISE = "本证书由备案系统签名；是否有效，以核验页面显示的为准。"
# Noto Sans CJK holds one face a region; this is the mainland's.
SIMPLIFIED = 2
BLUE, WASH, LINE, INK, SOFT = (15, 76, 146), (232, 240, 250), (184, 196, 208), (28, 39, 51), (79, 96, 114)
LEFT, WIDTH, LABEL = 30, 150, 36
LONGEST = 500
_FONT = "noto"


def draw(certificate: Certificate) -> bytes:
    """The certificate as PDF. Its text is the signed facts and nothing else."""
    return _drawn(certificate.facts, certificate.issued_at)


@lru_cache(maxsize=32)
def _drawn(facts: str, issued_at: datetime.datetime) -> bytes:
    """Cutting the characters out of the font takes some tenths of a second; who prints twice waits once."""
    said = json.loads(facts)
    lines = [(name, drawable(_cut(text))) for name, text in in_words(said)]
    page = _page(_letters(said, lines))
    page.set_title(f"{TITLE} {said['site_number']}")
    page.set_creation_date(issued_at)
    _frame(page)
    _heading(page, said["issuer"])
    _table(page, lines)
    _foot(page, said)
    return bytes(page.output())


def drawable(text: str) -> str:
    """`text`, with each character that the font lacks named by its code, e.g. 〔U+2CA0A〕: nothing vanishes."""
    known = _characters()
    return "".join(letter if ord(letter) in known else f"〔U+{ord(letter):04X}〕" for letter in text)


def _cut(text: str) -> str:
    """What a page has room for, whatever the other facts need."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（其余见核验页面）"


def qr_rows(address: str) -> list[list[bool]]:
    """The QR code of `address`, row by row, true for dark, without its quiet zone."""
    return [[bool(cell) for cell in row] for row in segno.make(address, error="m", micro=False).matrix]


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    """What the font can draw; read once a process."""
    page = FPDF()
    page.add_font(_FONT, fname=str(FONT_PATH), collection_font_number=SIMPLIFIED)
    return frozenset(cast(TTFFont, page.fonts[_FONT]).cmap)


def _letters(said: dict[str, Any], lines: list[tuple[str, str]]) -> set[int]:
    """The characters of the page: the font is read no further than that."""
    texts = [
        TITLE,
        PROMISE,
        said["issuer"],
        said["verify_at"],
        said["serial"],
        "审核通过机关证书序号有效期限",
    ]
    texts += [
        "0123456789年月日至扫码核验〔〕U+ABCDEF已备案ICP-. ：",
        *(part for line in lines for part in line),
    ]
    return set(map(ord, "".join(texts)))


def _page(letters: set[int]) -> FPDF:
    page = FPDF(format="A4")
    page.set_auto_page_break(False)
    page.set_lang("zh-CN")
    page.add_font(
        _FONT, fname=str(FONT_PATH), collection_font_number=SIMPLIFIED, unicode_range=sorted(letters)
    )
    page.add_page()
    return page


def _frame(page: FPDF) -> None:
    page.set_draw_color(*BLUE)
    page.set_line_width(0.9)
    page.rect(12, 12, 186, 273)
    page.set_line_width(0.25)
    page.rect(14.5, 14.5, 181, 268)


def _heading(page: FPDF, issuer: str) -> None:
    _rosette(page, 105, 54, 21)
    page.set_text_color(*BLUE)
    page.set_y(82)
    _bold(page, TITLE, 26, 14)
    page.set_text_color(*SOFT)
    page.set_font(_FONT, size=12)
    page.cell(0, 9, f"审核通过机关：{issuer}", align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _rosette(page: FPDF, x: float, y: float, radius: float) -> None:
    """A plain ornament of turned ellipses, as on old securities; no emblem of anybody."""
    page.set_draw_color(*BLUE)
    page.set_line_width(0.12)
    for turn in range(24):
        with page.rotation(turn * 7.5, x, y):
            page.ellipse(x - radius, y - radius * 0.55, radius * 2, radius * 1.1)
    page.set_fill_color(*WASH)
    page.set_line_width(0.5)
    page.circle(x, y, radius * 0.5, style="DF")
    page.circle(x, y, radius * 1.06)
    for place in range(60):
        angle = math.radians(place * 6)
        page.set_fill_color(*BLUE)
        page.circle(x + math.cos(angle) * radius * 1.12, y + math.sin(angle) * radius * 1.12, 0.35, style="F")
    page.set_text_color(*BLUE)
    page.set_xy(x - radius, y - 4.5)
    _bold(page, "已备案", 15, 9, width=radius * 2)


def _bold(page: FPDF, text: str, size: float, height: float, width: float = 0) -> None:
    """A heading: the font has one weight, so its outlines are drawn as well."""
    page.set_font(_FONT, size=size)
    with page.local_context(text_mode=TextMode.FILL_STROKE, line_width=size / 90):
        page.cell(width, height, text, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _table(page: FPDF, lines: list[tuple[str, str]]) -> None:
    page.set_y(112)
    page.set_line_width(0.2)
    page.set_draw_color(*LINE)
    size, height = _fitting(page, lines)
    for name, text in lines:
        top = page.get_y()
        page.set_xy(LEFT, top + 1.5)
        page.set_font(_FONT, size=min(size, 11))
        page.set_text_color(*SOFT)
        page.cell(LABEL, height, name)
        page.set_font(_FONT, size=size)
        page.set_text_color(*INK)
        page.set_xy(LEFT + LABEL, top + 1.5)
        page.multi_cell(WIDTH - LABEL, height, text, align=Align.L, wrapmode=WrapMode.CHAR)
        bottom = max(page.get_y(), top + 1.5 + height) + 1.5
        page.line(LEFT, bottom, LEFT + WIDTH, bottom)
        page.set_y(bottom)


def _fitting(page: FPDF, lines: list[tuple[str, str]]) -> tuple[float, float]:
    """The largest size, and its line height in millimetres, at which all lines stand above the foot."""
    for size in (13.0, 11.0, 9.0, 7.0, 5.0):
        height = size * 0.56
        page.set_font(_FONT, size=size)
        used = sum(_rows(page, text) * height + 3 for _, text in lines)
        if used <= 108:
            break
    return size, height


def _rows(page: FPDF, text: str) -> int:
    found = page.multi_cell(WIDTH - LABEL, 1, text, dry_run=True, output="LINES", wrapmode=WrapMode.CHAR)
    return max(1, len(cast(list[str], found)))


def _foot(page: FPDF, said: dict[str, Any]) -> None:
    top, side = 226.0, 36.0
    _qr(page, said["verify_at"], LEFT + WIDTH - side, top, side)
    begins, ends = day_in_words(said["valid_from"]), day_in_words(said["valid_until"])
    page.set_text_color(*INK)
    for place, text in enumerate((f"证书序号：{said['serial']}", f"有效期限：{begins}至{ends}")):
        page.set_xy(LEFT, top + place * 8)
        page.set_font(_FONT, size=11)
        page.cell(0, 6, text)
    page.set_text_color(*SOFT)
    page.set_font(_FONT, size=9)
    page.set_xy(LEFT, top + 18)
    page.multi_cell(WIDTH - side - 8, 5.5, PROMISE, align=Align.L, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN)
    page.set_x(LEFT)
    page.multi_cell(
        WIDTH - side - 8, 5.5, f"核验：{said['verify_at']}", align=Align.L, wrapmode=WrapMode.CHAR
    )
    page.link(LEFT, top + 29, WIDTH - side - 8, 11, said["verify_at"])


def _qr(page: FPDF, address: str, x: float, y: float, side: float) -> None:
    rows = qr_rows(address)
    dot = side / len(rows)
    page.set_fill_color(*INK)
    for row, column, length in _runs(rows):
        page.rect(x + column * dot, y + row * dot, length * dot, dot, style="F")
    page.link(x, y, side, side, address)
    page.set_font(_FONT, size=9)
    page.set_text_color(*SOFT)
    page.set_xy(x, y + side + 1)
    page.cell(side, 6, "扫码核验", align=Align.C)


def _runs(rows: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    """(row, column, length) of each dark run, so that no hairlines show between dots."""
    for place, row in enumerate(rows):
        column = 0
        while column < len(row):
            length = 0
            while column + length < len(row) and row[column + length]:
                length += 1
            if length:
                yield place, column, length
            column += length or 1
