"""Any number of different filings in review, each of an owner of its own, at the times that a test says."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from filings import actions
from filings.demo import content
from filings.models import Access, Entity, Filing, ProviderCheck, Website, WebsiteDomain
from filings.workflow import Kind
from icpportal.core import clock
from providers.models import Provider
from tests.factories import make_user
from tests.filings import cast


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime.datetime:
    """In Shanghai."""
    return datetime.datetime(year, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def arrived(number: int, moment: datetime.datetime | None = None, province: str = "110000") -> Filing:
    """Filing number `number`, from 1 to 99, that arrived at `moment` (now)."""
    provider, _ = cast.provider_with_staff()
    with clock.at(moment or clock.now()):
        who = make_user(f"many{number}", mobile=f"136{number:08d}")
        filing = actions.open_draft(who, Kind.FIRST)
        actions.save_entity(who, filing.uid, content.entity(number, province), 1)
        site = actions.add_website(who, filing.uid, content.website(number))
        actions.add_access(who, filing.uid, site.pk, content.access(number, provider))
        filing.refresh_from_db()
        return cast.verified(actions.submit(who, filing.uid, filing.version))


def decided(number: int, came: datetime.datetime, went: datetime.datetime, act: str, *more: Any) -> Filing:
    """One that arrived at `came` and was decided at `went` by `act` (approve, reject, return_for_correction)."""
    filing = arrived(number, came)
    judge = cast.reviewer(f"judge{number}", filing.province)
    with clock.at(went):
        decision: Filing = getattr(actions, act)(judge, filing.uid, filing.version, *more)
        return decision


def bare(
    count: int, state: str = "authority_review", province: str = "110000", name: str = ""
) -> list[Filing]:
    """So many filings as rows only, for long lists: arrived on the same day, each a minute after the other, and ended
    a day later if that is their state.

    :param name: of their entities, followed by their numbers; none has an entity without it
    """
    offset, came = Filing.objects.count(), at(11, 2)
    ended = state not in {"authority_review", "returned"}
    filings = []
    for place in range(count):
        moment = came + datetime.timedelta(minutes=place)
        owner = User(username=f"bare{offset + place}", password="!", role="owner")
        filings.append(
            Filing(
                owner=owner,
                opened_by=owner,
                kind="first",
                state=state,
                province=province,
                receipt_number=f"BARE-{offset + place:04d}-0000",
                submitted_at=moment,
                first_arrived_at=moment,
                arrived_at=moment,
                ended_at=moment + datetime.timedelta(days=1) if ended else None,
            )
        )
    User.objects.bulk_create([filing.owner for filing in filings])
    Filing.objects.bulk_create(filings)
    if name:
        Entity.objects.bulk_create([Entity(filing=row, name=f"{name}{row.pk}") for row in filings])
    return filings


def served(filings: list[Filing], provider: Provider, check: str = "") -> list[Filing]:
    """`filings` again, of which each now has a website that `provider` serves.

    :param check: the state of its check; without it nobody was asked
    """
    sites = Website.objects.bulk_create(Website(filing=row) for row in filings)
    WebsiteDomain.objects.bulk_create(
        WebsiteDomain(
            filing_id=site.filing_id,
            website=site,
            domain=f"many-{site.filing_id}.example",
            ascii=f"many-{site.filing_id}.example",
        )
        for site in sites
    )
    Access.objects.bulk_create(Access(website=site, provider=provider) for site in sites)
    if check:
        decided = (
            {"decided_by": provider.staff.get().user, "decided_at": at(11, 3)} if check != "open" else {}
        )
        ProviderCheck.objects.bulk_create(
            ProviderCheck(filing=row, provider=provider, state=check, **decided) for row in filings
        )
    return filings
