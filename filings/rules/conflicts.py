"""What others hold, and what this owner has filed already. No sentence names the other side."""

from collections.abc import Iterator

from filings.document import Document
from filings.rules.facts import Facts
from filings.rules.labels import quoted
from filings.rules.problem import Problem, Severity, access_section, website_section
from filings.rules.site_names import names_of
from filings.workflow import Kind


def organiser(document: Document, facts: Facts) -> Iterator[Problem]:
    """1003 网站主办者冲突: by document type and number, never by name."""
    if facts.document_taken:
        sentence = (
            "网站主办者冲突（1003）：这个证件已有备案或正在办理备案。"
            "请核对证件类型和号码；确实属于您的，请联系所在省通信管理局处理。"
        )
        yield Problem("1003", Severity.HARD, "entity", "document_number", sentence)
    elif document.kind == Kind.FIRST and facts.entity_registered:
        sentence = (
            "网站主办者冲突（1003）：您已有备案的主体，不能再次首次备案。请改为办理新增网站或新增接入。"
        )
        yield Problem("1003", Severity.HARD, "entity", "document_number", sentence)


def domains(document: Document, facts: Facts) -> Iterator[Problem]:
    """1005 域名冲突 with others, 1039 域名已经报备 by this owner."""
    for website in document.websites:
        section = website_section(website.key)
        for domain in website.domains:
            if domain in facts.domains_taken:
                sentence = (
                    f"域名{quoted(domain)}已有备案或正在办理备案（1005 域名冲突）。"
                    "请核对域名；确实属于您的，请联系所在省通信管理局处理。"
                )
                yield Problem("1005", Severity.HARD, section, "domains", sentence)
            elif domain in facts.own_domains:
                sentence = f"域名{quoted(domain)}您已经备案，无需重复报备（1039）。请从网站域名中去掉它。"
                yield Problem("1039", Severity.HARD, section, "domains", sentence)


def site_names(document: Document, facts: Facts) -> Iterator[Problem]:
    """1020 网站名称冲突, with others or inside this filing."""
    seen: set[str] = set()
    for website in document.websites:
        for name in names_of(website):
            if name in facts.site_names_taken or name in seen:
                sentence = f"网站名称{quoted(name)}与已有的网站相同（1020），请核对，必要时换一个名称。"
                yield Problem("1020", Severity.DOUBTFUL, website_section(website.key), "name", sentence)
        seen.update(names_of(website))


def home_urls(document: Document, facts: Facts) -> Iterator[Problem]:
    """1021 网站首页地址冲突, with others or inside this filing."""
    seen: set[str] = set()
    for website in document.websites:
        if website.home_url and (website.home_url in facts.home_urls_taken or website.home_url in seen):
            sentence = "首页网址与已有的网站相同（1021），请核对。"
            yield Problem("1021", Severity.DOUBTFUL, website_section(website.key), "home_url", sentence)
        seen.add(website.home_url)


def filed_websites(document: Document, facts: Facts) -> Iterator[Problem]:
    """1037 该网站已经报备."""
    for website in document.websites:
        if website.key in facts.own_websites:
            sentence = "这个网站已经备案，无需重复报备（1037）。需要添加接入的，请办理新增接入。"
            yield Problem("1037", Severity.HARD, website_section(website.key), "", sentence)


def filed_accesses(document: Document, facts: Facts) -> Iterator[Problem]:
    """1038 该接入已经报备."""
    for website in document.websites:
        for access in website.accesses:
            if access.key in facts.own_accesses:
                sentence = "这个接入已经备案，无需重复报备（1038）。请删除它，或改为新的接入。"
                yield Problem("1038", Severity.HARD, access_section(access.key), "", sentence)
