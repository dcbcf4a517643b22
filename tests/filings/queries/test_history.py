"""The table of what was done, as its different readers may read it."""

import pytest

from filings import actions
from filings.actions.case import Reason
from filings.models import Filing
from filings.queries.history import Row, events_of, history_rows, label_of
from filings.queries.whole import whole_filing
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def rows_for_all(filing: Filing) -> tuple[Row, ...]:
    return history_rows(filing, events_of(filing), seen=None)


def test_rows_are_newest_first_and_name_offices_not_people() -> None:
    filing = cast.arrived(cast.owner())
    filing = actions.approve(cast.reviewer(), filing.uid, filing.version, "符合条件")
    assert [(row.who, row.action, row.result, row.opinion) for row in rows_for_all(filing)] == [
        ("北京市通信管理局", "审核通过", "通过", ("符合条件",)),
        ("北京云桥科技有限公司", "核实通过", "通过", ()),
        ("owner", "完成", "已提交", ()),
    ]


def test_row_of_a_correction_names_the_fields_and_leads_to_the_difference() -> None:
    filing = cast.submitted(cast.owner())
    staff = cast.provider_with_staff()[1]
    entity = documents.valid_entity(address="北京市海淀区示例路2号202室", remarks="已核对")
    filing = actions.save_entity(staff, filing.uid, entity, filing.entity.version, "门牌号有误")
    row = rows_for_all(filing)[0]
    assert (row.action, row.result, row.opinion) == ("代为修改", "通信地址、备注", ("门牌号有误",))
    assert row.compare == filing.version


def test_provider_does_not_read_what_concerns_another() -> None:
    (first, one), (second, two) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    filing = actions.verify(one, filing.uid, cast.shown_to(filing, first), "只给自己看的话")
    filing = actions.verify(two, filing.uid, cast.shown_to(filing, second))
    access = filing.websites.get().accesses.get(provider=first)
    reasons = [
        Reason("ip", f"access:{access.pk}.ranges", "地址不属于该接入商"),
        Reason("address", "entity.address", "不详细"),
    ]
    filing = actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)

    texts = {user.username: _opinions(user, filing) for user in (one, two)}

    assert texts["p1"] == ["IP地址：地址不属于该接入商", "通信地址：不详细", "只给自己看的话"]
    assert texts["p2"] == ["通信地址：不详细"]


def _opinions(user, filing: Filing) -> list[str]:
    return [line for row in whole_filing(user, filing)["rows"] for line in row.opinion]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("entity.address", "通信地址"),
        ("entity.person.mobile", "主体的手机号码"),
        ("website:3.person.mobile", "网站的手机号码"),
        ("access:3.ranges", "IP地址"),
        ("access:3.provider_name", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_label_of(path: str, label: str) -> None:
    assert label_of(path) == label
