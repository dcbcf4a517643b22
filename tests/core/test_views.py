"""The pages that belong to no app."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("parent", "first", "count"),
    [
        ("440000", ["440100", "广州市"], 21),
        ("110000", ["110100", "北京市"], 1),
        ("110100", ["110101", "东城区"], 16),
    ],
)
def test_regions_gives_what_lies_right_below(
    client: Client, db: None, parent: str, first: list[str], count: int
) -> None:
    response = client.get("/regions/", {"parent": parent})
    assert response.json()[0] == first
    assert len(response.json()) == count
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("parent", ["", "441900", "999999", "110101", "\x00", "一" * 5000])
def test_regions_of_nothing_is_empty(client: Client, db: None, parent: str) -> None:
    response = client.get("/regions/", {"parent": parent})
    assert response.status_code == 200
    assert response.json() == []


def test_regions_cannot_be_posted_to(client: Client, db: None) -> None:
    assert client.post("/regions/").status_code == 405


@pytest.mark.parametrize(("address", "heading"), [("/help/", "操作说明"), ("/privacy/", "隐私与数据")])
def test_information_is_open_to_strangers(client: Client, db: None, address: str, heading: str) -> None:
    page = client.get(address).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert "010-95169001" in page
