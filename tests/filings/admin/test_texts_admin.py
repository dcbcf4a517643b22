"""Notices in the admin."""

import pytest
from django.test import Client

from filings.models import Notice
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db

FORM = {"title": "系统维护公告", "body": "周六维护。", "published_on": "2026-01-05", "is_visible": "on"}


def test_notice_is_written_by_a_system_administrator(client: Client) -> None:
    sign_in(client, make_user("root", "admin"))
    assert client.post("/admin/filings/notice/add/", FORM).status_code == 302
    assert Notice.objects.get().title == "系统维护公告"


@pytest.mark.parametrize("title", ["维护\x00公告", "维护\u200b公告"])
def test_notice_is_kept_without_what_nobody_sees(client: Client, title: str) -> None:
    sign_in(client, make_user("root", "admin"))
    client.post("/admin/filings/notice/add/", {**FORM, "title": title})
    assert Notice.objects.get().title == "维护公告"


@pytest.mark.parametrize("role", ["reviewer", "ministry"])
def test_notice_is_not_for_reviewers(client: Client, role: str) -> None:
    sign_in(client, make_user("staff", role))
    assert client.post("/admin/filings/notice/add/", FORM).status_code == 403
    assert not Notice.objects.exists()
