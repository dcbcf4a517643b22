"""Middleware that belongs to no app."""

import pytest
from django.test import Client

from tests.filings.views.wizard_pages import addresses, signed_in_draft

pytestmark = pytest.mark.django_db


def test_window_is_told_where_its_form_leads_and_keeps_the_message_for_there(client: Client) -> None:
    _, filing = signed_in_draft(client)
    answer = client.post(addresses(filing)["discard"], headers={"X-Window": "1"})
    assert (answer.status_code, answer["X-Window-Goes"], answer.content) == (204, "/filing/", b"")
    assert "Location" not in answer
    assert "草稿已删除。" in client.get("/filing/").content.decode()
    assert "草稿已删除。" not in client.get("/filing/").content.decode()


def test_form_without_a_window_is_sent_on(client: Client) -> None:
    _, filing = signed_in_draft(client)
    answer = client.post(addresses(filing)["discard"])
    assert (answer.status_code, answer["Location"]) == (303, "/filing/")
    assert "X-Window-Goes" not in answer


def test_window_that_asks_for_a_page_is_sent_on(client: Client) -> None:
    _, filing = signed_in_draft(client)
    answer = client.get("/filing/", headers={"X-Window": "1"})
    assert (answer.status_code, answer["Location"]) == (303, f"/filing/{filing.uid}/summary/")
