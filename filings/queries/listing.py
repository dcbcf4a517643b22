"""A person's filings as lists."""

from django.db.models import Case, Count, F, Prefetch, QuerySet, Value, When

from accounts.models import User
from filings.models import Certificate, Filing, RegisteredEntity, RegisteredWebsite, RegisterStatus
from filings.queries.sight import visible_to
from filings.workflow import State


def own_filings(owner: User) -> QuerySet[Filing]:
    """All but deleted drafts: what was submitted, newest first, then drafts."""
    filings = visible_to(owner).exclude(state=State.DISCARDED).select_related("entity")
    return filings.order_by(F("submitted_at").desc(nulls_last=True), "-pk")


def own_register(owner: User) -> QuerySet[RegisteredEntity]:
    """The owner's registered entities with their websites, newest first."""
    return RegisteredEntity.objects.filter(owner=owner).prefetch_related("websites").order_by("-pk")


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


def desk_filings(person: User, state: State | None = None) -> QuerySet[Filing]:
    """A provider's filings: those that wait for a provider first, then other open ones, drafts and ended ones; within
    each the longest waiting first. Of one state if given."""
    filings = visible_to(person).exclude(state=State.DISCARDED).select_related("entity")
    if state is not None:
        filings = filings.filter(state=state)
    rank = Case(
        When(state__in=[State.PROVIDER_CHECK, State.RETURNED], then=Value(0)),
        When(state=State.AUTHORITY_REVIEW, then=Value(1)),
        When(state=State.DRAFT, then=Value(2)),
        default=Value(3),
    )
    return filings.order_by(rank, F("submitted_at").asc(nulls_last=True), "pk")


def desk_counts(person: User) -> dict[str, int]:
    """State → how many of the provider's filings are in it; one query."""
    rows = visible_to(person).exclude(state=State.DISCARDED).order_by().values("state")
    return {row["state"]: row["count"] for row in rows.annotate(count=Count("pk"))}
