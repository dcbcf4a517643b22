"""What people are told outside the pages: one table of event, kinds of filing, audience and text.

One message a decision, by SMS and by mail. What moves only inside (the first of two verdicts, a claim, a note, a draft)
has no row and sends nothing. Reviewers get no message: their queue shows what waits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.urls import reverse

from accounts.messages import MessageTemplate, Recipient, post
from accounts.models import User
from filings.models import Filing
from filings.queries.told import message_key
from filings.workflow import ALL_KINDS, CHECKED_KINDS, KIND_NAMES, OWNER_CANCELS, OWNER_FILLED, Kind

_SIGN = "【{site}】"


def _template(name: str, sentence: str) -> MessageTemplate:
    body = sentence + "\n\n请登录 {url} 查看。咨询电话 {hotline}。"
    return MessageTemplate(name, _SIGN + sentence, "{site}：{kind} {receipt}", body)


SUBMITTED = _template(
    "已提交", "您的{kind}申请（回执号 {receipt}）已提交，等待接入服务商核实。提交后不能自行修改。"
)
SUBMITTED_TO_AUTHORITY = _template(
    "已提交管局", "您的{kind}申请（回执号 {receipt}）已提交，等待通信管理局审核。"
)
CHANGE_SUBMITTED = _template(
    "变更已提交", "接入服务商为您提交了{kind}申请（回执号 {receipt}），等待通信管理局审核，登录后可查看内容。"
)
TO_CHECK = _template("待核实", "有一件{kind}申请（回执号 {receipt}）等待贵公司核实。")
CORRECTED = _template(
    "代为修改", "接入服务商代您修改了{kind}申请（回执号 {receipt}），登录后可查看修改前后的内容。"
)
DECLINED = _template("不予核实", "您的{kind}申请（回执号 {receipt}）接入服务商不予核实，登录后可查看理由。")
WITHDRAWN = _template("已撤回", "您的{kind}申请（回执号 {receipt}）已撤回。")
RETURNED = _template(
    "退回修改", "您的{kind}申请（回执号 {receipt}）被退回，由接入服务商代为修改，登录后可查看理由。"
)
RETURNED_TO_PROVIDER = _template("退回待修改", "有一件{kind}申请（回执号 {receipt}）被退回，请修改后重报。")
APPROVED = _template("审核通过", "您的{kind}申请（回执号 {receipt}）已审核通过，备案号 {number}。")
EMPTIED = _template(
    "已成空壳",
    "您的{kind}申请（回执号 {receipt}）已审核通过，备案号 {number}。其中有网站已没有接入，成为空壳网站，"
    "请尽快办理新增接入或注销网站。",
)
CANCELLED = _template("已注销", "您的{kind}申请（回执号 {receipt}）已审核通过，相应备案已注销。")
CANCELLED_BY_AUTHORITY = _template(
    "依职权注销", "通信管理局已依职权注销您的备案（回执号 {receipt}），登录后可查看依据和理由。"
)
REJECTED = _template("不予备案", "您的{kind}申请（回执号 {receipt}）不予备案，登录后可查看理由。")
NOT_CANCELLED = _template(
    "注销未通过", "您的{kind}申请（回执号 {receipt}）没有通过审核，原备案继续有效，登录后可查看理由。"
)


class Event(StrEnum):
    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    APPROVED = "approved"
    EMPTIED = "emptied"
    REJECTED = "rejected"


def context_of(filing: Filing) -> dict[str, str]:
    """What the templates say about `filing`."""
    return {
        "site": settings.SITE_NAME,
        "url": settings.SITE_URL,
        "hotline": settings.HOTLINE,
        "kind": KIND_NAMES[Kind(filing.kind)],
        "receipt": filing.receipt_number or "",
        "number": filing.filing_number,
    }


def home_page(filing: Filing) -> str:
    return ""


def page_of_difference(filing: Filing) -> str:
    """What the latest correction changed."""
    return reverse("filings:changes", args=[filing.uid, filing.version])


def owner_of(filing: Filing) -> list[User]:
    return [filing.owner]


def _checking_providers(filing: Filing) -> list[User]:
    """The administrators of the providers that have an open check."""
    return list(
        User.objects.filter(
            role="provider",
            is_active=True,
            provider_staff__is_administrator=True,
            provider_staff__provider__in=filing.checks.filter(state="open").values("provider"),
        )
    )


@dataclass(frozen=True)
class Telling:
    """At `event` of a filing of `kinds`, `audience` gets `template`. `occasion` is the message key's part that keeps
    it from going out twice, `page` the page that it leads to."""

    event: Event
    kinds: frozenset[Kind]
    audience: Callable[[Filing], list[User]]
    template: MessageTemplate
    occasion: str
    page: Callable[[Filing], str] = home_page


_CHANGE, _BY_AUTHORITY = frozenset({Kind.CHANGE}), frozenset({Kind.AUTHORITY_CANCEL})
_E = Event

TABLE: tuple[Telling, ...] = (
    Telling(_E.SUBMITTED, OWNER_FILLED, owner_of, SUBMITTED, "submitted"),
    Telling(_E.SUBMITTED, OWNER_FILLED, _checking_providers, TO_CHECK, "to-check"),
    Telling(_E.SUBMITTED, _CHANGE, owner_of, CHANGE_SUBMITTED, "submitted"),
    Telling(_E.SUBMITTED, OWNER_CANCELS, owner_of, SUBMITTED_TO_AUTHORITY, "submitted"),
    Telling(_E.CORRECTED, CHECKED_KINDS, owner_of, CORRECTED, "corrected", page_of_difference),
    Telling(_E.DECLINED, CHECKED_KINDS, owner_of, DECLINED, "declined"),
    Telling(_E.WITHDRAWN, ALL_KINDS - _BY_AUTHORITY, owner_of, WITHDRAWN, "withdrawn"),
    Telling(_E.RETURNED, CHECKED_KINDS, owner_of, RETURNED, "returned"),
    Telling(_E.RETURNED, CHECKED_KINDS, _checking_providers, RETURNED_TO_PROVIDER, "to-mend"),
    Telling(_E.APPROVED, CHECKED_KINDS, owner_of, APPROVED, "approved"),
    Telling(_E.EMPTIED, _CHANGE, owner_of, EMPTIED, "approved"),
    Telling(_E.APPROVED, OWNER_CANCELS, owner_of, CANCELLED, "approved"),
    Telling(_E.APPROVED, _BY_AUTHORITY, owner_of, CANCELLED_BY_AUTHORITY, "approved"),
    Telling(_E.REJECTED, CHECKED_KINDS, owner_of, REJECTED, "rejected"),
    Telling(_E.REJECTED, OWNER_CANCELS, owner_of, NOT_CANCELLED, "rejected"),
)


def tellings(event: Event, filing: Filing) -> list[Telling]:
    """The rows of the table for `event` of `filing`."""
    return [row for row in TABLE if row.event == event and filing.kind in row.kinds]


def tell(event: Event, filing: Filing) -> None:
    """Posts what the table says, in the caller's transaction."""
    for row in tellings(event, filing):
        _tell(row, filing)


def _tell(row: Telling, filing: Filing) -> None:
    context = context_of(filing) | {"url": f"{settings.SITE_URL}{row.page(filing)}"}
    for person in row.audience(filing):
        key = f"{message_key(filing)}{row.occasion}:{filing.version}:user:{person.pk}"
        post(row.template, Recipient.of_user(person), context, key=key)


def submitted(filing: Filing) -> None:
    tell(Event.SUBMITTED, filing)


def corrected(filing: Filing) -> None:
    tell(Event.CORRECTED, filing)


def declined(filing: Filing) -> None:
    tell(Event.DECLINED, filing)


def withdrawn(filing: Filing) -> None:
    tell(Event.WITHDRAWN, filing)


def returned(filing: Filing) -> None:
    tell(Event.RETURNED, filing)


def approved(filing: Filing) -> None:
    tell(event_of_approval(filing), filing)


def event_of_approval(filing: Filing) -> Event:
    """EMPTIED for a 变更 that takes the last access of a website (1025), so that its owner is warned."""
    empties = filing.kind == Kind.CHANGE and filing.websites.filter(accesses__isnull=True).exists()
    return Event.EMPTIED if empties else Event.APPROVED


def rejected(filing: Filing) -> None:
    tell(Event.REJECTED, filing)
