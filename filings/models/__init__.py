"""The data of filings, one file a subject."""

from filings.models.certificates import Certificate, SigningKey
from filings.models.control import (
    Claim,
    FilingView,
    Fingerprint,
    InternalNote,
    Notice,
    ProviderCheck,
    ReasonCode,
)
from filings.models.desk import DeskEntry
from filings.models.filing import Filing
from filings.models.history import FilingEvent, FilingSnapshot
from filings.models.register import (
    NumberSeries,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
)
from filings.models.sections import Access, AccessRange, Entity, PreApproval, Website, WebsiteDomain

__all__ = [
    "Access",
    "AccessRange",
    "Certificate",
    "Claim",
    "DeskEntry",
    "Entity",
    "Filing",
    "FilingEvent",
    "FilingSnapshot",
    "FilingView",
    "Fingerprint",
    "InternalNote",
    "Notice",
    "NumberSeries",
    "PreApproval",
    "ProviderCheck",
    "ReasonCode",
    "RegisterStatus",
    "RegisteredAccess",
    "RegisteredDomain",
    "RegisteredEntity",
    "RegisteredWebsite",
    "SigningKey",
    "Website",
    "WebsiteDomain",
]
