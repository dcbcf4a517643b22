"""Where each section of a filing is edited, for whoever may edit it now."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from filings import document
from filings.models import Filing
from filings.queries import relations
from filings.workflow import Kind, Part, State, editable_parts
from providers.queries import provider_of


def editable_addresses(person: User, filing: Filing, content: document.Document) -> dict[str, str]:
    """Section, as in `rules.Problem`, to the page on which `person` may edit it now; what is locked is left out.

    :param content: what `person` is shown
    """
    parts = editable_parts(Kind(filing.kind), State(filing.state), relations(person, filing))
    provider = provider_of(person)

    def address(name: str, *args: Any) -> str:
        return reverse(f"filings:{name}", args=[filing.uid, *args])

    found = {"entity": address("entity")} if Part.ENTITY in parts else {}
    for site in content.websites:
        if parts & {Part.WEBSITES, Part.SERVED_WEBSITES}:
            found[f"website:{site.key}"] = address("website-edit", int(site.key))
        for access in site.accesses:
            own = provider is not None and access.provider_id == provider.pk
            if Part.ACCESSES in parts or (Part.OWN_ACCESSES in parts and own):
                found[f"access:{access.key}"] = address("access-edit", int(access.key))
    return found
