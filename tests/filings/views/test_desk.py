"""The provider desk's list."""

from typing import Any

import pytest
from django.test import Client

from filings import actions
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db

OTHER = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}


def test_desk_shows_the_filings_that_name_the_provider(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    mine = cast.submitted(cast.owner(), first)
    entity = {"document_number": "93440305FAKE10027Q", "name": "示例零二科技有限公司"}
    other = cast.submitted(cast.owner("other", 2), second, entity=entity, **OTHER)
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert f'href="/desk/{mine.uid}/">{mine.receipt_number}</a>' in page
    assert "待核实 1" in page
    assert str(other.uid) not in page
    assert "示例零二" not in page


def test_desk_shows_what_waits_for_the_provider_first(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    who = cast.owner()
    ended = cast.submitted(who)
    actions.withdraw(who, ended.uid, ended.version)
    waiting = cast.submitted(who)
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert page.index(str(waiting.uid)) < page.index(str(ended.uid))


def test_desk_of_one_state(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    sign_in(client, staff)
    assert str(filing.uid) in client.get("/desk/?state=provider_check").content.decode()
    assert "没有这个状态的申请。" in client.get("/desk/?state=returned").content.decode()
    assert str(filing.uid) in client.get("/desk/?state=%00nonsense&page=zz").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_desk_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    _, staff = cast.provider_with_staff()
    for number in range(count):
        who = cast.owner(f"owner{number}", number + 1)
        numbers = ("91110108FAKE10000P", "93440305FAKE10027Q", "")
        nature: dict[str, Any] = {"document_number": numbers[number]}
        if not numbers[number]:
            nature = vars(documents.valid_individual())
        cast.submitted(
            who, entity=nature, domains=(f"example{number}.test",), home_url=f"www.example{number}.test"
        )
    sign_in(client, staff)
    with django_assert_num_queries(10):
        page = client.get("/desk/").content.decode()
    assert page.count('data-label="回执号"') == count


@pytest.mark.parametrize("role", ["owner", "reviewer", "ministry", "admin"])
def test_desk_is_for_providers(client: Client, role: str) -> None:
    assert sign_in(client, make_user("somebody", role)).get("/desk/").status_code == 404
