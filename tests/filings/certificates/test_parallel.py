"""The demo's first approvals, in two provinces at one instant: the key is made once."""

import pytest

from filings.models import Certificate, SigningKey
from tests.filings import cast
from tests.filings.certificates.issued import openssl_verifies
from tests.filings.test_concurrency import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SHANGHAI = {
    "province": "310000",
    "city": "310100",
    "county": "310101",
    "document_number": "93440305FAKE10027Q",
}


def test_first_approvals_at_once_make_one_key(tmp_path) -> None:
    beijing = cast.arrived(cast.owner())
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零三科技"}
    shanghai = cast.arrived(cast.owner("owner2", 2), entity=SHANGHAI, **site)
    cast.reviewer()
    cast.reviewer("shanghai", "310000")
    tries = [
        ["reviewer", str(beijing.uid), beijing.version],
        ["shanghai", str(shanghai.uid), shanghai.version],
    ]

    assert race("approve", tries, processes=2) == {"done": 2}

    assert sorted(SigningKey.objects.values_list("kind", flat=True)) == ["ca", "signer"]
    signed = [bytes(issued.signed) for issued in Certificate.objects.all()]
    assert [openssl_verifies(tmp_path, file)[0] for file in signed] == [True, True]
