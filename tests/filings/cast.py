"""The cast of the filing tests, and filings brought to a state by the actions themselves."""

from typing import Any

from accounts.models import User
from filings import actions
from filings.models import Filing, RegisteredEntity, RegisteredWebsite
from filings.queries import content_digest, read_document, seen_by_provider
from filings.workflow import Kind
from providers.models import Provider, ProviderStaff
from tests.factories import make_provider, make_user
from tests.filings import documents

PROVIDER_NAMES = ("北京云桥科技有限公司", "北京清源数据科技有限公司")


def provider_with_staff(index: int = 0) -> tuple[Provider, User]:
    """The provider of that index and its administrator (``p1``, ``p2``)."""
    provider = Provider.objects.filter(name=PROVIDER_NAMES[index]).first()
    if provider is None:
        provider = make_provider(PROVIDER_NAMES[index], licence_number=f"B1-示例-{index:04d}")
        user = make_user(
            f"p{index + 1}", "provider", mobile=f"1390000000{index}", email=f"p{index}@example.test"
        )
        ProviderStaff.objects.create(user=user, provider=provider, is_administrator=True)
    return provider, provider.staff.get(is_administrator=True).user


def owner(name: str = "owner", number: int = 1) -> User:
    return make_user(name, mobile=f"1380000000{number}", email=f"{name}@example.test")


def reviewer(name: str = "reviewer", province: str = "110000") -> User:
    return make_user(
        name,
        "reviewer",
        province=province,
        mobile=f"137{User.objects.count():08d}",
        email=f"{name}@example.test",
    )


def draft(who: User, *providers: Provider, entity: dict[str, Any] | None = None, **website: Any) -> Filing:
    """A draft of 首次备案 by `who` that lacks nothing: one website, one access per provider (the first one if none)."""
    named = providers or (provider_with_staff()[0],)
    filing = actions.open_draft(who, Kind.FIRST)
    actions.save_entity(who, filing.uid, documents.valid_entity(**(entity or {})), 1)
    site = actions.add_website(who, filing.uid, documents.valid_website(**website))
    for place, provider in enumerate(named):
        address = f"1.1.1.{place + 1}"
        values = documents.valid_access(
            provider_id=provider.pk, provider_name=provider.name, ranges=((address, address),)
        )
        actions.add_access(who, filing.uid, site.pk, values)
    filing.refresh_from_db()
    return filing


def submitted(who: User, *providers: Provider, **changes: Any) -> Filing:
    filing = draft(who, *providers, **changes)
    return actions.submit(who, filing.uid, filing.version)


def shown_to(filing: Filing, provider: Provider) -> str:
    """The digest of what the provider's page shows now."""
    return content_digest(seen_by_provider(filing, read_document(filing), provider.pk))


def verified(filing: Filing) -> Filing:
    """`filing` with every open check passed by its provider's administrator."""
    for check in filing.checks.filter(state="open"):
        staff = check.provider.staff.get(is_administrator=True).user
        step = actions.resubmit if filing.state == "returned" else actions.verify
        filing = step(staff, filing.uid, shown_to(filing, check.provider))
    return filing


def arrived(who: User, *providers: Provider, **changes: Any) -> Filing:
    return verified(submitted(who, *providers, **changes))


def registered(who: User, *providers: Provider, **changes: Any) -> RegisteredEntity:
    """The entity of `who`, approved, with one website; the reviewer is made if there is none yet."""
    filing = arrived(who, *providers, **changes)
    actions.approve(the_reviewer(), filing.uid, filing.version)
    return RegisteredEntity.objects.exclude(status="cancelled").get(owner=who)


def the_reviewer() -> User:
    return User.objects.filter(username="reviewer").first() or reviewer()


def website_added(who: User, number: int) -> RegisteredWebsite:
    """One more registered website of `who`, with a domain of that number."""
    entity = RegisteredEntity.objects.exclude(status="cancelled").get(owner=who)
    draft = new_website(who, number)
    filing = verified(actions.submit(who, draft.uid, draft.version))
    actions.approve(the_reviewer(), filing.uid, filing.version)
    return entity.websites.order_by("-site_no")[0]


def new_website(who: User, number: int) -> Filing:
    """A whole draft of 新增网站."""
    provider, _ = provider_with_staff()
    entity = RegisteredEntity.objects.exclude(status="cancelled").get(owner=who)
    draft = actions.open_draft(who, Kind.NEW_WEBSITE, entity=entity)
    domain = f"beian-demo-{number:04d}.test"
    site = documents.valid_website(name=f"示例站{number}号", domains=(domain,), home_url=f"www.{domain}")
    row = actions.add_website(who, draft.uid, site)
    address = f"1.1.2.{number}"
    access = documents.valid_access(provider_id=provider.pk, ranges=((address, address),))
    actions.add_access(who, draft.uid, row.pk, access)
    draft.refresh_from_db()
    return draft
