"""Where a field of a section stands on its form, and what of it is stored now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from filings.document import Access, Entity, Website
from filings.forms.access import AccessForm
from filings.forms.correction import CorrectionForm
from filings.forms.entity import EntityForm
from filings.forms.website import WebsiteForm
from filings.queries.reading import EMPTY, text_of
from filings.rules.labels import LABELS
from filings.rules.missing import value_at
from icpportal.core.forms import LineField

Sections = Entity | Website | Access
_ANCHORS = {
    "services": "id_services_0",
    "languages": "id_languages_0",
    "locations": "id_locations_0",
    "pre_approvals": "id_approval_1",
    "provider_id": "id_provider_name",
    "method": "id_access_method",
}

_NOT_TYPED = frozenset({"accesses", "service_ended"})


def anchor_of(field: str) -> str:
    """The id of the element that answers for a field path as in `rules.Problem`; empty for the whole section."""
    if field in _ANCHORS:
        return _ANCHORS[field]
    return f"id_{field.replace('.', '_')}" if field else ""


@dataclass(frozen=True)
class Stored:
    """A field whose stored value differs from what was typed."""

    label: str
    anchor: str
    text: str


def stored_now(kind: str, typed: Sections, stored: Sections) -> tuple[Stored, ...]:
    """What is stored where it differs from `typed`. `kind`: entity, website or access."""
    found = []
    for field, label in LABELS[kind].items():
        if field not in _NOT_TYPED and value_at(typed, field) != value_at(stored, field):
            shown = "provider_name" if field == "provider_id" else field
            found.append(Stored(label, anchor_of(field), text_of(field, value_at(stored, shown)) or EMPTY))
    return tuple(found)


def typed_values(form: type[forms.Form], data: QueryDict) -> dict[str, Any]:
    """What was typed so far, as `initial` of an unbound form: shown again, not yet checked."""
    return {name: data.getlist(name) if _takes_many(form, name) else data.get(name) for name in data}


def _takes_many(form: type[forms.Form], name: str) -> bool:
    return isinstance(_base_fields(form).get(name), forms.MultipleChoiceField)


def _base_fields(form: type[forms.Form]) -> Mapping[str, forms.Field]:
    return form.base_fields


def typed_texts(
    data: QueryDict, forms: Iterable[type[forms.Form]] = (EntityForm, WebsiteForm, AccessForm)
) -> list[tuple[str, str]]:
    """(label, text) of every text that was typed, to be copied from the page.

    Into the one of `forms`, the wizard's, that has most of what came: some names stand in several of them.
    """
    form = max(forms, key=lambda form: sum(name in data for name in _base_fields(form)))
    fields = {**_base_fields(form), **_base_fields(CorrectionForm)}
    return [
        (str(field.label), data.get(name, ""))
        for name, field in fields.items()
        if isinstance(field, LineField) and field.label and data.get(name)
    ]
