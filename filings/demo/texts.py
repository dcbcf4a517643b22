"""The demo's notices; and the review reasons, should the tables have been emptied since the migrations."""

import datetime

from filings.models import Notice, ReasonCode
from filings.review_reasons import REASONS

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


def make_texts() -> None:
    """Those that are not there yet; what staff have changed stays."""
    for title, body, day in _NOTICES:
        if not Notice.objects.filter(title=title).exists():
            Notice.objects.create(title=title, body=body, published_on=day)
    known = set(ReasonCode.objects.values_list("code", flat=True))
    ReasonCode.objects.bulk_create(
        ReasonCode(**reason._asdict()) for reason in REASONS if reason.code not in known
    )
