"""A document as canonical JSON, and the order of its fields."""

from filings import document
from filings.rules.problem import FIELD_ORDER
from tests.filings import documents

KINDS = (document.Access, document.NamedAccess)


def test_json_is_canonical_and_read_back() -> None:
    site = documents.valid_website(pre_approvals=(documents.valid_approval(),), accesses=())
    whole = document.Document("first", document.Entity(name="示例"), (site,))
    text = document.to_json(whole)
    assert document.from_json(text) == whole
    assert text.startswith('{"entity":{"address":"","city":"","county":"","document_address":""')
    assert '"pre_approvals":[{"date":"2026-01-02","kind":1,"number":"示例新批字〔2026〕1号"}]' in text
    assert '"domains":["beian-demo.test"]' in text


def test_named_access_is_kept_as_any_other() -> None:
    """A verdict names the digest of what was shown; those given before must stay good."""
    json = [document.to_json(documents.with_website(accesses=(kind("3", 9, "示例"),))) for kind in KINDS]
    assert json[0] == json[1]


def test_fields_stand_in_the_order_of_their_forms() -> None:
    own = ("", "name", "nature", "document_type", "document_number", "document_address", "investor")
    place = ("province", "city", "county", "address")
    site = ("", "name", "home_url", "domains", "services", "languages", "pre_approvals")
    person = ("person.name", "person.document_type", "person.document_number")
    contacts = ("person.office_phone", "person.mobile", "person.email")
    assert FIELD_ORDER["entity"] == (*own, *place, *person, *contacts, "remarks")
    assert FIELD_ORDER["website"] == (*site, *person, *contacts, "remarks", "service_ended", "accesses")
    assert FIELD_ORDER["access"] == ("", "provider_id", "method", "locations", "ranges")
