"""What has had its time is deleted, and nothing else."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import Attempt, Consent, OneTimeCode, PictureChallenge, User
from tests.accounts import people
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("hours", "left"), [(23, 1), (25, 0)])
def test_purge_deletes_unfinished_registrations_after_a_day(client, hours, left):
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.accept_agreements(client)
        people.fill_in(client)
        make_user("closed", is_active=False)
        make_user("open")
        clock.shift(hours * 3600)
        call_command("purge_accounts", stdout=StringIO())
    assert User.objects.filter(is_registering=True).count() == left
    assert User.objects.filter(is_registering=False).count() == 2
    assert Consent.objects.count() == left * 2


def test_purge_deletes_expired_rows_only(client, capsys):
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        make_user()
        people.log_in(client, "owner")
        people.see_picture(client)
        call_command("purge_accounts")
        assert (OneTimeCode.objects.count(), PictureChallenge.objects.count()) == (1, 1)
        assert Attempt.objects.exists()
        clock.shift(3 * 86400)
        call_command("purge_accounts")
    assert (OneTimeCode.objects.count(), PictureChallenge.objects.count(), Attempt.objects.count()) == (
        0,
        0,
        0,
    )
    assert "purged: " in capsys.readouterr().out
