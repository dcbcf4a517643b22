"""The labels by which sentences name a field, and how they quote what was typed."""

from filings.rules.problem import section_kind

_PERSON = {
    "person.name": "负责人姓名",
    "person.document_type": "负责人证件类型",
    "person.document_number": "负责人证件号码",
    "person.office_phone": "办公电话",
    "person.mobile": "手机号码",
    "person.email": "电子邮箱",
}
LABELS: dict[str, dict[str, str]] = {
    "entity": {
        "name": "主办单位名称",
        "nature": "主办单位性质",
        "document_type": "有效证件类型",
        "document_number": "有效证件号码",
        "document_address": "证件住所",
        "investor": "投资者或上级主管单位",
        "province": "所在省",
        "city": "所在市",
        "county": "所在县",
        "address": "通信地址",
        "remarks": "备注",
        **_PERSON,
    },
    "website": {
        "name": "网站名称",
        "home_url": "首页网址",
        "domains": "网站域名",
        "services": "网站服务内容",
        "languages": "语言类别",
        "pre_approvals": "前置或专项审批内容",
        "remarks": "备注",
        "service_ended": "终止服务声明",
        "accesses": "接入",
        **_PERSON,
    },
    "access": {
        "provider_id": "网站接入服务提供者名称",
        "method": "接入方式",
        "locations": "服务器放置地点",
        "ranges": "IP地址",
    },
}
_CHOSEN = frozenset(
    {"nature", "document_type", "province", "city", "county", "services", "languages"}
    | {"person.document_type", "provider_id", "method", "locations"}
)
_QUOTED_LENGTH = 60


def label(section: str, field: str) -> str:
    """What the form calls it; a person's fields say whose they are: 主体的手机号码, 网站的手机号码."""
    text = LABELS[section_kind(section)][field]
    if field.startswith("person."):
        return ("主体的" if section == "entity" else "网站的") + text
    return text


def verb(field: str) -> str:
    """填写 or 选择."""
    return "选择" if field in _CHOSEN else "填写"


def quoted(text: str) -> str:
    """What was typed, in quotation marks, cut to a length that a sentence can bear."""
    return f"“{text[:_QUOTED_LENGTH]}…”" if len(text) > _QUOTED_LENGTH else f"“{text}”"
