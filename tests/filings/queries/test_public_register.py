"""公共查询 over the lookup rows: what is found, in which order, and that nothing else shows."""

import datetime
import time

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import RegisteredDomain
from filings.queries import public_register as register
from filings.queries.public_register import Cursor, Found, cursor_of, find
from filings.queries.understanding import understand, understand_name
from tests.filings import cast, documents, registered

pytestmark = pytest.mark.django_db


def found(text: str, cursor: str = "") -> Found:
    return find(understand(text), cursor_of(cursor))


def numbers(text: str) -> list[str]:
    return [site.number for site in found(text).sites]


def walk(text: str) -> list[str]:
    """The numbers of all pages."""
    page = found(text)
    seen = [site.number for site in page.sites]
    while page.next:
        page = found(text, page.next)
        seen += [site.number for site in page.sites]
    return seen


def test_approved_site_is_found_by_everything_it_is_known_by() -> None:
    filing = registered.approved(cast.owner(), domains=("beian-demo.test", "示例.测试"))
    site = f"{filing.filing_number}-1"
    for text in (
        "beian-demo.test",
        "http://www.beian-demo.test/x",
        "示例.测试",
        filing.filing_number,
        site,
        site.lower().replace("号", ""),
        "示例零一科技有限公司",
        "示例零一科技",
        "示例",
        "零一",
        "有限公司",
        "示例 科技",
    ):
        assert numbers(text) == [site], text
    (shown,) = found("beian-demo.test").sites
    assert (shown.organiser, shown.nature_name, shown.name) == (
        "示例零一科技有限公司",
        "企业",
        "示例零一科技",
    )
    assert (shown.home_url, shown.status_name) == ("www.beian-demo.test", "在案")
    assert shown.domains == ["beian-demo.test", "示例.测试"]
    assert shown.entity_number == filing.filing_number


def test_day_is_that_of_shanghai_and_pre_approvals_are_named() -> None:
    registered.planted(1, pre_approvals="1,9")
    (site,) = found("demo-1.test").sites
    assert (site.approved_on, site.pre_approval_names) == (datetime.date(2005, 4, 2), ["新闻", "文化"])


def brought_to(state: str) -> None:
    """A filing in that state, with 示例零一科技 and beian-demo.test in it."""
    who, reviewer, reason = cast.owner(), cast.reviewer(), [Reason("name")]
    if state == "draft":
        cast.draft(who)
    elif state in {"submitted", "withdrawn"}:
        filing = cast.submitted(who)
        if state == "withdrawn":
            actions.withdraw(who, filing.uid, filing.version)
    else:
        filing = cast.arrived(who)
        if state == "returned":
            actions.return_for_correction(reviewer, filing.uid, filing.version, reason)
        elif state == "rejected":
            actions.reject(reviewer, filing.uid, filing.version, reason)


@pytest.mark.parametrize("state", ["draft", "submitted", "arrived", "returned", "rejected", "withdrawn"])
def test_nothing_of_a_filing_that_is_not_approved_shows(state: str) -> None:
    brought_to(state)
    for text in ("beian-demo.test", "示例零一科技", "示例"):
        assert found(text) == Found([])


def test_a_person_is_masked_and_not_found_by_name() -> None:
    registered.approved_individual(cast.owner(), name="示例日记本")
    (site,) = found("beian-demo.test").sites
    assert (site.organiser, site.nature_name) == ("张**", "个人")
    assert numbers("示例日记本") == [site.number]
    for text in ("张示例", "张示", "张**", "示例日记本 张示例"):
        assert numbers(text) == [], text
    assert "张示例" not in str(list(RegisteredDomain.objects.values()))


def test_change_shows_once_it_is_approved_and_what_was_given_up_is_gone() -> None:
    filing = registered.approved(cast.owner())
    _, staff = cast.provider_with_staff()
    terms = Terms(effective_on=timezone.localdate() + datetime.timedelta(days=40))
    change = actions.open_draft(staff, "change", entity=filing.registered_entity, terms=terms)
    site = change.websites.get()
    values = documents.valid_website(
        name="示例零二资讯", domains=("demo-two.test", "demo-three.test"), home_url="www.demo-two.test"
    )
    actions.save_website(staff, change.uid, site.pk, values, site.version)
    change.refresh_from_db()
    change = actions.submit(staff, change.uid, change.version)
    assert (numbers("demo-two.test"), numbers("示例零二")) == ([], [])
    assert numbers("beian-demo.test") == [f"{filing.filing_number}-1"]

    actions.approve(User.objects.get(username="reviewer"), change.uid, change.version)

    assert numbers("beian-demo.test") == []
    for text in ("demo-two.test", "demo-three.test", "示例零二", f"{filing.filing_number}-1"):
        assert numbers(text) == [f"{filing.filing_number}-1"], text
    assert found("示例零二").sites[0].domains == ["demo-two.test", "demo-three.test"]


def test_cancelled_site_shows_until_the_domain_is_filed_again() -> None:
    registered.planted(1, status="cancelled")
    assert [site.status_name for site in found("demo-1.test").sites] == ["已注销"]
    registered.planted(2, ascii="demo-1.test", domain="demo-1.test", domains="demo-1.test")
    assert [site.status_name for site in found("demo-1.test").sites] == ["在案"]
    assert numbers("京ICP备05000002号") == ["京ICP备05000002号-1"]
    assert numbers("京ICP备05000001号-1") == ["京ICP备05000001号-1"]


def test_site_reached_by_ip_only_is_found() -> None:
    filing = registered.approved(cast.owner(), domains=(), home_url="http://1.1.1.1:8080/demo")
    site = f"{filing.filing_number}-1"
    for text in ("1.1.1.1", "http://1.1.1.1/", "示例零一科技", site, filing.filing_number):
        assert numbers(text) == [site], text
    assert found(site).sites[0].domains == []


def test_site_with_several_domains_is_listed_once() -> None:
    filing = registered.approved(cast.owner(), domains=("beian-demo.test", "demo-two.test"))
    assert RegisteredDomain.objects.count() == 2
    for text in ("示例零一科技", filing.filing_number, "demo-two.test"):
        assert numbers(text) == [f"{filing.filing_number}-1"]


def test_whole_name_comes_first_and_pages_follow_each_other() -> None:
    for place in range(1, 46):
        registered.planted(place, site_name="示例网站" if place % 20 == 3 else f"示例网站{place}")
    seen = walk("示例网站")
    assert [len(found("示例网站").sites), len(seen), len(set(seen))] == [20, 45, 45]
    assert seen[:4] == [f"京ICP备050000{place:02d}号-1" for place in (43, 23, 3, 45)]
    assert seen[-1] == "京ICP备05000001号-1"


@pytest.mark.parametrize("same", [19, 20, 21, 40, 41])
def test_no_site_is_lost_where_the_whole_names_end(same: int) -> None:
    for place in range(1, 46):
        registered.planted(place, site_name="示例网站" if place <= same else f"示例网站{place}")
    assert sorted(walk("示例网站")) == [f"京ICP备050000{place:02d}号-1" for place in range(1, 46)]


def test_websites_of_an_entity_are_paged() -> None:
    for place in range(1, 26):
        registered.planted(place, entity_number="京ICP备05999999号", site_number=f"京ICP备05999999号-{place}")
    assert walk("京ICP备05999999号") == [f"京ICP备05999999号-{place}" for place in range(25, 0, -1)]


@pytest.mark.parametrize("text", ["%%", "__", "示%网", "示_网站", "\\\\", "'\"", "示例'--", "示例\\"])
def test_wildcards_and_quotes_are_taken_as_they_are(text: str) -> None:
    registered.planted(1)
    assert numbers(text) == []
    registered.planted(2, site_name=f"甲{text}乙")
    assert numbers(text) == ["京ICP备05000002号-1"]


def test_names_are_found_in_any_width_and_case() -> None:
    registered.planted(1, organiser="示例（北京）ABC有限公司")
    for text in ("示例（北京）", "示例(北京)", "abc有限", "ＡＢＣ", "(北京) 示例"):
        assert numbers(text) == ["京ICP备05000001号-1"], text


@pytest.mark.parametrize("text", ["x", "AAAA", "=" * 12, "á", "A" * 5000, "AAAAAAAAAAAAAAAA", "-1"])
def test_garbage_is_no_cursor(text: str) -> None:
    assert cursor_of(text) is None


def test_cursor_is_read_as_written() -> None:
    for cursor in (Cursor(), Cursor(5), Cursor(5, True), Cursor(2**63 - 1, True)):
        assert cursor_of(cursor.text()) == cursor
    assert cursor_of("") == Cursor()


@pytest.mark.postgres
def test_slow_search_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "STATEMENT_MILLISECONDS", 50)
    begun = time.monotonic()
    monkeypatch.setattr(register, "_holding", lambda *_: register._rows("SELECT pg_sleep(5)", []))
    with pytest.raises(register.TooSlow) as refusal:
        find(understand_name("示例"))
    assert time.monotonic() - begun < 2
    assert "用时太长" in refusal.value.sentence


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_limit_of_time_ends_with_the_query() -> None:
    found("示例")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_query_outlives_a_connection_that_the_server_ended() -> None:
    registered.planted(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    with psycopg2.connect(**connection.get_connection_params()) as other:
        other.cursor().execute("SELECT pg_terminate_backend(%s)", [process])
    assert numbers("demo-1.test") == ["京ICP备05000001号-1"]
