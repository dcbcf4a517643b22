"""That the desk's lines measure lists which are full, of filings that are whole."""

import pytest

from tests.benchmarks import crowd, desk_crowd, world
from tests.benchmarks.lines import desk
from tests.filings.desk_rows import due, held

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_crowd_at_the_desk_is_whole_and_fills_every_queue() -> None:
    desk_crowd.fill(200)
    desk_crowd.fill(200)
    assert held() == due()
    client = world.client(crowd.staff().person)
    rows = {}
    for address in (*desk.QUEUES, *desk.exact_searches(), *desk.NAMES[:1]):
        page = client.get(address)
        assert page.status_code == 200
        rows[address] = page.content.decode().count('data-label="回执号"')
    found = list(rows.values())
    assert [rows[address] > 5 for address in desk.QUEUES] == [True, True, True, False, True, True]
    assert all(found[len(desk.QUEUES) :])
