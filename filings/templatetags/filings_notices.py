"""Notices for the home page, and how a filing's state and a registered row's status look."""

from django import template
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from filings.models import Filing, Notice, RegisterStatus
from filings.queries.announcements import published_notices
from filings.workflow import STATES, State
from icpportal.core.templatetags.portal import state_badge

register = template.Library()

_LOOKS = {
    State.APPROVED: "done",
    State.RETURNED: "caution",
    State.REJECTED: "wrong",
    State.DECLINED: "wrong",
}
_REGISTER_LOOKS = {
    RegisterStatus.ACTIVE: "done",
    RegisterStatus.EMPTY: "caution",
    RegisterStatus.CANCELLED: "plain",
}


@register.simple_tag
def latest_notices(count: int = 5) -> QuerySet[Notice]:
    """The newest published notices."""
    return published_notices()[:count]


@register.simple_tag
def filing_state(filing: Filing, in_queue: bool = False) -> SafeString:
    """A badge with the state's name, or its word in a queue."""
    state = State(filing.state)
    info = STATES[state]
    return state_badge(info.queue if in_queue else info.name, _LOOKS.get(state, "plain"))


@register.simple_tag
def register_state(status: str) -> SafeString:
    """A badge with the name of a registered entity's or website's status."""
    known = RegisterStatus(status)
    return state_badge(known.label, _REGISTER_LOOKS[known])
