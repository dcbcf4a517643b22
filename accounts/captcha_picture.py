"""Draws the picture code."""

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 132, 48
_PAPER, _INK, _FAINT = (223, 232, 245), (27, 62, 115), (140, 163, 199)
_FONT = ImageFont.load_default(32)
_chance = random.SystemRandom()


def draw(text: str) -> bytes:
    """A PNG of 132 x 48 pixels, about 2 kB."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    for _ in range(5):
        pen.line([_anywhere(), _anywhere()], fill=_FAINT, width=2)
    step = (WIDTH - 16) // max(len(text), 1)
    for place, character in enumerate(text):
        tile = _tile(character)
        picture.paste(_INK, (8 + place * step + _chance.randint(-2, 2), _chance.randint(0, 6)), tile)
    for _ in range(60):
        pen.point(_anywhere(), fill=_INK)
    out = BytesIO()
    picture.quantize(16).save(out, "PNG")
    return out.getvalue()


def _tile(character: str) -> Image.Image:
    tile = Image.new("L", (34, 42), 0)
    ImageDraw.Draw(tile).text((17, 21), character, fill=255, font=_FONT, anchor="mm")
    return tile.rotate(_chance.randint(-18, 18), Image.Resampling.BICUBIC)


def _anywhere() -> tuple[int, int]:
    return _chance.randrange(WIDTH), _chance.randrange(HEIGHT)
