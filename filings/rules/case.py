"""The case itself: may this owner open or submit it now?"""

from collections.abc import Iterator

from filings.document import Document
from filings.rules.facts import Facts
from filings.rules.problem import Problem, Severity, website_section
from filings.workflow import Kind

DAYS_IN_ADVANCE = 30

ONE_AT_A_TIME = "您有一件备案正在办理（1017 备案变更中）。请等它办结，或先撤回它，再提交这一件。"
# (what is wanted, what is open) to the rule that forbids it and its sentence.
CROSSING: dict[tuple[str, str], tuple[str, str]] = {
    (Kind.CANCEL_WEBSITE, Kind.CANCEL_ENTITY): (
        "1042",
        "主体正在注销中，不允许注销网站（1042）。注销主体会一并注销它的全部网站。",
    ),
    (Kind.CANCEL_ENTITY, Kind.CANCEL_WEBSITE): (
        "1043",
        "网站正在注销中，不允许注销主体（1043）。请等网站注销办结，或先撤回它。",
    ),
    (Kind.CANCEL_ENTITY, Kind.CANCEL_ENTITY): ("1027", "主体注销正在办理，无需重复提交（1027）。"),
    (Kind.CANCEL_WEBSITE, Kind.CANCEL_WEBSITE): ("1030", "这个网站的注销正在办理，无需重复提交（1030）。"),
}
ENTITY_CANCELLED = "主体已注销，不能再办理（1049）。需要备案的，请重新首次备案。"
WEBSITE_CANCELLED = "这个网站已注销，不能再办理（1050）。需要备案的，请办理新增网站。"


def _hard(rule: str, sentence: str, section: str = "filing", field: str = "") -> Problem:
    return Problem(rule, Severity.HARD, section, field, sentence)


def one_at_a_time(document: Document, facts: Facts) -> Iterator[Problem]:
    """1017 备案变更中: one open filing per owner; 依职权注销 is exempt."""
    if facts.open_filing and document.kind == Kind.CHANGE:
        yield _hard("1017", "主办者有一件申请正在办理（1017 备案变更中）。请等它办结，再提交这一件。")
    elif facts.open_filing and document.kind != Kind.AUTHORITY_CANCEL:
        yield _hard("1017", ONE_AT_A_TIME)


def cancellations(document: Document, facts: Facts) -> Iterator[Problem]:
    """1042 主体正在注销中，不允许注销网站; 1043 网站正在注销中，不允许注销主体; 1027, 1030: no repeats."""
    crossed = (document.kind, Kind.CANCEL_ENTITY)
    if facts.entity_cancel_open and crossed in CROSSING:
        yield _hard(*CROSSING[crossed])
    if document.kind == Kind.CANCEL_ENTITY and facts.websites_in_cancel:
        yield _hard(*CROSSING[document.kind, Kind.CANCEL_WEBSITE])
    if document.kind == Kind.CANCEL_WEBSITE:
        rule, sentence = CROSSING[document.kind, document.kind]
        if facts.target in facts.websites_in_cancel:
            yield _hard(rule, sentence)
        for website in document.websites:
            if website.key in facts.websites_in_cancel:
                yield _hard(rule, sentence, website_section(website.key))


def crossing(wanted: str, under_way: str) -> str:
    """Why `wanted`, a kind, cannot be submitted while a filing of kind `under_way` is open: the nearest rule's
    sentence."""
    return CROSSING.get((wanted, under_way), ("1017", ONE_AT_A_TIME))[1]


def access_removals(document: Document, facts: Facts) -> Iterator[Problem]:
    """1032 接入商已经对该网站提出取消接入请求."""
    if document.kind == Kind.CHANGE:
        for website in document.websites:
            if website.key in facts.access_removal_open:
                sentence = "已对这个网站提出取消接入，无需重复提交（1032）。"
                yield _hard("1032", sentence, website_section(website.key))


def cancelled(document: Document, facts: Facts) -> Iterator[Problem]:
    """1049 主体已注销, 1050 网站已注销. A cancelled owner may file anew: 首次备案."""
    if document.kind == Kind.FIRST:
        return
    if facts.entity_cancelled:
        yield _hard("1049", ENTITY_CANCELLED, "entity")
    if facts.target in facts.websites_cancelled:
        yield _hard("1050", WEBSITE_CANCELLED)
    for website in document.websites:
        if website.key in facts.websites_cancelled:
            yield _hard("1050", WEBSITE_CANCELLED, website_section(website.key))


def province_stays(document: Document, facts: Facts) -> Iterator[Problem]:
    """1046 变更备案时不能改变主体所在省."""
    if facts.fixed_province and document.entity.province not in {"", facts.fixed_province}:
        sentence = "不能改变主体所在省（1046）。需要改到其他省的，请先申请注销主体，然后重新报备。"
        yield _hard("1046", sentence, "entity", "province")


def effective_day(document: Document, facts: Facts) -> Iterator[Problem]:
    """effective-on: 变更日期, 终止服务日期; a change is filed 30 days ahead (O33 art. 14, 15)."""
    if document.kind == Kind.CHANGE and facts.effective_on is None:
        yield _hard("effective-on", "请填写变更日期。", field="effective_on")
    elif document.kind in {Kind.CANCEL_WEBSITE, Kind.CANCEL_ENTITY} and facts.effective_on is None:
        yield _hard("effective-on", "请填写终止服务日期。", field="effective_on")
    elif document.kind == Kind.CHANGE and facts.effective_on and _days_ahead(facts) < DAYS_IN_ADVANCE:
        sentence = "变更日期距今天不足30日。按规定应当提前30日办理变更，请核对日期，并尽快提交。"
        yield Problem("effective-on", Severity.DOUBTFUL, "filing", "effective_on", sentence)


def _days_ahead(facts: Facts) -> int:
    return (facts.effective_on - facts.today).days if facts.effective_on else 0
