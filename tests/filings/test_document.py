"""A document as canonical JSON."""

from filings import document
from tests.filings import documents


def test_json_is_canonical_and_read_back() -> None:
    site = documents.valid_website(pre_approvals=(documents.valid_approval(),), accesses=())
    whole = document.Document("first", document.Entity(name="示例"), (site,))
    text = document.to_json(whole)
    assert document.from_json(text) == whole
    assert text.startswith('{"entity":{"address":"","city":"","county":"","document_address":""')
    assert '"pre_approvals":[{"date":"2026-01-02","kind":1,"number":"示例新批字〔2026〕1号"}]' in text
    assert '"domains":["beian-demo.test"]' in text
