"""The desk's list as a CSV file."""

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from filings import actions
from filings.models import Entity, Filing, FilingView
from filings.views.desk import exported_rows
from tests.factories import sign_in
from tests.filings import cast
from tests.filings.views.test_desk import OTHER, OTHER_ENTITY, submitted_by

pytestmark = pytest.mark.django_db


def exported(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(f"/desk/export/{query}")
    assert answer.status_code == 200
    text = answer.getvalue().decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_export_holds_the_list_and_records_every_row(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    mine = cast.submitted(cast.owner(), first)
    cast.submitted(cast.owner("other", 2), second, entity=OTHER_ENTITY, **OTHER)
    rows = exported(sign_in(client, staff))
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert rows[0][:3] == ["回执号", "类别", "主办单位名称"]
    assert rows[1:] == [
        [
            mine.receipt_number,
            "首次备案",
            "示例零一科技有限公司",
            "beian-demo.test",
            "owner",
            "",
            "待核实",
            today,
            "0",
            "5",
        ]
    ]
    view = FilingView.objects.get()
    assert (view.filing, view.viewer, view.viewer_role, view.what) == (mine, staff, "provider", "export")


def test_export_is_of_the_queue_and_the_search(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    first, _ = submitted_by(0), submitted_by(2)
    sign_in(client, staff)
    assert len(exported(client, "?queue=to-check")) == 3
    assert len(exported(client, "?queue=returned")) == 1
    assert [row[0] for row in exported(client, "?q=owner0")] == ["回执号", first.receipt_number]
    assert len(exported(client, f"?q={quote('长' * 200)}")) == 1
    assert FilingView.objects.count() == 3


def test_export_holds_no_personal_number_and_no_formula(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    cast.submitted(cast.owner())
    Entity.objects.update(name="=cmd|' /C calc'!A0")
    answer = sign_in(client, staff).get("/desk/export/")
    text = answer.getvalue().decode()  # type: ignore[attr-defined]
    assert "'=cmd|' /C calc'!A0" in text
    for number in (
        "110101197001010008",
        "13000000000",
        "91110108FAKE10000P",
        "owner@example.test",
        "13800000001",
    ):
        assert number not in text


def test_export_sends_no_row_that_may_not_be_seen_any_more() -> None:
    provider, staff = cast.provider_with_staff()
    filing = submitted_by(0)
    rows = exported_rows(staff, provider, [filing.pk])
    filing.websites.get().accesses.all().delete()
    assert list(rows) == []
    assert not FilingView.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_export_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    _, staff = cast.provider_with_staff()
    for number in range(count):
        submitted_by(number)
    sign_in(client, staff)
    # On PostgreSQL the ids stay on the server while they are read, which takes a transaction: here a savepoint.
    with django_assert_num_queries(14 if connection.vendor == "postgresql" else 12):
        assert len(exported(client)) == count + 1


def test_export_of_a_draft_and_of_an_ended_filing(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    who = cast.owner()
    filing = cast.submitted(who)
    actions.withdraw(who, filing.uid, filing.version)
    row = exported(sign_in(client, staff))[1]
    assert row[6] == "已撤回"
    assert row[9] == ""
    assert Filing.objects.count() == 1
