"""The filing's page in the admin: checks, changes, conflicts, notes; and that it stays quick."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filings import actions
from filings.models import Filing, InternalNote
from tests.factories import make_user, sign_in
from tests.filings import cast, documents, rounds

pytestmark = pytest.mark.django_db
LIST = "/admin/filings/filing/"


def page_of(client: Client, filing: Filing) -> str:
    answer = client.get(f"{LIST}{filing.pk}/change/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_ticks_the_checks_and_says_what_is_doubtful(client: Client) -> None:
    filing = cast.arrived(cast.owner(), entity={"address": "北京市海淀区示例路"})
    page = page_of(sign_in(client, cast.reviewer()), filing)
    assert page.count(">通过</span>") == 16
    assert page.count(">存疑</span>") == 1
    assert "通信地址请写到门牌号" in page
    assert "内容没有变化。" in page
    assert "其他主办者的申请中没有相同的" in page


def test_second_round_shows_the_difference_and_folds_what_is_known(client: Client) -> None:
    judge = cast.reviewer()
    filing = rounds.mended(rounds.returned(cast.arrived(cast.owner()), judge))
    page = page_of(sign_in(client, judge), filing)
    assert page.count("上次已核，未变化") == 2
    assert page.count("<details>") == 2
    assert page.count("示例大厦9层901室") == 2


def test_conflicts_are_for_the_authority_only(client: Client) -> None:
    other = cast.arrived(cast.owner("other", 2), entity={"name": "示例别家科技有限公司"})
    actions.withdraw(other.owner, other.uid, other.version)
    filing = cast.arrived(cast.owner())
    page = page_of(sign_in(client, cast.reviewer()), filing)
    assert "示例别家科技有限公司" in page
    assert f'href="{LIST}{other.pk}/change/"' in page
    for person in (filing.owner, cast.provider_with_staff()[1]):
        shown = sign_in(Client(), person).get(f"/browse/{filing.uid}/").content.decode()
        assert "示例别家" not in shown
        assert str(other.receipt_number) not in shown


def test_late_paper_is_a_reason_to_reject_that_the_form_proposes(client: Client) -> None:
    filing = cast.arrived(cast.owner(), pre_approvals=(documents.valid_approval(),))
    sign_in(client, cast.reviewer())
    link = f"{LIST}{filing.pk}/decide/reject/?reason=papers"
    assert link not in page_of(client, filing)
    long_ago = timezone.now() - datetime.timedelta(days=30)
    Filing.objects.filter(pk=filing.pk).update(submitted_at=long_ago)
    page = page_of(client, filing)
    assert "501号第十四条" in page
    assert link in page
    form = client.get(link).content.decode()
    assert '<option value="papers" selected>' in form
    assert f'<option value="website:{filing.websites.get().pk}.pre_approvals" selected>' in form


def test_note_is_written_and_shown_with_its_author(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    address = f"{LIST}{filing.pk}/note/"
    assert client.post(address, {"text": "已电话<b>核实</b>"}).status_code == 302
    page = page_of(client, filing)
    assert "已电话&lt;b&gt;核实&lt;/b&gt;" in page
    assert "reviewer，<time" in page
    kept = client.post(address, {"text": "字" * 2001})
    assert kept.status_code == 200
    assert "字" * 2001 in kept.content.decode()
    assert client.get(address).status_code == 405
    assert InternalNote.objects.count() == 1


@pytest.mark.parametrize("role", ["owner", "provider", "admin"])
def test_note_is_not_for_others(client: Client, role: str) -> None:
    filing = cast.arrived(cast.owner())
    answer = sign_in(client, make_user("somebody", role)).post(f"{LIST}{filing.pk}/note/", {"text": "字"})
    assert answer.status_code in {302, 303, 403, 404}
    assert not InternalNote.objects.exists()


def with_websites(count: int) -> Filing:
    """A second round of a filing with that many websites."""
    who, (provider, _) = cast.owner(), cast.provider_with_staff()
    filing = cast.draft(who)
    for number in range(1, count):
        name = f"beian-demo{number}.test"
        site = documents.valid_website(
            name=f"示例零{'一二三'[number]}科技", domains=(name,), home_url=f"www.{name}"
        )
        row = actions.add_website(who, filing.uid, site)
        access = documents.valid_access(provider_id=provider.pk, provider_name=provider.name)
        actions.add_access(who, filing.uid, row.pk, access)
    filing.refresh_from_db()
    return cast.verified(actions.submit(who, filing.uid, filing.version))


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number_of_websites(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    judge = cast.reviewer()
    filing = rounds.mended(rounds.returned(with_websites(count), judge))
    sign_in(client, judge)
    with django_assert_num_queries(16):
        page = page_of(client, filing)
    assert page.count('class="card"') == count + 1


@pytest.mark.parametrize("accesses", [1, 3])
def test_page_of_a_change_takes_the_same_queries_too(
    client: Client, accesses: int, django_assert_num_queries: Any
) -> None:
    judge = cast.reviewer()
    entity = rounds.registered(judge)
    provider, staff = cast.provider_with_staff()
    draft = actions.open_draft(staff, "change", entity=entity, terms=rounds.TERMS)
    for number in range(accesses):
        values = documents.valid_access(
            provider_id=provider.pk, provider_name=provider.name, ranges=((f"1.1.2.{number}",) * 2,)
        )
        actions.add_access(staff, draft.uid, draft.websites.get().pk, values)
    draft.refresh_from_db()
    filing = actions.submit(staff, draft.uid, draft.version)
    sign_in(client, judge)
    with django_assert_num_queries(22):
        page = page_of(client, filing)
    assert "与已备案的内容相比" in page
