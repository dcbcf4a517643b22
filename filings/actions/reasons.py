"""The one writer of the review reasons. Rows are only ever added: what a past decision said keeps its words."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from filings.models import ReasonCode
from icpportal.core.errors import Conflict, Refused

STALE = "这条理由刚刚被别人改过，您填写的文字还在。请打开最新的版本核对后再保存。"


@dataclass(frozen=True)
class Words:
    """What a reason says. `field` is ``section.field`` of `rules.labels`, or empty."""

    title: str
    text: str
    suggestion: str = ""
    field: str = ""


def write_reason(
    actor: User, code: str, words: Words, *, version: int | None, is_retired: bool = False
) -> ReasonCode:
    """A new version of the reason `code` with `words`, in use or retired; the present one if nothing is new.

    :param version: the version that the actor saw; 0 for a reason that is not there yet
    :raises Refused: not the ministry's staff
    :raises Conflict: `version` is not the latest one
    """
    if actor.role != Role.MINISTRY or not actor.is_active:
        raise Refused("role", "审核理由由工业和信息化部的人员维护。")
    with transaction.atomic():
        latest = ReasonCode.objects.select_for_update().filter(code=code).order_by("-version").first()
        if version != (latest.version if latest else 0):
            raise Conflict("stale", STALE)
        if latest and _says(latest) == (words, is_retired):
            return latest
        try:
            with transaction.atomic():
                return ReasonCode.objects.create(
                    code=code,
                    version=(version or 0) + 1,
                    retired_at=timezone.now() if is_retired else None,
                    **vars(words),
                )
        except IntegrityError as error:
            raise Conflict("stale", STALE) from error


def _says(row: ReasonCode) -> tuple[Words, bool]:
    return Words(row.title, row.text, row.suggestion, row.field), row.retired_at is not None
