"""A person's filings as lists."""

from django.db.models import F, QuerySet

from accounts.models import User
from filings.models import Filing, RegisteredEntity, RegisterStatus
from filings.queries.sight import visible_to
from filings.workflow import State


def own_filings(owner: User) -> QuerySet[Filing]:
    """All but deleted drafts: what was submitted, newest first, then drafts."""
    filings = visible_to(owner).exclude(state=State.DISCARDED).select_related("entity")
    return filings.order_by(F("submitted_at").desc(nulls_last=True), "-pk")


def own_register(owner: User) -> QuerySet[RegisteredEntity]:
    """The owner's registered entities with their websites, newest first."""
    return RegisteredEntity.objects.filter(owner=owner).prefetch_related("websites").order_by("-pk")


def live_entity(owner: User) -> RegisteredEntity | None:
    """The owner's registered entity, unless it is cancelled; the database lets there be one."""
    return RegisteredEntity.objects.filter(owner=owner).exclude(status=RegisterStatus.CANCELLED).first()
