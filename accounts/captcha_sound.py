"""Says the spoken code: recordings of the ten Mandarin digits, joined."""

import wave
from functools import cache
from io import BytesIO
from pathlib import Path

_RECORDINGS = Path(__file__).parent / "data" / "digits"
_RATE = 8000
_PAUSE = b"\x80" * (_RATE * 2 // 5)


def speak(digits: str) -> bytes:
    """A WAV (8 kHz, 8 bit, mono, about 6 seconds) that says `digits` twice."""
    said = _PAUSE.join(_recording(digit) for digit in digits)
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE)
        sound.writeframes(_PAUSE + said + _PAUSE * 3 + said + _PAUSE)
    return out.getvalue()


@cache
def _recording(digit: str) -> bytes:
    with wave.open(str(_RECORDINGS / f"{digit}.wav"), "rb") as sound:
        return sound.readframes(sound.getnframes())
