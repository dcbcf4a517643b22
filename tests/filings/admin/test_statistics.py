"""审核统计: whose numbers each person reads, as a page, as pictures and as files."""

import re
from typing import Any

import pytest
from django.test import Client

from filings.actions.case import Reason
from filings.admin.plot import counts_plot, days_plot
from filings.models import ReasonCode
from filings.queries.statistics import Tally, last_months
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.many import arrived, at, decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PAGE = "/admin/filings/filing/statistics/"


@pytest.fixture
def _filings() -> None:
    ReasonCode.objects.update_or_create(
        code="address", version=1, defaults={"title": "=地址不详细", "text": "…"}
    )
    decided(1, at(11, 2), at(11, 6), "approve")
    decided(2, at(11, 2), at(11, 11), "return_for_correction", [Reason("address")])
    decided(3, at(10, 8), at(11, 24), "reject", [Reason("address")])
    arrived(4, at(10, 20))
    decided(5, at(11, 3), at(11, 5), "return_for_correction", [Reason("unlisted")])
    decided(6, at(11, 2), at(11, 3), "approve")
    arrived(7, at(10, 20), "310000")


def cells(page: str, caption: str) -> list[list[str]]:
    """The rows of one table, headings left out."""
    table = page.split(f">{caption} <a", 1)[1].split("</table>")[0].split("<tbody>")[1]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


@pytest.mark.usefixtures("_filings")
def test_reviewer_reads_the_own_province(client: Client) -> None:
    sign_in(client, cast.reviewer())
    page = client.get(f"{PAGE}?province=310000").content.decode()
    assert "<strong>北京市</strong>：现有待审 1 件" in page
    assert "已超期 1 件" in page
    assert "收到 6 件，作出决定 5 次，一半在 4 个工作日内作出，九成在 34 个工作日内作出" in page
    months = cells(page, "按月")
    assert months[0] == ["2026-11", "4", "2", "1", "2", "4", "34", "40.0%"]
    assert months[1] == ["2026-10", "2", "0", "0", "0", "—", "—", "—"]
    assert len(months) == 12
    assert cells(page, "退回理由") == [
        ["=地址不详细", "1", "50.0%", "20.0%"],
        ["unlisted", "1", "50.0%", "20.0%"],
    ]
    assert "按省份" not in page
    assert "<select" not in page
    assert page.count('<svg class="plot"') == 2


@pytest.mark.usefixtures("_filings")
def test_ministry_reads_all_and_chooses(client: Client) -> None:
    sign_in(client, make_user("miit", "ministry"))
    page = client.get(PAGE).content.decode()
    assert "<strong>全国</strong>：现有待审 2 件" in page
    assert [row[0] for row in cells(page, "按省份")] == ["北京市", "上海市"]
    assert cells(page, "按省份")[1] == ["上海市", "1", "0", "0", "0", "—", "—", "—", "1", "1"]
    page = client.get(f"{PAGE}?province=310000").content.decode()
    assert "<strong>上海市</strong>：现有待审 1 件" in page
    assert "<strong>全国" not in page
    for odd in ("999999", "%00", "'", "11"):
        assert client.get(f"{PAGE}?province={odd}", follow=True).status_code == 200


@pytest.mark.usefixtures("_filings")
def test_each_table_is_a_file_without_formulas(client: Client) -> None:
    sign_in(client, cast.reviewer())
    answer = client.get(f"{PAGE}reasons.csv?province=310000")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "理由,退回次数,占退回,占全部决定",
        "'=地址不详细,1,50.0%,20.0%",
        "unlisted,1,50.0%,20.0%",
    ]
    assert client.get(f"{PAGE}months.csv").content.decode("utf-8-sig").splitlines()[1] == (
        "2026-11,4,2,1,2,4,34,40.0%"
    )
    assert client.get(f"{PAGE}provinces.csv").status_code == 404
    assert client.get(f"{PAGE}x.csv").status_code == 404
    assert client.post(f"{PAGE}months.csv").status_code == 405


@pytest.mark.parametrize("role", ["owner", "provider", "admin"])
def test_statistics_are_for_reviewers(client: Client, role: str) -> None:
    sign_in(client, make_user(role, role))
    for address in (PAGE, f"{PAGE}months.csv"):
        assert client.get(address).status_code in {302, 403, 404}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_the_same_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, count + 1):
        decided(number, at(11, 2), at(11, 6), "return_for_correction", [Reason("address")])
    sign_in(client, cast.reviewer())
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_page_without_filings_answers(client: Client) -> None:
    sign_in(client, cast.reviewer())
    page = client.get(PAGE).content.decode()
    assert "收到 0 件，作出决定 0 次。" in page
    assert "最近 12 个月没有。" in page


def test_queue_and_index_lead_to_the_statistics(client: Client) -> None:
    sign_in(client, cast.reviewer())
    assert f'href="{PAGE}"' in client.get("/admin/filings/filing/").content.decode()
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()
    sign_in(client, make_user("admin", "admin"))
    assert f'href="{PAGE}"' not in client.get("/admin/").content.decode()


def test_pictures_stay_in_their_frame() -> None:
    months = {month: Tally() for month in last_months(at(11, 24).date())}
    first, last = months[min(months)], months[max(months)]
    first.received, first.decided["approve"], first.days[40] = 1234, 1000, 1000
    last.received = 1
    counts, days = counts_plot(months), days_plot(months)
    assert [(bar.y, bar.height) for bar in counts.bars[:2]] == [(70, 90), (87, 73)]
    assert [mark.text for mark in counts.marks if mark.look == "plot-scale"] == ["0", "1000", "2000"]
    assert [mark.text for mark in days.marks if mark.look == "plot-scale"] == ["0", "20", "40"]
    for plot in (counts, days):
        assert all(0 <= bar.y <= 160 and 30 <= bar.x <= 350 for bar in plot.bars)
        assert [mark.text for mark in plot.marks if mark.look == "plot-name"][:3] == ["12月", "1月", "2026"]
