"""A person's filings as lists."""

from django.db.models import F, Prefetch, QuerySet

from accounts.models import User
from filings.models import Certificate, Filing, RegisteredEntity, RegisteredWebsite, RegisterStatus
from filings.queries.sight import visible_to
from filings.workflow import OPEN_STATES, OWNER_FILLED, REFILED_STATES, Kind, State

# What a cancellation is about, which the list says in a line.
CANCELLED_HERE = ("target_website", "registered_entity")


def own_filings(owner: User) -> QuerySet[Filing]:
    """All but deleted drafts: what was submitted, newest first, then drafts."""
    filings = visible_to(owner).exclude(state=State.DISCARDED).select_related("entity", *CANCELLED_HERE)
    return filings.order_by(F("submitted_at").desc(nulls_last=True), "-pk")


def drafts_by(person: User, kind: Kind) -> QuerySet[Filing]:
    """What `person` is filling in of that kind: one at the most, which the database sees to."""
    return Filing.objects.filter(opened_by=person, kind=kind, state=State.DRAFT)


def own_register(owner: User) -> QuerySet[RegisteredEntity]:
    """The owner's registered entities with their websites, newest first."""
    return RegisteredEntity.objects.filter(owner=owner).prefetch_related("websites").order_by("-pk")


def registered_to(owner: User, pk: int) -> RegisteredEntity | None:
    """The owner's registered entity of that id, cancelled or not."""
    return RegisteredEntity.objects.select_related("snapshot").filter(owner=owner, pk=pk).first()


def own_certificates(owner: User) -> QuerySet[RegisteredWebsite]:
    """The owner's registered websites with their certificates, newest first, without the signed files; what is
    cancelled comes last."""
    certificates = Certificate.objects.defer("signed", "facts").order_by("-issued_at", "-pk")
    websites = RegisteredWebsite.objects.filter(entity__owner=owner)
    websites = websites.prefetch_related(Prefetch("certificates", certificates))
    return websites.order_by(F("cancelled_at").asc(nulls_first=True), "-entity_id", "site_no")


def live_entity(owner: User) -> RegisteredEntity | None:
    """The owner's registered entity, unless it is cancelled; the database lets there be one."""
    return RegisteredEntity.objects.filter(owner=owner).exclude(status=RegisterStatus.CANCELLED).first()


def open_filing(owner: User) -> Filing | None:
    """The one that is under way, of which an owner has one at most; what the authority does by itself is not told."""
    rows = visible_to(owner).filter(state__in=sorted(OPEN_STATES)).exclude(kind=Kind.AUTHORITY_CANCEL)
    return rows.first()


def may_refile(owner: User, filing: Filing) -> bool:
    """Whether 重新填报 may begin from `filing`: it ended in vain, and its kind is still for this owner."""
    return ended_in_vain(owner, filing) and (live_entity(owner) is None) == (filing.kind == Kind.FIRST)


def ended_in_vain(owner: User, filing: Filing) -> bool:
    """Whether `filing` is the owner's own, filled by owners, and ended without approval: a draft may copy it."""
    return filing.owner_id == owner.pk and filing.kind in OWNER_FILLED and filing.state in REFILED_STATES


def may_withdraw(owner: User, filing: Filing) -> bool:
    """Whether 撤回 may begin from `filing`; what the authority does by itself is not the owner's to withdraw."""
    is_open = filing.state in OPEN_STATES and filing.kind != Kind.AUTHORITY_CANCEL
    return is_open and filing.owner_id == owner.pk
