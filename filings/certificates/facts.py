"""What a certificate says: canonical JSON of public facts, and nothing else."""

import dataclasses
import datetime
import json
from typing import Any

from django.conf import settings
from django.utils import timezone

from filings.models import RegisteredWebsite
from filings.queries.register_facts import RegisterFacts
from icpportal.core.regions import authority_name

# The name of each fact on the pages and on paper, in reading order.
NAMES = {
    "site_number": "网站备案号",
    "entity_number": "主体备案号",
    "organiser": "主办单位名称",
    "nature": "主办单位性质",
    "site_name": "网站名称",
    "home_url": "首页网址",
    "domains": "网站域名",
    "approved_on": "审核通过日期",
}


def public_address(serial: str) -> str:
    """Where anybody can check the certificate; it stands in the file, on paper and in the QR code."""
    return f"{settings.SITE_URL.rstrip('/')}/verify/{serial}/"


def certificate_facts(
    website: RegisteredWebsite,
    facts: RegisterFacts,
    serial: str,
    begins: datetime.datetime,
    ends: datetime.datetime,
) -> dict[str, Any]:
    """The content of a certificate of `website` as plain values: text, and a list of texts for the domains."""
    return _plain(facts) | {
        "serial": serial,
        "valid_from": timezone.localtime(begins).isoformat(timespec="seconds"),
        "valid_until": timezone.localtime(ends).isoformat(timespec="seconds"),
        "issuer": authority_name(website.entity.province),
        "verify_at": public_address(serial),
    }


def canonical(facts: dict[str, Any]) -> str:
    """Sorted keys, no blanks, UTF-8 text: equal facts give equal bytes."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def says_the_same(text: str, facts: RegisterFacts) -> bool:
    """Whether a certificate's `facts` say what the register says of its website."""
    said = json.loads(text)
    return all(said[name] == value for name, value in _plain(facts).items())


def _plain(facts: RegisterFacts) -> dict[str, Any]:
    return dataclasses.asdict(facts) | {
        "domains": list(facts.domains),
        "approved_on": facts.approved_on.isoformat(),
    }


def in_words(said: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, text) of each fact, in reading order; what is empty is left out."""
    lines = []
    for name, label in NAMES.items():
        value = said[name]
        text = "、".join(value) if isinstance(value, list) else value
        lines += [(label, day_in_words(text) if name == "approved_on" else text)] if text else []
    return lines


def facts_in_words(facts: RegisterFacts) -> list[tuple[str, str]]:
    return in_words(_plain(facts))


def day_in_words(text: str) -> str:
    """``2026年1月2日`` for ``2026-01-02`` or for an instant that begins so."""
    day = datetime.date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"
