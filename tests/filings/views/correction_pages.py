"""A filing that two providers have to check, and the addresses on which the first may correct it."""

from django.test import Client

from accounts.models import User
from filings.models import Access, Filing, Website
from providers.models import Provider
from tests.factories import sign_in
from tests.filings import cast

REASON = {"reason": "门牌号有误，已与主办者核对"}


def shared_filing(client: Client) -> tuple[Filing, User]:
    """Submitted, with an access of each provider; the first provider's administrator is signed in."""
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    sign_in(client, staff)
    return filing, staff


def own_filing(client: Client) -> tuple[Filing, User]:
    """Submitted, with an access of the first provider alone, whose administrator is signed in."""
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    sign_in(client, staff)
    return filing, staff


def site_of(filing: Filing) -> Website:
    return filing.websites.get()


def access_of(filing: Filing, index: int = 0) -> Access:
    return site_of(filing).accesses.order_by("pk")[index]


def provider(index: int = 0) -> Provider:
    return cast.provider_with_staff(index)[0]


def pages(filing: Filing, index: int = 0) -> dict[str, str]:
    """Every page on which the filing may be corrected; the access pages are those of provider `index`."""
    base, site, access = f"/filing/{filing.uid}", site_of(filing), access_of(filing, index)
    return {
        "entity": f"{base}/entity/",
        "website-edit": f"{base}/website/{site.pk}/",
        "website-delete": f"{base}/website/{site.pk}/delete/",
        "accesses": f"{base}/website/{site.pk}/accesses/",
        "access-add": f"{base}/website/{site.pk}/accesses/add/",
        "access-edit": f"{base}/access/{access.pk}/",
        "access-delete": f"{base}/access/{access.pk}/delete/",
        "correct": f"/desk/{filing.uid}/correct/",
    }
