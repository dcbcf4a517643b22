"""The provider desk's list: queues, order, what a line says, and that others' filings are not in it."""

import datetime
import re
import uuid
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import Filing, RegisteredEntity
from filings.queries.desk import Line, desk_filings, lines_of
from filings.queries.desk_list import DeskList
from filings.workflow import Kind
from tests.factories import make_user, sign_in
from tests.filings import cast, documents
from tests.filings.many import bare, served

pytestmark = pytest.mark.django_db

NUMBERS = ("91110108FAKE10000P", "93440305FAKE10027Q", "")
OTHER = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
OTHER_ENTITY = {"document_number": "93440305FAKE10027Q", "name": "示例零二科技有限公司"}


def submitted_by(number: int, *providers: Any) -> Filing:
    """The filing of owner number 0, 1 or 2, with a domain and a document of its own."""
    entity: dict[str, Any] = {"document_number": NUMBERS[number]}
    if not NUMBERS[number]:
        entity = vars(documents.valid_individual())
    domain = f"example{number}.test"
    who = cast.owner(f"owner{number}", number + 1)
    return cast.submitted(who, *providers, entity=entity, domains=(domain,), home_url=f"www.{domain}")


def tabs_of(page: str) -> list[str]:
    return re.findall(r'<li><a href="\?queue=[^"]*"[^>]*>([^<]+)</a></li>', page)


def first_line(staff: Any, provider: Any, now: datetime.datetime | None = None) -> Line:
    return lines_of(desk_filings(staff, provider, list(DeskList(provider).keys())), provider, now)[0]


def opened_change(staff: Any, who: Any) -> Filing:
    filing = cast.arrived(who)
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    terms = Terms(effective_on=datetime.date(2026, 11, 20))
    return actions.open_draft(staff, Kind.CHANGE, entity=RegisteredEntity.objects.get(), terms=terms)


def test_desk_shows_the_filings_that_name_the_provider(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    mine = cast.submitted(cast.owner(), first)
    other = cast.submitted(cast.owner("other", 2), second, entity=OTHER_ENTITY, **OTHER)
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert f'href="/desk/{mine.uid}/">{mine.receipt_number}</a>' in page
    assert "待核实 1" in page
    assert str(other.uid) not in page
    assert "示例零二" not in page


def test_queues_stand_in_order_with_their_counts(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    draft = opened_change(staff, cast.owner())
    waiting = cast.submitted(cast.owner("other", 2), entity=OTHER_ENTITY, **OTHER)
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert tabs_of(page) == ["待核实 1", "退回待修改 0", "变更填写中 1", "待管局审核 0", "已备案 1", "全部 3"]
    changes = client.get("/desk/?queue=changes").content.decode()
    assert str(draft.uid) in changes
    assert str(waiting.uid) not in changes


def test_filing_whose_own_check_is_passed_waits_for_the_other_provider(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    actions.verify(staff, filing.uid, cast.shown_to(filing, first))
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert tabs_of(page)[0] == "待核实 0"
    assert "贵公司已核实，等待北京清源数据科技有限公司核实" in page
    assert "“待核实”里现在没有申请。" in client.get("/desk/?queue=to-check").content.decode()


def test_returned_filing_is_in_the_queue_of_whom_it_concerns(client: Client) -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.arrived(cast.owner(), first, second)
    access = filing.websites.get().accesses.get(provider=first)
    reasons = [Reason("ranges", f"access:{access.pk}.ranges", "地址有误")]
    actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)
    page = sign_in(client, staff).get("/desk/?queue=returned").content.decode()
    assert str(filing.uid) in page
    page = sign_in(Client(), other).get("/desk/").content.decode()
    assert tabs_of(page)[1] == "退回待修改 0"
    assert "等待北京云桥科技有限公司修改" in page


def test_desk_shows_what_waits_for_the_provider_first_and_the_oldest_before_others(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    who = cast.owner("owner9", 9)
    ended = cast.submitted(who, entity=OTHER_ENTITY, **OTHER)
    actions.withdraw(who, ended.uid, ended.version)
    younger, older = submitted_by(0), submitted_by(2)
    long_ago = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    Filing.objects.filter(pk=older.pk).update(submitted_at=long_ago)
    page = sign_in(client, staff).get("/desk/").content.decode()
    places = [page.index(str(filing.uid)) for filing in (older, younger, ended)]
    assert places == sorted(places)


def test_line_says_age_and_days_left_in_words() -> None:
    provider, staff = cast.provider_with_staff()
    filing = submitted_by(0)
    done = datetime.datetime(2026, 11, 9, 10, tzinfo=datetime.UTC)  # a Monday
    Filing.objects.filter(pk=filing.pk).update(submitted_at=done)
    said = []
    for day in (9, 13, 16, 18):
        now = datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC)
        line = first_line(staff, provider, now)
        said.append((line.age_words, line.left, line.look, line.days_left))
    assert said == [
        ("11月9日完成，次日起算", "还剩 5 个工作日", "", 5),
        ("11月9日完成，第 4 个工作日", "还剩 1 个工作日", "caution", 1),
        ("11月9日完成，第 5 个工作日", "今天到期", "caution", 0),
        ("11月9日完成，第 7 个工作日", "已超期 2 个工作日", "wrong", -2),
    ]


def test_line_of_a_returned_filing_counts_from_its_return() -> None:
    provider, staff = cast.provider_with_staff()
    filing = cast.arrived(cast.owner())
    actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, [Reason("x", "entity.name")])
    Filing.objects.filter(pk=filing.pk).update(
        submitted_at=datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    )
    line = first_line(staff, provider)
    assert line.age_words.endswith("退回，次日起算")
    assert (line.age, line.left, line.days_left) == (0, "", None)


def test_line_names_the_first_domain_of_the_websites_served_and_how_many() -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    draft = cast.draft(who, first, domains=("beian-demo.test", "example.org"))
    site = actions.add_website(who, draft.uid, documents.valid_website(**OTHER))
    access = documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    actions.submit(who, draft.uid, draft.version)
    line = first_line(staff, first)
    assert (line.domains, line.more) == (("beian-demo.test", "example.org"), 1)
    assert first_line(other, second).domains == ("example.net",)


def test_nonsense_in_the_address_is_the_whole_list(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = submitted_by(0)
    page = sign_in(client, staff).get("/desk/?queue=%00nonsense&page=zz").content.decode()
    assert str(filing.uid) in page


def test_person_without_a_provider_is_told_so(client: Client) -> None:
    page = sign_in(client, make_user("alone", "provider")).get("/desk/").content.decode()
    assert "您的账号还没有关联接入服务商，请联系系统管理员。" in page


@pytest.mark.parametrize("count", [1, 3])
def test_desk_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    _, staff = cast.provider_with_staff()
    for number in range(count):
        submitted_by(number)
    sign_in(client, staff)
    with django_assert_num_queries(13):
        page = client.get("/desk/").content.decode()
    assert page.count('data-label="回执号"') == count


def test_page_holds_twenty_and_keeps_queue_and_search(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = submitted_by(0)
    for number in range(21):
        copy = Filing.objects.get(pk=filing.pk)
        copy.pk, copy.uid, copy.receipt_number = None, uuid.uuid4(), f"R{number:03d}"
        copy.owner = make_user(f"many{number:02d}")
        copy._state.adding = True
        copy.save()
        _name_provider(copy, filing)
    page = sign_in(client, staff).get("/desk/?queue=to-check&q=many").content.decode()
    assert page.count('data-label="回执号"') == 0
    page = client.get("/desk/?queue=all&q=many").content.decode()
    assert page.count('data-label="回执号"') == 20
    assert "?queue=all&amp;q=many&amp;page=2" in page
    assert client.get("/desk/?q=many&page=2").content.decode().count('data-label="回执号"') == 1


def test_more_than_is_counted_is_said_so(client: Client) -> None:
    provider, staff = cast.provider_with_staff()
    served(bare(2_001, name="示例"), provider)
    page = sign_in(client, staff).get("/desk/").content.decode()
    assert tabs_of(page) == [
        *("待核实 0", "退回待修改 0", "变更填写中 0"),
        *("待管局审核 2000 以上", "已备案 0", "全部 2000 以上"),
    ]
    assert "导出全部，2000 件以上（CSV 表格文件）" in page
    assert "第 1 页</span>" in page
    last = client.get("/desk/?page=101").content.decode()
    assert "导出这 2001 件（CSV 表格文件）" in last
    assert "第 101 页，共 101 页" in last
    assert "下一页" not in last
    found = client.get(f"/desk/?q={quote('示例')}").content.decode()
    assert tabs_of(found)[3:] == ["待管局审核", "已备案", "全部"]
    assert "导出全部，20 件以上（CSV 表格文件）" in found
    assert "只列出前" not in found
    found = client.get(f"/desk/?q={quote('示例')}&page=20").content.decode()
    assert "只列出前 400 件，请输入更多的字，或导出全部。" in found


def _name_provider(copy: Filing, filing: Filing) -> None:
    """Gives `copy` an entity, a website and an access like those of `filing`."""
    entity, site = filing.entity, filing.websites.get()
    access = site.accesses.get()
    for row, owner in ((entity, {"filing": copy}), (site, {"filing": copy}), (access, {"website": site})):
        row.pk, row._state.adding = None, True
        for name, value in owner.items():
            setattr(row, name, value)
        row.save()
    filing.refresh_from_db()


@pytest.mark.parametrize("role", ["owner", "reviewer", "ministry", "admin"])
@pytest.mark.parametrize("path", ["/desk/", "/desk/export/"])
def test_desk_is_for_providers(client: Client, role: str, path: str) -> None:
    assert sign_in(client, make_user("somebody", role)).get(path).status_code == 404


def test_line_of_an_ended_filing_says_the_year() -> None:
    provider, staff = cast.provider_with_staff()
    who = cast.owner()
    filing = cast.submitted(who)
    filing = actions.withdraw(who, filing.uid, filing.version)
    ended = datetime.datetime(2025, 12, 17, 10, tzinfo=datetime.UTC)
    Filing.objects.filter(pk=filing.pk).update(ended_at=ended)
    assert first_line(staff, provider).age_words == "2025年12月17日办结"
