"""Which approval gives which website a new certificate."""

import json

import pytest

from filings import actions
from filings.models import Certificate, RegisteredWebsite
from tests.filings import cast, documents
from tests.filings.certificates.issued import approved, cancel, certificate, change

pytestmark = pytest.mark.django_db


def second_website(first: RegisteredWebsite) -> RegisteredWebsite:
    """Another website of the same entity, served by the other provider."""
    provider, _ = cast.provider_with_staff(1)
    who = first.entity.owner
    draft = actions.open_draft(who, "new_website", entity=first.entity)
    site = documents.valid_website(
        name="示例零二商城", domains=("beian-demo-0001.com.cn",), home_url="www.beian-demo-0001.com.cn"
    )
    row = actions.add_website(who, draft.uid, site)
    access = documents.valid_access(provider_id=provider.pk, ranges=(("1.1.1.7", "1.1.1.7"),))
    actions.add_access(who, draft.uid, row.pk, access)
    draft.refresh_from_db()
    approved(cast.verified(actions.submit(who, draft.uid, draft.version)))
    return RegisteredWebsite.objects.get(site_no=2)


def valid(website: RegisteredWebsite) -> Certificate:
    return website.certificates.get(revoked_at=None)


def test_new_website_leaves_the_first_ones_certificate_alone() -> None:
    first = certificate()
    second = second_website(first.website)
    assert valid(first.website) == first
    assert json.loads(valid(second).facts)["site_name"] == "示例零二商城"


def test_change_of_the_organiser_reaches_websites_that_the_provider_does_not_serve() -> None:
    first = certificate()
    second = second_website(first.website)
    old = valid(second)
    change(first.website, name="示例零一信息有限公司", investor="示例零一信息有限公司")
    for website in (first.website, second):
        assert json.loads(valid(website).facts)["organiser"] == "示例零一信息有限公司"
    old.refresh_from_db()
    assert old.revoked_at is not None


def test_change_of_what_the_public_does_not_see_keeps_the_certificate() -> None:
    first = certificate()
    change(first.website, address="北京市海淀区示例路9号示例大厦9层901室")
    assert list(Certificate.objects.all()) == [first]
    assert valid(first.website) == first


def test_cancellation_revokes_and_issues_nothing() -> None:
    first = certificate()
    cancel(first.website)
    assert Certificate.objects.get().revoked_at is not None
