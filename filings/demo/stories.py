"""Which filings the demo holds: every kind in every state that its actions reach.

A story belongs to one owner and is told whole or not at all; an owner who has a filing has had theirs.
"""

import datetime
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from filings.actions.opening import Terms
from filings.demo import steps
from filings.demo.people import make_owner
from filings.models import Filing
from filings.workflow import Kind, State
from providers.demo import demo_provider

Story = Callable[[User, int], None]
SHANGHAI = "310000"
_ENDS = (State.DISCARDED, State.WITHDRAWN, State.DECLINED, State.REJECTED)
_OPEN = (State.PROVIDER_CHECK, State.RETURNED, State.AUTHORITY_REVIEW, State.APPROVED)
_CANCEL_ENDS = (State.DISCARDED, State.WITHDRAWN, State.REJECTED)


def _terms(article: str = "") -> Terms:
    day = timezone.localdate() + datetime.timedelta(days=40)
    return Terms(effective_on=day, statement="业务调整，不再使用原有内容。", article=article)


def _approved(owner: User, number: int) -> None:
    steps.bring_to(steps.first(owner, number, demo_provider(0)), State.APPROVED)


def _first_in(state: State, owner: User, number: int) -> None:
    filing = steps.first(owner, number, demo_provider(number % 2), demo_provider((number + 1) % 2))
    steps.bring_to(filing, state)


def _first_in_shanghai(state: State, owner: User, number: int) -> None:
    steps.bring_to(steps.first(owner, number, demo_provider(1), province=SHANGHAI), state)


def _websites(states: tuple[State, ...], owner: User, number: int) -> None:
    _approved(owner, number)
    for part, state in enumerate(states, 1):
        steps.bring_to(steps.new_website(owner, number, part, demo_provider(part % 2)), state)


def _accesses(states: tuple[State, ...], owner: User, number: int) -> None:
    _approved(owner, number)
    for part, state in enumerate(states, 1):
        steps.bring_to(steps.new_access(owner, number, 20 + part, demo_provider(1)), state)


def _changes(states: tuple[State, ...], owner: User, number: int) -> None:
    _approved(owner, number)
    for state in states:
        steps.bring_to(steps.change(steps.person("provider"), owner, _terms()), state)


def _cancellations(kind: Kind, states: tuple[State, ...], owner: User, number: int) -> None:
    _approved(owner, number)
    by_authority = kind == Kind.AUTHORITY_CANCEL
    actor = steps.person("reviewer") if by_authority else owner
    terms = _terms("《非经营性互联网信息服务备案管理办法》第二十二条" if by_authority else "")
    for state in states:
        steps.bring_to(steps.cancel(actor, owner, kind, terms), state)


def _each(tell: Callable[..., None], ends: tuple[State, ...], last: tuple[State, ...]) -> list[Story]:
    """One owner for each state of `last`, then one for the ends and a draft.

    The draft comes last: who opens drafts for several owners has one of a kind at a time.
    """
    return [*(partial(tell, (state,)) for state in last), partial(tell, (*ends, State.DRAFT))]


def _cancel_stories(kind: Kind) -> list[Story]:
    ends = _CANCEL_ENDS if kind != Kind.AUTHORITY_CANCEL else (State.DISCARDED, State.REJECTED)
    return _each(partial(_cancellations, kind), ends, (State.AUTHORITY_REVIEW, State.APPROVED))


STORIES: tuple[Story, ...] = (
    *(partial(_first_in, state) for state in State),
    partial(_first_in_shanghai, State.AUTHORITY_REVIEW),
    partial(_first_in_shanghai, State.APPROVED),
    *_each(_websites, _ENDS, _OPEN),
    *_each(_accesses, _ENDS, _OPEN),
    *_each(_changes, _ENDS, (State.RETURNED, State.AUTHORITY_REVIEW, State.APPROVED)),
    *(story for kind in (Kind.CANCEL_WEBSITE, Kind.CANCEL_ENTITY) for story in _cancel_stories(kind)),
    *_cancel_stories(Kind.AUTHORITY_CANCEL),
)


def tell_stories() -> None:
    """Every story that has not been told yet; `owner2`'s first."""
    _tell(steps.person("owner2"), 90, partial(_first_in, State.PROVIDER_CHECK))
    told = set(
        Filing.objects.filter(owner__username__startswith="demo-owner-").values_list(
            "owner__username", flat=True
        )
    )
    for number, story in enumerate(STORIES, 1):
        if f"demo-owner-{number:02d}" not in told:
            _tell(make_owner(number), number, story)


def _tell(owner: User, number: int, story: Story) -> None:
    if Filing.objects.filter(owner=owner).exists():
        return
    with transaction.atomic():
        story(owner, number)
