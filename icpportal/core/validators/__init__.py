"""The formats of what people fill in.

Each `validate_…` takes any text and returns its normal form; equal spellings give equal text. It forgives
what a person cannot be expected to see (full-width characters, blanks, case, +86, a trailing or Chinese full
stop) and refuses what is wrong with Django's `ValidationError`: a code for programs and a sentence that says
what to do. Nothing else is raised.
"""

from icpportal.core.validators.contact import (
    validate_email,
    validate_email_list,
    validate_landline,
    validate_mobile,
    validate_phone_list,
)
from icpportal.core.validators.domain import (
    HostName,
    domain_to_ascii,
    domain_to_unicode,
    host_name,
    is_mixed_script,
    registrable_domain,
    validate_domain,
)
from icpportal.core.validators.home_url import home_url_host, home_url_key, validate_home_url
from icpportal.core.validators.network import Address, parse_ip_address, parse_ip_range, validate_ip_range
from icpportal.core.validators.numbers import validate_filing_number, validate_icp_licence
from icpportal.core.validators.people import (
    validate_foreign_resident,
    validate_hkmo_permit,
    validate_id_number,
    validate_officer_card,
    validate_passport,
    validate_residence_permit,
    validate_taiwan_permit,
)
from icpportal.core.validators.units import (
    validate_credit_code,
    validate_licence_number,
    validate_military_code,
    validate_organisation_code,
    validate_profession_licence,
)

__all__ = [
    "Address",
    "HostName",
    "domain_to_ascii",
    "domain_to_unicode",
    "home_url_host",
    "home_url_key",
    "host_name",
    "is_mixed_script",
    "parse_ip_address",
    "parse_ip_range",
    "registrable_domain",
    "validate_credit_code",
    "validate_domain",
    "validate_email",
    "validate_email_list",
    "validate_filing_number",
    "validate_foreign_resident",
    "validate_hkmo_permit",
    "validate_home_url",
    "validate_icp_licence",
    "validate_id_number",
    "validate_ip_range",
    "validate_landline",
    "validate_licence_number",
    "validate_military_code",
    "validate_mobile",
    "validate_officer_card",
    "validate_organisation_code",
    "validate_passport",
    "validate_phone_list",
    "validate_profession_licence",
    "validate_residence_permit",
    "validate_taiwan_permit",
]
