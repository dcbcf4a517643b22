"""The reasons for 退回修改 and 不予备案 that a new portal starts with: those that are given most often.

Data only. The migration enters them; from then on the ministry's staff keep them in the admin.
"""

from typing import NamedTuple


class StartingReason(NamedTuple):
    """`field` is the field that the reason is usually about, as ``section.field``; empty for none."""

    code: str
    title: str
    text: str
    suggestion: str
    field: str


PAPERS = "papers"

REASONS: tuple[StartingReason, ...] = (
    StartingReason(
        "address",
        "通信地址不详细",
        "通信地址没有写到门牌号。",
        "请补充楼号和房间号。",
        "entity.address",
    ),
    StartingReason(
        "name",
        "名称与证件不一致",
        "主办单位名称与证件上的名称不一致。",
        "请按证件改正名称。",
        "entity.name",
    ),
    StartingReason(
        "nature",
        "性质与证件不一致",
        "主办单位性质与所用证件不相符。",
        "请选择与证件相符的性质。",
        "entity.nature",
    ),
    StartingReason(
        "document",
        "证件不清或号码有误",
        "证件看不清，或号码与证件不一致。",
        "请核对证件号码。",
        "entity.document_number",
    ),
    StartingReason(
        "personal",
        "个人网站含企业内容",
        "个人网站含有单位或经营内容。",
        "请以单位名义备案，或删去有关内容。",
        "website.services",
    ),
    StartingReason(
        "resolve",
        "域名解析到别处",
        "网站域名没有解析到所填接入服务商。",
        "请核对解析，或改正接入信息。",
        "website.domains",
    ),
    StartingReason(
        "ip",
        "IP地址不属于接入商",
        "所填IP地址不属于该接入服务商。",
        "请向接入服务商核对IP地址。",
        "access.ranges",
    ),
    StartingReason(
        "phone",
        "电话无法接通",
        "所留电话无法联系到负责人。",
        "请填写能接通的电话。",
        "entity.person.mobile",
    ),
    StartingReason(
        "site-name",
        "网站名称不规范",
        "网站名称与网站内容或主体不相符。",
        "请按网站内容改正网站名称。",
        "website.name",
    ),
    StartingReason(
        PAPERS,
        "缺少前置审批文件",
        "网站内容需要前置或专项审批，没有收到批准文件。",
        "请送交批准文件。",
        "website.pre_approvals",
    ),
    StartingReason(
        "registrant",
        "域名持有者与主体不一致",
        "域名持有者不是主办单位或其负责人。",
        "请先办理域名过户。",
        "website.domains",
    ),
    StartingReason(
        "online",
        "审核期间网站已开通",
        "备案审核期间网站不得开通。",
        "请关闭网站，待审核通过后开通。",
        "website.home_url",
    ),
    StartingReason(
        "conflict",
        "与其他备案冲突",
        "证件或域名已在其他备案中使用。",
        "请先注销或变更原有备案。",
        "",
    ),
)
