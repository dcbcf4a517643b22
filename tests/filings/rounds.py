"""Filings brought through a round of 退回修改, and what is registered, for the tests of the authority's pages."""

import dataclasses
import datetime

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import Filing, RegisteredEntity
from filings.queries import read_document
from tests.filings import cast

ADDRESS = Reason("address", "entity.address", "通信地址没有写到门牌号。")
SOON = datetime.date(2026, 12, 31)
TERMS = Terms(effective_on=SOON, statement="拒不改正", article="第二十三条")


def returned(filing: Filing, judge: User, *reasons: Reason) -> Filing:
    return actions.return_for_correction(judge, filing.uid, filing.version, reasons or (ADDRESS,))


def mended(filing: Filing, address: str = "北京市海淀区示例路1号示例大厦9层901室") -> Filing:
    """Returned before; the first provider corrects the address, then it goes back to the authority."""
    _, staff = cast.provider_with_staff()
    values = dataclasses.replace(read_document(filing).entity, address=address)
    actions.save_entity(staff, filing.uid, values, filing.entity.version, reason="按退回理由修改")
    filing.refresh_from_db()
    return cast.verified(filing)


def registered(judge: User, who: User | None = None) -> RegisteredEntity:
    filing = cast.arrived(who or cast.owner())
    actions.approve(judge, filing.uid, filing.version)
    return RegisteredEntity.objects.latest("pk")
