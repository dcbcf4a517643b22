"""The two conveniences of the demo, decided here and nowhere else. Without ``DEMO=1`` both are off."""

from django.conf import settings


def forced_captcha_answer() -> str:
    """What answers every picture and recording, or an empty string."""
    return str(settings.CAPTCHA_ANSWER).strip().upper() if settings.DEMO else ""


def codes_are_shown() -> bool:
    """Whether a code that was sent also stands on the page, as the manual describes."""
    return bool(settings.DEMO and settings.SHOW_CODES)
