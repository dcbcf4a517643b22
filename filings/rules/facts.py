"""What the portal knows besides the document: the caller looks it up, the rules only read it."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# The kinds of text that a rule may ask `Facts.format_problem` about: the names of the core validators.
# The value of "ip_range" is "start-end".
FORMAT_KINDS = (
    "credit_code",
    "organisation_code",
    "military_code",
    "profession_licence",
    "id_number",
    "residence_permit",
    "foreign_resident",
    "passport",
    "hkmo_permit",
    "taiwan_permit",
    "officer_card",
    "domain",
    "home_url",
    "mobile",
    "phone_list",
    "email_list",
    "ip_range",
)

AddressRange = tuple[str, str]


def never(text: str) -> bool:
    """Finds nothing to doubt: for tests, and where the caller does not look."""
    return False


def no_format_problem(kind: str, value: str) -> str | None:
    """Finds every text in order: for tests, and where formats have just been checked."""
    return None


@dataclass(frozen=True)
class ProviderFact:
    """What the directory says of a provider. `province` is GB/T 2260."""

    is_active: bool = True
    province: str = ""


@dataclass(frozen=True)
class Facts:
    """All that `check` needs to know. Every default means "nothing speaks against it" or "not looked up".

    Values are compared as the document writes them (domains as U-labels, lower case). "Others" are other
    owners' claims and registered rows; a filing never clashes with its own owner.

    :param today: the day in Asia/Shanghai
    :param format_problem: (kind of `FORMAT_KINDS`, value) to a sentence, or None when the format is right
    :param is_mixed_script: whether a domain mixes scripts so as to deceive

    Conflicts with others (sets hold values of this document; the document itself is enough):

    :param document_taken: the entity's document belongs to another subject (1003)
    :param domains_taken: domains that others hold (1005)
    :param site_names_taken: names of others' websites (1020)
    :param home_urls_taken: home addresses of others' websites (1021)
    :param mobiles_taken: mobile numbers that other subjects use
    :param ranges_taken: address ranges that stand in others' filings (1024)

    The owner's own register and open filings:

    :param entity_registered: the register has the owner's entity, active (1003 in 首次备案)
    :param own_domains: domains registered to this owner, outside the websites changed here (1039)
    :param registered_accesses: keys of the accesses here that were copied from the register
    :param adds_nothing: every access of a 新增接入 stands in the register already
    :param own_websites: keys of the websites here that the register already has and that should be new (1037)
    :param own_accesses: keys of the accesses here that the register already has and that should be new (1038)
    :param own_ranges: address ranges registered to this owner, outside the accesses changed here (1040)
    :param fixed_province: the registered province, or the one submitted; empty while it may change (1046)
    :param open_filing: another filing of the owner is open (1017)
    :param entity_cancel_open: 注销主体 of this entity is under way, in another filing (1042, 1027)
    :param target: the website that a 注销网站 cancels, by the register's id; a cancellation has no websites of its
        own, so in it the two sets of websites below hold the register's ids
    :param websites_in_cancel: keys of websites here for which another filing asks for 注销网站 (1043, 1030)
    :param entity_cancelled: the register says 已注销 (1049)
    :param websites_cancelled: keys of websites here that the register says 已注销 (1050)
    :param service_ended: keys of websites whose service the provider states has ended, or for which
        注销网站 is open, so that they may stand without access (1025)
    :param access_removal_open: keys of websites for which a 取消接入 is already under way (1032)
    :param effective_on: 变更日期 of a change, 终止服务日期 of a cancellation

    The directory:

    :param providers: by id; None when not looked up, otherwise a missing id is an unknown provider
    """

    today: datetime.date
    format_problem: Callable[[str, str], str | None] = no_format_problem
    is_mixed_script: Callable[[str], bool] = never
    document_taken: bool = False
    domains_taken: frozenset[str] = frozenset()
    site_names_taken: frozenset[str] = frozenset()
    home_urls_taken: frozenset[str] = frozenset()
    mobiles_taken: frozenset[str] = frozenset()
    ranges_taken: frozenset[AddressRange] = frozenset()
    entity_registered: bool = False
    adds_nothing: bool = False
    own_domains: frozenset[str] = frozenset()
    registered_accesses: frozenset[str] = frozenset()
    own_websites: frozenset[str] = frozenset()
    own_accesses: frozenset[str] = frozenset()
    own_ranges: frozenset[AddressRange] = frozenset()
    fixed_province: str = ""
    open_filing: bool = False
    entity_cancel_open: bool = False
    target: str = ""
    websites_in_cancel: frozenset[str] = frozenset()
    entity_cancelled: bool = False
    websites_cancelled: frozenset[str] = frozenset()
    service_ended: frozenset[str] = frozenset()
    access_removal_open: frozenset[str] = frozenset()
    effective_on: datetime.date | None = None
    providers: Mapping[int, ProviderFact] | None = field(default=None, hash=False)
