"""What the tests of object access look at: every address with an id in it, and all rows that must not move."""

import hashlib
import re
from typing import Any

from django.apps import apps
from django.core import mail
from django.http import HttpResponse
from django.urls import URLPattern, reverse

from filings.models import Filing
from filings.urls import urlpatterns

APPS = ("accounts", "providers", "filings", "core", "admin")
# Counters of tries, which a refused visit may move.
COUNTERS = {"Attempt", "PictureCode"}


def addresses(filing: Filing, uid: object = None) -> dict[str, str]:
    """Name to address of every page of `filing`; with `uid`, of a filing that may not exist, and the same other ids."""
    site = filing.websites.get()
    values = {
        "uid": uid or filing.uid,
        "website_id": site.pk,
        "access_id": site.accesses.get().pk,
        "version": 1,
    }
    found = {}
    for entry in urlpatterns:
        assert isinstance(entry, URLPattern)
        names = entry.pattern.converters
        if "uid" in names:
            found[f"{entry.name}"] = reverse(
                f"filings:{entry.name}", kwargs={name: values[name] for name in names}
            )
    return found


def _plain(value: Any) -> Any:
    """PostgreSQL gives binary columns as a memoryview, whose repr is its place in memory."""
    return bytes(value) if isinstance(value, memoryview) else value


def all_rows(but: tuple[str, ...] = ()) -> str:
    """A digest of every row of the portal's own tables, and of the mail sent.

    :param but: models left out: the access log, where looking is part of the test
    """
    digest = hashlib.sha256(repr(len(mail.outbox)).encode())
    for name in APPS:
        for model in apps.get_app_config(name).get_models():
            if model.__name__ not in COUNTERS | set(but):
                rows = sorted(
                    repr([_plain(value) for value in row]) for row in model._base_manager.values_list()
                )
                digest.update(repr((model.__name__, rows)).encode())
    return digest.hexdigest()


def stripped(answer: HttpResponse) -> tuple[int, bytes]:
    """Status and body without what is new each time (the request's id, the form tokens), to compare two answers."""
    body = answer.content.replace(answer["X-Request-ID"].encode(), b"")
    return answer.status_code, re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body)
