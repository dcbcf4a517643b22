"""Who may see which filing, and what a person is to one filing."""

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from filings.models import Access, DeskEntry, Filing, ProviderCheck
from filings.models.desk import PAST_DRAFT
from filings.models.queue_indexes import ARRIVED
from filings.workflow import Kind, Relation, State
from providers.models import Provider
from providers.queries import provider_of

PROVIDER_KEEPS = datetime.timedelta(days=3 * 365)


def visible_to(user: User, among: Sequence[int] | None = None) -> QuerySet[Filing]:
    """The filings that `user` may see; empty for who has no business here.

    :param among: of these ids only. PostgreSQL would gather all that a provider sees to find some of them in it.
    """
    filings = Filing.objects.all() if among is None else Filing.objects.filter(pk__in=among)
    if not user.is_active:
        return filings.none()
    if user.role == Role.OWNER:
        return filings.filter(_owner_sees(user))
    if user.role == Role.PROVIDER:
        provider = provider_of(user)
        return filings.filter(pk__in=_on_desk(provider, among)) if provider else filings.none()
    if user.role == Role.REVIEWER:
        return filings.filter(ARRIVED | own_draft(user), province=user.province)
    if user.role == Role.MINISTRY:
        return filings.filter(ARRIVED | own_draft(user))
    return filings.none()


def _owner_sees(user: User) -> Q:
    """Own filings; a cancellation by the authority from its approval on."""
    return Q(owner=user) & (~Q(kind=Kind.AUTHORITY_CANCEL) | Q(state=State.APPROVED))


def desk_of(provider: Provider) -> QuerySet[DeskEntry]:
    """What the people of `provider` see: filings that name it, from 完成 on, ended ones for three years; and drafts
    that they opened."""
    ended = [DeskEntry.Place.ENDED, DeskEntry.Place.DISCARDED]
    return DeskEntry.objects.filter(
        PAST_DRAFT, ~Q(place__in=ended) | Q(since__gte=kept_since()), provider=provider
    )


def _on_desk(provider: Provider, among: Sequence[int] | None) -> QuerySet[DeskEntry, int]:
    entries = desk_of(provider) if among is None else desk_of(provider).filter(filing__in=among)
    return entries.values_list("filing", flat=True)


def kept_since() -> datetime.datetime:
    """What ended before this moment, providers see no more."""
    return timezone.now() - PROVIDER_KEEPS


def own_draft(user: User) -> Q:
    """What the authority's people are about to submit themselves."""
    return Q(opened_by=user, kind=Kind.AUTHORITY_CANCEL, state=State.DRAFT)


def relations(user: User, filing: Filing) -> frozenset[Relation]:
    """What `user` is to `filing` now; empty for a stranger."""
    found: set[Relation] = set()
    if not user.is_active:
        return frozenset()
    if filing.opened_by_id == user.pk:
        found.add(Relation.OPENER)
    if user.role == Role.OWNER and filing.owner_id == user.pk:
        found.add(Relation.OWNER)
    if user.role == Role.PROVIDER:
        found |= _provider_relations(user, filing)
    if user.role == Role.MINISTRY or (user.role == Role.REVIEWER and user.province == filing.province):
        found.add(Relation.AUTHORITY)
        if filing.opened_by_id != user.pk:
            found.add(Relation.SECOND_AUTHORITY)
    return frozenset(found)


def _provider_relations(user: User, filing: Filing) -> set[Relation]:
    provider = provider_of(user)
    found: set[Relation] = set()
    if provider is None:
        return found
    if filing.opened_for_id == provider.pk:
        found.add(Relation.OPENING_PROVIDER)
    if (
        filing.state != State.DRAFT
        and Access.objects.filter(website__filing=filing, provider=provider).exists()
    ):
        found.add(Relation.NAMED_PROVIDER)
    if open_check(filing, provider):
        found.add(Relation.CHECKING_PROVIDER)
    return found


def open_check(filing: Filing, provider: Provider) -> ProviderCheck | None:
    """The check that `provider` still has to decide in `filing`."""
    return ProviderCheck.objects.filter(
        filing=filing, provider=provider, state=ProviderCheck.State.OPEN
    ).first()
