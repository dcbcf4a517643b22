"""What a decision would send, to whom, before it is taken: for the reviewer to read."""

from dataclasses import dataclass

from accounts.messages import Channel
from accounts.models import User
from filings import notices
from filings.models import Filing, ProviderCheck
from filings.workflow import Action
from icpportal.core.masking import mask_email, mask_mobile
from providers.models import ProviderStaff

_NUMBER_TO_COME = "（审核通过时生成）"
_EVENTS = {Action.RETURN: notices.Event.RETURNED, Action.REJECT: notices.Event.REJECTED}


@dataclass(frozen=True)
class Letter:
    """One text and its readers: the owner by user name, a provider by its name; addresses are masked."""

    name: str
    readers: tuple[str, ...]
    sms: str
    subject: str
    body: str


def letters_of(filing: Filing, action: Action) -> tuple[Letter, ...]:
    """The letters of `action` on `filing`, by the table of `notices`. At 退回修改 only the providers concerned get
    theirs; all that may be are named here, for which ones they are depends on the fields chosen."""
    event = notices.event_of_approval(filing) if action == Action.APPROVE else _EVENTS.get(action)
    if event is None:
        return ()
    context = notices.context_of(filing)
    if not context["number"]:
        entity = filing.registered_entity
        context["number"] = entity.number if entity else _NUMBER_TO_COME
    return tuple(
        Letter(
            row.template.name,
            _owner(filing) if row.audience is notices.owner_of else _providers(filing),
            row.template.render(Channel.SMS, context)[1],
            *row.template.render(Channel.MAIL, context),
        )
        for row in notices.tellings(event, filing)
    )


def _owner(filing: Filing) -> tuple[str, ...]:
    return (f"网站主办者 {filing.owner.username}（{_addresses(filing.owner)}）",)


def _providers(filing: Filing) -> tuple[str, ...]:
    checks = filing.checks.exclude(state=ProviderCheck.State.DECLINED)
    staff = ProviderStaff.objects.filter(
        provider__in=checks.values("provider"), is_administrator=True, user__is_active=True
    ).select_related("provider", "user")
    return tuple(f"{row.provider.name}（{_addresses(row.user)}）" for row in staff.order_by("provider", "pk"))


def _addresses(person: User) -> str:
    shown = [
        person.mobile and f"手机 {mask_mobile(person.mobile)}",
        person.email and f"邮箱 {mask_email(person.email)}",
    ]
    return "，".join(filter(None, shown))
