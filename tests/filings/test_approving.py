"""What an approval of a first filing costs: the same statements however many websites it has."""

from typing import Any

import pytest

from filings import actions
from filings.certificates.keys import make_keys
from filings.models import Access, Filing, RegisteredDomain, RegisteredEntity, Website
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def arrived_with(websites: int) -> Filing:
    who, (provider, _) = cast.owner(), cast.provider_with_staff()
    draft = cast.draft(who)
    for number in range(1, websites):
        domain = f"beian-demo-{number:04d}.test"
        site = documents.valid_website(name=f"示例站{number}号", domains=(domain,), home_url=f"www.{domain}")
        row = actions.add_website(who, draft.uid, site)
        access = documents.valid_access(provider_id=provider.pk, ranges=((f"1.1.3.{number}",) * 2,))
        actions.add_access(who, draft.uid, row.pk, access)
    draft.refresh_from_db()
    return cast.verified(actions.submit(who, draft.uid, draft.version))


@pytest.mark.parametrize("websites", [1, 3])
def test_approval_takes_the_same_queries_for_any_number_of_websites(
    websites: int, django_assert_num_queries: Any
) -> None:
    filing, reviewer = arrived_with(websites), cast.reviewer()
    make_keys()
    with django_assert_num_queries(18):
        actions.approve(reviewer, filing.uid, filing.version)
    entity = RegisteredEntity.objects.get()
    assert entity.next_site_no == websites + 1
    assert [site.number for site in entity.websites.all()] == [
        f"{entity.number}-{number}" for number in range(1, websites + 1)
    ]
    assert all(row.registered is not None for row in Website.objects.filter(filing=filing))
    assert all(row.registered is not None for row in Access.objects.filter(website__filing=filing))
    assert RegisteredDomain.objects.filter(leads=True, status="active").count() == websites
