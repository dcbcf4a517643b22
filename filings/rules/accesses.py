"""The accesses of a website: who provides them, where, and that no two are the same."""

from collections.abc import Iterator

from filings import codes
from filings.document import Access, Document
from filings.rules.facts import Facts
from filings.rules.problem import Problem, Severity, access_section


def different(document: Document, facts: Facts) -> Iterator[Problem]:
    """1029 同一个网站不允许有相同的接入: same provider, method, locations and addresses."""
    for website in document.websites:
        seen = set()
        for access in website.accesses:
            content = _content(access)
            if access.provider_id is not None and content in seen:
                sentence = "同一个网站不允许有相同的接入（1029）。请修改或删除其中一个。"
                yield Problem("1029", Severity.HARD, access_section(access.key), "", sentence)
            seen.add(content)


_CHOOSE_ANOTHER = "所选的网站接入服务提供者不在接入服务商名单中或已停用，请重新查询并选择。"
_GONE = "这条已备案接入的服务商已停用。"


def _content(access: Access) -> tuple[object, ...]:
    return access.provider_id, access.method, frozenset(access.locations), frozenset(access.ranges)


def provider_serves(document: Document, facts: Facts) -> Iterator[Problem]:
    """provider: stands in the directory and is active. Of an access that is registered it is only doubtful: who has
    lost a provider must be able to move to another.
    """
    if facts.providers is None:
        return
    for website in document.websites:
        for access in website.accesses:
            if access.provider_id is None:
                continue
            provider = facts.providers.get(access.provider_id)
            if provider is None or not provider.is_active:
                is_old = access.key in facts.registered_accesses
                severity = Severity.DOUBTFUL if is_old else Severity.HARD
                sentence = _GONE if is_old else _CHOOSE_ANOTHER
                yield Problem("provider", severity, access_section(access.key), "provider_id", sentence)


def location_of_provider(document: Document, facts: Facts) -> Iterator[Problem]:
    """location: servers stand where the provider is, as a rule (2007: the province of the address)."""
    for website in document.websites:
        for access in website.accesses:
            provider = (facts.providers or {}).get(access.provider_id or 0)
            if (
                provider
                and provider.province
                and access.locations
                and provider.province not in access.locations
            ):
                place = codes.location_name(provider.province)
                sentence = f"服务器放置地点不含接入服务商所在的省份（{place}），请核对。"
                section = access_section(access.key)
                yield Problem("location", Severity.DOUBTFUL, section, "locations", sentence)
