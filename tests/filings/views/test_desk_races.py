"""Verdicts by HTTP at the same instant, on a real PostgreSQL."""

from functools import partial

import pytest
from django.test import Client

from tests.at_once import at_once
from tests.factories import sign_in
from tests.filings import cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_both_verdicts_at_once_move_the_filing_on_exactly_once() -> None:
    (first, p1), (second, p2) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    posts = [
        partial(
            sign_in(Client(), staff).post,
            f"/desk/{filing.uid}/verify/",
            {"digest": cast.shown_to(filing, provider)},
        )
        for provider, staff in ((first, p1), (second, p2))
    ]

    answers = at_once(*posts)

    assert [answer.status_code for answer in answers] == [302, 302]
    filing.refresh_from_db()
    assert filing.state == "authority_review"
    assert [event.to_state for event in filing.events.all()] == [
        "provider_check",
        "provider_check",
        "authority_review",
    ]


def test_one_verdict_pressed_five_times_at_once_is_one_verdict() -> None:
    provider, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    digest = cast.shown_to(filing, provider)
    posts = [
        partial(sign_in(Client(), staff).post, f"/desk/{filing.uid}/verify/", {"digest": digest})
        for _ in range(5)
    ]

    answers = at_once(*posts)

    assert [answer.status_code for answer in answers] == [302] * 5
    assert [event.action for event in filing.events.all()] == ["submit", "verify"]
