"""What people are told outside the pages. One table: occasion, audience, text. One message a decision."""

from collections.abc import Iterable

from django.conf import settings

from accounts.messages import MessageTemplate, Recipient, post
from accounts.models import User
from filings.models import Filing
from filings.workflow import KIND_NAMES, Kind

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
CANCELLED = _template("已注销", "{kind}申请（回执号 {receipt}）已审核通过，相应备案已注销。")
REJECTED = _template("不予备案", "您的{kind}申请（回执号 {receipt}）不予备案，登录后可查看理由。")


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


def _tell(template: MessageTemplate, filing: Filing, people: Iterable[User], occasion: str) -> None:
    context = context_of(filing)
    for person in people:
        key = f"filing:{filing.pk}:{occasion}:{filing.version}:user:{person.pk}"
        post(template, Recipient.of_user(person), context, key=key)


def _provider_people(filing: Filing) -> list[User]:
    """The administrators of the providers that have an open check."""
    return list(
        User.objects.filter(
            role="provider",
            is_active=True,
            provider_staff__is_administrator=True,
            provider_staff__provider__in=filing.checks.filter(state="open").values("provider"),
        )
    )


def submitted(filing: Filing) -> None:
    if filing.kind == Kind.AUTHORITY_CANCEL:
        return
    people = _provider_people(filing)
    _tell(
        SUBMITTED if people or filing.checks.filter(state="open").exists() else SUBMITTED_TO_AUTHORITY,
        filing,
        [filing.owner],
        "submitted",
    )
    _tell(TO_CHECK, filing, people, "to-check")


def corrected(filing: Filing) -> None:
    _tell(CORRECTED, filing, [filing.owner], "corrected")


def declined(filing: Filing) -> None:
    _tell(DECLINED, filing, [filing.owner], "declined")


def withdrawn(filing: Filing) -> None:
    _tell(WITHDRAWN, filing, [filing.owner], "withdrawn")


def returned(filing: Filing) -> None:
    _tell(RETURNED, filing, [filing.owner], "returned")
    _tell(RETURNED_TO_PROVIDER, filing, _provider_people(filing), "to-mend")


def approved(filing: Filing) -> None:
    _tell(APPROVED if filing.filing_number else CANCELLED, filing, [filing.owner], "approved")


def rejected(filing: Filing) -> None:
    if filing.kind != Kind.AUTHORITY_CANCEL:
        _tell(REJECTED, filing, [filing.owner], "rejected")
