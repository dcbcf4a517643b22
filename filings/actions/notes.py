"""Internal notes of the authority, which never leave the admin."""

import uuid

from accounts.models import User
from filings.actions.case import locked
from filings.actions.claiming import touch_claim
from filings.models import InternalNote
from filings.workflow import Relation
from icpportal.core.errors import Refused

NOTE_LENGTH = 2000


def add_note(actor: User, uid: uuid.UUID, text: str, request_id: str = "") -> InternalNote:
    """A note on a filing that has arrived at the authority once, in whatever state it is now.

    It changes neither state nor content, so it leaves no event and no version; the author's own claim is renewed. Notes
    are not edited or deleted.

    :raises Refused: not of the authority, nothing written, or too long
    """
    with locked(actor, uid, request_id) as case:
        if Relation.AUTHORITY not in case.relations or case.filing.first_arrived_at is None:
            raise Refused("note", "只有审核这件申请的通信管理局或工业和信息化部能写内部备注。")
        if not text.strip():
            raise Refused("empty", "请先写下备注的内容。")
        if len(text) > NOTE_LENGTH:
            raise Refused("length", f"备注请不要超过{NOTE_LENGTH}个字。")
        touch_claim(case)
        return InternalNote.objects.create(filing=case.filing, author=actor, text=text.strip())
