"""What has not been filled in yet (O33 appendix; SPEC XSD)."""

from collections.abc import Iterator

from filings import codes
from filings.document import Access, Document, Entity, Person, Website, fields_of
from filings.rules.facts import Facts
from filings.rules.labels import label, verb
from filings.rules.problem import FIELD_ORDER, Problem, Severity, access_section, website_section
from filings.workflow import OWNER_FILLED, Kind

_NUMBERS = {("entity", "person.name"): "1044", ("website", "person.office_phone"): "1031"}
WEBSITE_FIELDS = ("name", "home_url", "services", "languages")
WEBSITE_PERSON_FIELDS = (
    "person.name",
    "person.document_type",
    "person.document_number",
    "person.mobile",
    "person.email",
)
LAST_ACCESS = (
    "该网站只有一个接入，不能取消该接入（1025）。请先添加新的接入；服务已终止的，请作终止服务声明，"
    "或由主办者办理注销网站。"
)


def value_at(section: Entity | Website | Access, path: str) -> object:
    """The value of a field path; ``person.`` leads into the person."""
    holder: object = section
    if path.startswith("person."):
        holder, path = _person(section), path.removeprefix("person.")
    return getattr(holder, path)


def _person(section: Entity | Website | Access) -> Person:
    return section.person if isinstance(section, Entity | Website) else Person()


def _is_empty(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def _missing(section: str, kind: str, field: str) -> Problem:
    sentence = f"请{verb(field)}{label(section, field)}。"
    return Problem(_NUMBERS.get((kind, field), "missing"), Severity.HARD, section, field, sentence)


def entity_complete(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing, 1044 主体负责人姓名不能为空. SPEC: investor and office phone are required of units only."""
    required = codes.required_fields(document.entity.nature)
    for field in FIELD_ORDER["entity"]:
        if field in required and _is_empty(value_at(document.entity, field)):
            yield _missing("entity", "entity", field)


def websites_complete(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing, 1031 网站负责人办公电话不能为空 (units). Domains may be empty: O33 art. 5."""
    fields: tuple[str, ...] = WEBSITE_FIELDS + WEBSITE_PERSON_FIELDS
    if document.entity.nature is not None and not codes.is_person(document.entity.nature):
        fields += ("person.office_phone",)
    for website in document.websites:
        for field in fields:
            if _is_empty(value_at(website, field)):
                yield _missing(website_section(website.key), "website", field)


def accesses_complete(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing: the four fields of an access (O33 appendix)."""
    for website in document.websites:
        for access in website.accesses:
            for field in fields_of(Access):
                if _is_empty(value_at(access, field)):
                    yield _missing(access_section(access.key), "access", field)


def has_website(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing: a filing is for a website (O33 art. 5)."""
    if document.kind in OWNER_FILLED and not document.websites:
        sentence = "还没有网站。请在“网站信息”一步点“添加网站”，至少填写一个网站。"
        yield Problem("missing", Severity.HARD, "filing", "websites", sentence)


def adds_access(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing: 新增接入 adds an access to what is registered."""
    if document.kind == Kind.NEW_ACCESS and facts.adds_nothing:
        sentence = "还没有新的接入信息。请在要增加接入的网站下点“添加接入”。"
        yield Problem("missing", Severity.HARD, "filing", "websites", sentence)


def has_access(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing: every website has an access; 1025 该网站只有一个接入，不能取消该接入, in a change.

    Doubtful where its service has ended: the website then stands empty (空壳) and is to be cancelled.
    """
    for website in document.websites:
        if website.accesses:
            continue
        section = website_section(website.key)
        if website.key in facts.service_ended:
            sentence = "这个网站将没有接入，成为空壳网站（1025）。服务已终止的，请尽快办理注销网站。"
            yield Problem("1025", Severity.DOUBTFUL, section, "accesses", sentence)
        elif document.kind == Kind.CHANGE:
            yield Problem("1025", Severity.HARD, section, "accesses", LAST_ACCESS)
        else:
            sentence = "这个网站还没有接入。请点“添加接入”，至少填写一个接入。"
            yield Problem("missing", Severity.HARD, section, "accesses", sentence)


def pre_approvals_complete(document: Document, facts: Facts) -> Iterator[Problem]:
    """missing, pre-approval-date: each approval has a number and a date, not in the future (O33 art. 11)."""
    for website in document.websites:
        for approval in website.pre_approvals:
            section = website_section(website.key)
            name = codes.name_of(codes.PRE_APPROVALS, approval.kind)
            if not approval.number.strip():
                sentence = f"请填写前置或专项审批“{name}”的批准文号。"
                yield Problem("missing", Severity.HARD, section, "pre_approvals", sentence)
            if approval.date is None:
                sentence = f"请填写前置或专项审批“{name}”的批准日期。"
                yield Problem("missing", Severity.HARD, section, "pre_approvals", sentence)
            elif approval.date > facts.today:
                sentence = f"前置或专项审批“{name}”的批准日期晚于今天。请按批准文件填写日期。"
                yield Problem("pre-approval-date", Severity.HARD, section, "pre_approvals", sentence)
