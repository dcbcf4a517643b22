"""No road of the admin leads around the workflow: every address, by GET and by forged POST, for each staff role."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from filings.models import (
    Certificate,
    Filing,
    FilingEvent,
    FilingSnapshot,
    ReasonCode,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    Website,
)
from tests.factories import make_user, sign_in
from tests.filings import cast, rounds

pytestmark = pytest.mark.django_db
MODELS = ("filing", "registeredentity", "reasoncode")
TAILS = (
    "",
    "add/",
    "{}/",
    "{}/change/",
    "{}/delete/",
    "{}/history/",
    "{}/change/?_to_field=id&_popup=1",
    "?e=1&all=",
    "?_to_field=owner&_popup=1",
)
FORGED = {
    "state": "approved",
    "status": "cancelled",
    "version": "1",
    "filing_number": "京ICP备2026000009号",
    "number": "京ICP备2026000009号",
    "province": "310000",
    "owner": "1",
    "code": "address",
    "post": "yes",
    "_saveasnew": "1",
    "_save": "1",
    "index": "0",
    "select_across": "1",
    "form-TOTAL_FORMS": "1",
    "form-INITIAL_FORMS": "1",
    "form-0-id": "1",
    "form-0-state": "approved",
    "form-0-status": "cancelled",
}
WATCHED = (
    Filing,
    FilingEvent,
    FilingSnapshot,
    Website,
    RegisteredEntity,
    RegisteredWebsite,
    RegisteredDomain,
    RegisteredAccess,
    Certificate,
    ReasonCode,
)


def rows() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in WATCHED]


def ids() -> dict[str, int]:
    """A filing that waits, a registered entity, a reason."""
    entity = rounds.registered(cast.reviewer("judge"))
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
    other = cast.arrived(cast.owner("other", 2), entity={"document_number": "93440305FAKE10027Q"}, **site)
    reason = ReasonCode.objects.get(code="address")
    return {"filing": other.pk, "registeredentity": entity.pk, "reasoncode": reason.pk}


@pytest.mark.parametrize("role", ["reviewer", "ministry", "admin"])
def test_no_address_writes(client: Client, role: str) -> None:
    keys = ids()
    before = rows()
    sign_in(client, make_user("staff", role))
    for model in MODELS:
        for tail in TAILS:
            address = f"/admin/filings/{model}/{tail.format(keys[model])}"
            assert client.get(address, follow=True).status_code in {200, 400, 403, 404}, address
            data = FORGED | {"_selected_action": str(keys[model])}
            for action in ("delete_selected", "approve", ""):
                answer = client.post(address, data | {"action": action})
                assert answer.status_code in {200, 302, 400, 403, 404}, address
            assert rows() == before, address


@pytest.mark.parametrize("model", [Filing, RegisteredEntity, ReasonCode])
def test_no_page_offers_it(model: Any) -> None:
    page = admin.site.get_model_admin(model)
    assert not page.save_as
    assert not page.list_editable
    assert not page.inlines
    assert not page.has_delete_permission(None)


def test_nothing_of_the_filings_can_be_picked_by_a_search_field(client: Client) -> None:
    rounds.registered(cast.reviewer("judge"))
    sign_in(client, make_user("miit", "ministry"))
    for model in ("filing", "registeredentity"):
        query = f"app_label=filings&model_name={model}&field_name=owner&term=示"
        assert client.get(f"/admin/autocomplete/?{query}").status_code == 403
