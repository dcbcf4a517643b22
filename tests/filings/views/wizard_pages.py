"""A draft and the addresses of its wizard, for the tests of the wizard's pages."""

from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing
from tests.factories import sign_in
from tests.filings import cast, documents


def signed_in_draft(client: Client, websites: int = 1) -> tuple[User, Filing]:
    """An owner, signed in, and their draft with that many websites of one access each."""
    who = cast.owner()
    filing = cast.draft(who)
    provider, _ = cast.provider_with_staff()
    for number in range(2, websites + 1):
        name = f"beian-demo{number}.test"
        values = documents.valid_website(name=f"示例零{number}网站", home_url=f"www.{name}", domains=(name,))
        row = actions.add_website(who, filing.uid, values)
        access = documents.valid_access(
            provider_id=provider.pk, ranges=((f"1.1.2.{number}", f"1.1.2.{number}"),)
        )
        actions.add_access(who, filing.uid, row.pk, access)
    filing.refresh_from_db()
    sign_in(client, who)
    return who, filing


def addresses(filing: Filing) -> dict[str, str]:
    """Every page of the draft's wizard by a short name, for its first website and access."""
    site = filing.websites.order_by("pk").first()
    assert site
    access = site.accesses.get()
    start = f"/filing/{filing.uid}/"
    return {
        "entity": f"{start}entity/",
        "websites": f"{start}websites/",
        "website-add": f"{start}website/add/",
        "website-edit": f"{start}website/{site.pk}/",
        "website-delete": f"{start}website/{site.pk}/delete/",
        "accesses": f"{start}website/{site.pk}/accesses/",
        "access-add": f"{start}website/{site.pk}/accesses/add/",
        "access-edit": f"{start}access/{access.pk}/",
        "access-delete": f"{start}access/{access.pk}/delete/",
        "summary": f"{start}summary/",
        "discard": f"{start}discard/",
    }
