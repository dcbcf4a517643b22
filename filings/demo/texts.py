"""The demo's notices, and the reasons for 退回 and 不予备案 that are given most often."""

import datetime

from filings.models import Notice, ReasonCode

_NOTICES = (
    (
        "网站备案现已全面网上办理",
        "网站主办者注册后即可在线填写主体信息、网站信息和接入信息，点击“完成”提交。全程不收取任何费用。",
        datetime.date(2026, 1, 5),
    ),
    (
        "请核对通信地址是否写到门牌号",
        "通信地址应写到楼号、房间号。地址不完整是退回最常见的原因。",
        datetime.date(2026, 3, 2),
    ),
    (
        "本系统为演示系统",
        "系统中的单位、人员、域名和号码均为虚构，请不要填写真实信息。",
        datetime.date(2026, 4, 1),
    ),
)

_REASONS = (
    ("address", "通信地址不详细", "通信地址没有写到门牌号。", "请补充楼号和房间号。"),
    ("name", "名称与证件不一致", "主办单位名称与证件上的名称不一致。", "请按证件改正名称。"),
    ("nature", "性质与证件不一致", "主办单位性质与所用证件不相符。", "请选择与证件相符的性质。"),
    ("document", "证件不清或号码有误", "证件看不清，或号码与证件不一致。", "请核对证件号码。"),
    ("personal", "个人网站含企业内容", "个人网站含有单位或经营内容。", "请以单位名义备案，或删去有关内容。"),
    ("resolve", "域名解析到别处", "网站域名没有解析到所填接入服务商。", "请核对解析，或改正接入信息。"),
    ("ip", "IP地址不属于接入商", "所填IP地址不属于该接入服务商。", "请向接入服务商核对IP地址。"),
    ("phone", "电话无法接通", "所留电话无法联系到负责人。", "请填写能接通的电话。"),
    ("site-name", "网站名称不规范", "网站名称与网站内容或主体不相符。", "请按网站内容改正网站名称。"),
    ("papers", "缺少前置审批文件", "网站内容需要前置或专项审批，没有收到批准文件。", "请送交批准文件。"),
    ("registrant", "域名持有者与主体不一致", "域名持有者不是主办单位或其负责人。", "请先办理域名过户。"),
    ("online", "审核期间网站已开通", "备案审核期间网站不得开通。", "请关闭网站，待审核通过后开通。"),
    ("conflict", "与其他备案冲突", "证件或域名已在其他备案中使用。", "请先注销或变更原有备案。"),
)


def make_texts() -> None:
    """Those that are not there yet; what staff have changed stays."""
    for title, body, day in _NOTICES:
        if not Notice.objects.filter(title=title).exists():
            Notice.objects.create(title=title, body=body, published_on=day)
    known = set(ReasonCode.objects.values_list("code", flat=True))
    ReasonCode.objects.bulk_create(
        ReasonCode(code=code, title=title, text=text, suggestion=suggestion)
        for code, title, text, suggestion in _REASONS
        if code not in known
    )
