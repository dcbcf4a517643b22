"""The one writer of a provider's people: its administrators add them, make them administrators, close their accounts.

Each deed locks the provider's row, then reads again whether its author is an administrator; so of two that would
take the last administrator away, one is refused. What is changed counts from each person's next request on: whoever
is closed has no session any more, whoever is no administrator finds no page of this kind.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404

from accounts import notices
from accounts.forms.staff import CONTACT_TAKEN, contact_is_taken
from accounts.models import User
from accounts.registration import USERNAME_TAKEN
from accounts.roles import Role
from icpportal.core.errors import Refused
from providers.models import Provider, ProviderStaff

LAST_ADMINISTRATOR = "贵公司至少要有一位能登录的管理员，请先把另一位同事设为管理员。"
OWN_ACCOUNT = "不能关闭自己的账号，请由另一位管理员来做。"


def administered_provider(person: User) -> Provider:
    """The provider whose people `person` manages.

    :raises Http404: they are no administrator of an active provider
    """
    own = Provider.objects.filter(
        is_active=True,
        staff__user=person,
        staff__is_administrator=True,
        staff__user__is_active=True,
        staff__user__role=Role.PROVIDER,
    ).first()
    if own is None:
        raise Http404
    return own


@contextmanager
def _managed(actor: User) -> Iterator[Provider]:
    """A transaction in which nobody else changes the people of the actor's provider."""
    with transaction.atomic():
        own = administered_provider(actor)
        # no_key: filings that refer to the provider need not wait.
        Provider.objects.select_for_update(no_key=True).get(pk=own.pk)
        if administered_provider(actor) != own:
            raise Http404
        yield own


def _member(provider: Provider, username: str) -> ProviderStaff:
    """:raises Http404: nobody of this provider has that user name"""
    found = ProviderStaff.objects.select_related("user").filter(provider=provider, user__username=username)
    # PostgreSQL cannot compare a NUL.
    member = found.first() if "\x00" not in username else None
    if member is None:
        raise Http404
    return member


def add_person(actor: User, username: str, mobile: str, email: str) -> ProviderStaff:
    """A new account of the actor's provider, without a password: the person is told how to set one.

    :raises Refused: the user name, the mobile or the mail address is in use
    """
    with _managed(actor) as provider:
        if contact_is_taken(mobile, email):
            raise Refused("contact_taken", CONTACT_TAKEN)
        try:
            with transaction.atomic():
                user = User.objects.create_user(username, role=Role.PROVIDER, mobile=mobile, email=email)
        except IntegrityError:
            taken = User.objects.filter(username=username).exists()
            raise Refused(
                *(("username_taken", USERNAME_TAKEN) if taken else ("contact_taken", CONTACT_TAKEN))
            ) from None
        member = ProviderStaff.objects.create(user=user, provider=provider)
        notices.account_opened(user)
        return member


def set_administrator(actor: User, username: str, is_administrator: bool) -> ProviderStaff:
    """
    :raises Refused: nobody who can log in would be left to manage the others
    """
    with _managed(actor) as provider:
        member = _member(provider, username)
        if not is_administrator and not _others(member).exists():
            raise Refused("last_administrator", LAST_ADMINISTRATOR)
        member.is_administrator = is_administrator
        member.save(update_fields=["is_administrator"])
        return member


def set_active(actor: User, username: str, is_active: bool) -> ProviderStaff:
    """Closes or reopens the account.

    :raises Refused: one's own account, or another account has its mobile or mail address by now
    """
    with _managed(actor) as provider:
        member = _member(provider, username)
        if member.user_id == actor.pk:
            raise Refused("own_account", OWN_ACCOUNT)
        user = User.objects.select_for_update().get(pk=member.user_id)
        refusal = Refused("contact_taken", f"{CONTACT_TAKEN}不能重新启用。")
        if is_active and contact_is_taken(user.mobile, user.email, but=user.pk):
            raise refusal
        try:
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(is_active=is_active)
        except IntegrityError:
            raise refusal from None
        member.user.is_active = is_active
        return member


def _others(member: ProviderStaff) -> QuerySet[ProviderStaff]:
    """The other administrators of the same provider who can log in."""
    administrators = ProviderStaff.objects.filter(provider=member.provider_id, is_administrator=True)
    return administrators.filter(user__is_active=True).exclude(pk=member.pk)
