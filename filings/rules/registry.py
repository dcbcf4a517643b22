"""Every rule of the portal, in one table. A rule is a function of the document and the facts.

Its docstring opens with the interface specification's number, or the portal's own name for it.
"""

from collections.abc import Callable, Iterator

from filings.document import Document
from filings.rules import (
    accesses,
    case,
    conflicts,
    formats,
    missing,
    organiser,
    people,
    ranges,
    site_names,
    web_addresses,
)
from filings.rules.facts import Facts
from filings.rules.problem import Problem

Rule = Callable[[Document, Facts], Iterator[Problem]]

# About the case itself: every kind of filing meets them.
CASE_RULES: tuple[Rule, ...] = (
    case.one_at_a_time,
    case.cancellations,
    case.access_removals,
    case.cancelled,
    case.effective_day,
)

# About what the sections say: a cancellation files no content, so it meets none of them.
CONTENT_RULES: tuple[Rule, ...] = (
    case.province_stays,
    missing.entity_complete,
    missing.has_website,
    missing.websites_complete,
    missing.pre_approvals_complete,
    missing.adds_access,
    missing.has_access,
    missing.accesses_complete,
    formats.entity_codes,
    formats.entity_regions,
    formats.person_documents,
    formats.document_numbers,
    formats.contacts,
    formats.domain_formats,
    formats.home_url_formats,
    formats.website_codes,
    formats.access_codes,
    formats.lengths,
    organiser.document_fits_nature,
    organiser.credit_code_fits_nature,
    organiser.unit_name,
    organiser.company_is_no_site,
    organiser.name_fits_nature,
    organiser.individual_name,
    organiser.addresses,
    organiser.investor,
    people.ages,
    people.names,
    people.two_phones,
    people.mobile_of_others,
    people.individual_is_responsible,
    site_names.three_characters,
    site_names.no_symbols,
    site_names.no_national_words,
    site_names.approved_words,
    site_names.personal_words,
    site_names.approved_services,
    web_addresses.home_under_domain,
    web_addresses.home_by_address,
    web_addresses.domains_once,
    web_addresses.mixed_scripts,
    web_addresses.one_domain,
    ranges.formats,
    ranges.once,
    ranges.not_a_block,
    ranges.taken,
    accesses.different,
    accesses.provider_serves,
    accesses.location_of_provider,
    conflicts.organiser,
    conflicts.domains,
    conflicts.site_names,
    conflicts.home_urls,
    conflicts.filed_websites,
    conflicts.filed_accesses,
)
