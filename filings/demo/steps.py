"""A filing brought on, step by step, by those whose step it is, each on its day."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from accounts.models import User
from filings import actions, document
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.demo import content
from filings.models import Filing, RegisteredEntity, RegisteredWebsite
from filings.queries import content_digest, read_document, seen_by_provider
from filings.workflow import CANCEL_KINDS, Kind, State
from providers.models import Provider

ADDRESS = Reason("address", "entity.address", "通信地址没有写到门牌号。", "请补充楼号和房间号。")
NAME = Reason("site-name", "", "网站名称与网站内容不一致。", "请按网站内容改正网站名称。")
Walk = Generator[int, None, Filing]


@dataclass(frozen=True)
class Days:
    """Working days ago: begun and submitted, at the authority, decided."""

    begun: int
    arrived: int
    decided: int = 0


def days(begun: int, check: int = 2, review: int = 7) -> Days:
    """Begun so many working days ago, checked by the providers in `check`, decided in `review`."""
    return Days(begun, begun - check, begun - check - review)


def person(username: str) -> User:
    return User.objects.get(username=username)


def first(
    owner: User,
    number: int,
    *providers: Provider,
    province: str = "110000",
    entity: document.Entity | None = None,
) -> Filing:
    """A complete draft of 首次备案."""
    filing = actions.open_draft(owner, Kind.FIRST)
    values = entity or content.entity(number, province)
    actions.save_entity(owner, filing.uid, values, filing.entity.version)
    return _with_website(owner, filing, number, 0, providers)


def new_website(owner: User, number: int, part: int, *providers: Provider) -> Filing:
    """A complete draft of 新增网站."""
    filing = actions.open_draft(owner, Kind.NEW_WEBSITE, entity=registered(owner))
    return _with_website(owner, filing, number, part, providers)


def new_access(owner: User, number: int, part: int, provider: Provider) -> Filing:
    """A complete draft of 新增接入, for the owner's first website."""
    filing = actions.open_draft(owner, Kind.NEW_ACCESS, entity=registered(owner))
    site = filing.websites.first()
    if site is not None:
        actions.add_access(owner, filing.uid, site.pk, content.access(number, provider, part))
    return fresh(filing)


def change(staff: User, owner: User, terms: Terms) -> Filing:
    """A draft of 变更 with a new address, opened by a provider that serves the owner."""
    filing = actions.open_draft(staff, Kind.CHANGE, entity=registered(owner), terms=terms)
    before = read_document(filing).entity
    moved = before.address.replace("2层201室", f"{3 + filing.pk % 9}层301室")
    values = content.replaced(before, address=moved)
    actions.save_entity(staff, filing.uid, values, filing.entity.version)
    return fresh(filing)


def cancel(actor: User, owner: User, kind: Kind, terms: Terms) -> Filing:
    """A draft of 注销网站, 注销主体 or 依职权注销."""
    entity = registered(owner)
    website = live_website(entity) if kind == Kind.CANCEL_WEBSITE else None
    return fresh(actions.open_draft(actor, kind, entity=entity, website=website, terms=terms))


def _with_website(
    owner: User, filing: Filing, number: int, part: int, providers: tuple[Provider, ...]
) -> Filing:
    site = actions.add_website(owner, filing.uid, content.website(number, part))
    for place, provider in enumerate(providers):
        values = content.access(number, provider, part * 4 + place)
        actions.add_access(owner, filing.uid, site.pk, values)
    return fresh(filing)


def registered(owner: User) -> RegisteredEntity:
    return RegisteredEntity.objects.exclude(status="cancelled").get(owner=owner)


def live_website(entity: RegisteredEntity) -> RegisteredWebsite | None:
    return entity.websites.exclude(status="cancelled").order_by("pk").first()


def fresh(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


def submit(filing: Filing) -> Filing:
    return actions.submit(filing.opened_by, filing.uid, filing.version)


def verify(filing: Filing) -> Filing:
    """Every open check passed by an administrator of its provider."""
    for check in filing.checks.filter(state="open").select_related("provider"):
        staff = check.provider.staff.get(is_administrator=True).user
        digest = content_digest(seen_by_provider(filing, read_document(filing), check.provider_id))
        step = actions.resubmit if filing.state == State.RETURNED else actions.verify
        filing = step(staff, filing.uid, digest, "主体证件与网站内容一致。")
    return filing


def bring_to(filing: Filing, state: State, when: Days) -> Walk:
    """A draft brought to `state` on the shortest way; deleted for 已删除."""
    if state == State.DRAFT:
        return filing
    if state == State.DISCARDED:
        actions.discard(filing.opened_by, filing.uid)
        return filing
    filing = submit(filing)
    if state == State.PROVIDER_CHECK:
        return filing
    yield when.arrived
    if state == State.WITHDRAWN:
        return actions.withdraw(filing.owner, filing.uid, filing.version, "内容有误，改好后再报。")
    if state == State.DECLINED:
        return (yield from _decline(filing, when))
    filing = verify(filing) if filing.kind not in CANCEL_KINDS else filing
    if state == State.AUTHORITY_REVIEW:
        return filing
    yield when.decided
    return decide(filing, state)


def _decline(filing: Filing, when: Days) -> Walk:
    """By a provider with an open check; a 变更 is first returned to it."""
    if filing.kind == Kind.CHANGE:
        filing = decide(filing, State.RETURNED)
        yield when.decided
    check = filing.checks.filter(state="open").select_related("provider").first()
    staff = check.provider.staff.get(is_administrator=True).user if check else filing.opened_by
    return actions.decline(staff, filing.uid, "主办者已不在本公司接入。")


def decide(filing: Filing, state: State, reasons: Sequence[Reason] = ()) -> Filing:
    """By a reviewer of 北京 who did not open it; elsewhere by the ministry."""
    judge = person("reviewer2" if filing.province == "110000" else "miit")
    if state == State.RETURNED:
        return actions.return_for_correction(judge, filing.uid, filing.version, reasons or [ADDRESS])
    if state == State.REJECTED:
        return actions.reject(judge, filing.uid, filing.version, reasons or [NAME])
    return actions.approve(judge, filing.uid, filing.version, "符合备案条件。")


def mend(filing: Filing) -> Filing:
    """The first open check's provider gives the entity another 通信地址, on its owner's behalf."""
    check = filing.checks.filter(state="open").select_related("provider")[0]
    staff = check.provider.staff.get(is_administrator=True).user
    before = read_document(filing).entity
    values = content.replaced(before, address=f"{before.address}B座")
    why = "按审核意见补充通信地址，已与主办者电话核对。"
    return fresh(actions.save_entity(staff, filing.uid, values, filing.entity.version, why))
