"""The portal's keys: made once, asked for by name where they are missing, renewed by commands."""

import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from filings import actions
from filings.certificates import keys
from filings.models import Certificate, Filing, FilingEvent, RegisteredEntity, SigningKey
from icpportal.core.errors import Refused
from tests.filings import cast
from tests.filings.certificates.issued import another_certificate, cancel, certificate, openssl_verifies

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def check_ids() -> list[str | None]:
    return [message.id for message in run_checks(tags=["certificates"], include_deployment_checks=True)]


def test_nothing_is_approved_without_a_key_outside_the_demo(settings: Any) -> None:
    settings.SIGNING_KEY_MAKES_ITSELF = False
    filing, judge = cast.arrived(cast.owner()), cast.reviewer()
    events = FilingEvent.objects.count()
    with pytest.raises(Refused) as refused:
        actions.approve(judge, filing.uid, filing.version)
    assert "manage.py signing_key --make" in refused.value.sentence
    assert Filing.objects.get(pk=filing.pk).state == "authority_review"
    assert (RegisteredEntity.objects.count(), FilingEvent.objects.count()) == (0, events)
    assert not SigningKey.objects.exists()
    said("signing_key", "--make")
    assert actions.approve(judge, filing.uid, filing.version).state == "approved"


def test_deployment_check_names_a_missing_a_shut_and_an_ageing_key(settings: Any) -> None:
    settings.SIGNING_KEY_MAKES_ITSELF = False
    assert check_ids() == ["filings.E001"]
    assert not SigningKey.objects.exists()
    said("signing_key", "--make")
    assert check_ids() == []
    SigningKey.objects.filter(kind="signer").update(not_after=timezone.now() + datetime.timedelta(days=3600))
    assert check_ids() == ["filings.W001"]
    settings.DATA_KEY = "another key"
    assert check_ids() == ["filings.E002"]


def test_command_makes_keys_once_shows_and_exports_them(tmp_path: Path) -> None:
    assert "还没有签名密钥" in said("signing_key")
    shown = said("signing_key", "--make")
    assert shown.count("在用") == 2
    assert said("signing_key", "--make") == shown
    said("signing_key", "--export-ca", str(tmp_path / "ca.pem"))
    ca = SigningKey.objects.get(kind="ca")
    assert (tmp_path / "ca.pem").read_text() == ca.certificate
    assert keys.fingerprint(ca) in shown


def test_rotation_needs_a_key_and_keeps_the_ca() -> None:
    with pytest.raises(CommandError):
        said("signing_key", "--rotate")
    said("signing_key", "--make")
    ca = SigningKey.objects.get(kind="ca")
    shown = said("signing_key", "--rotate")
    assert (shown.count("在用"), shown.count("停用")) == (2, 1)
    assert SigningKey.objects.get(kind="ca") == ca


def test_renewal_reissues_what_ends_soon_and_leaves_the_rest(tmp_path: Path) -> None:
    ending, lasting = certificate(), another_certificate()
    assert said("renew_certificates") == "重新签发了 0 份电子证书。\n"
    soon = timezone.now() + datetime.timedelta(days=89)
    Certificate.objects.filter(pk=ending.pk).update(valid_until=soon)
    assert said("renew_certificates") == "重新签发了 1 份电子证书。\n"
    ending.refresh_from_db()
    assert ending.revoked_at is not None
    fresh = ending.website.certificates.get(revoked_at=None)
    assert fresh.serial != ending.serial
    assert openssl_verifies(tmp_path, bytes(fresh.signed))[0]
    assert list(lasting.website.certificates.all()) == [lasting]
    assert said("renew_certificates") == "重新签发了 0 份电子证书。\n"


def test_certificate_without_a_file_gets_one_and_a_cancelled_one_does_not() -> None:
    bare, gone = certificate(), another_certificate()
    cancel(gone.website)
    Certificate.objects.update(facts="", signed=b"", key=None, valid_until=None)
    assert said("renew_certificates") == "重新签发了 1 份电子证书。\n"
    assert bare.website.certificates.get(revoked_at=None).facts
    assert not gone.website.certificates.filter(revoked_at=None).exists()
