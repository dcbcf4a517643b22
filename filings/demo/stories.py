"""Which filings the demo holds: every kind in every state that its actions reach, and a year of decided ones.

A story belongs to one owner; an owner who has a filing has had theirs. All that have not been told yet are told in one
transaction, so that none is left in the middle.
"""

import datetime
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import OutboxMessage, User
from accounts.models.outbox import OutboxState
from filings import actions
from filings.actions.opening import Terms
from filings.demo import content, steps
from filings.demo.pace import Steps, play
from filings.demo.past import Story, past_stories
from filings.demo.people import make_owner
from filings.demo.steps import Walk, days
from filings.models import Filing
from filings.workflow import Kind, State
from icpportal.core import clock
from providers.demo import demo_provider

SHANGHAI = "310000"
_ENDS = (State.DISCARDED, State.WITHDRAWN, State.DECLINED, State.REJECTED)
_CANCEL_ENDS = (State.DISCARDED, State.WITHDRAWN, State.REJECTED)
# A first filing in each state: working days ago that it began. What waits for 北京 came 22 days ago: overdue by two.
_FIRST = {
    State.DRAFT: 1,
    State.PROVIDER_CHECK: 3,
    State.RETURNED: 18,
    State.AUTHORITY_REVIEW: 24,
    State.APPROVED: 34,
    State.REJECTED: 52,
    State.DECLINED: 44,
    State.WITHDRAWN: 40,
    State.DISCARDED: 5,
}
Tell = Callable[[User, int], Walk]


def _terms(article: str = "") -> Terms:
    day = clock.today() + datetime.timedelta(days=40)
    return Terms(effective_on=day, statement="业务调整，不再使用原有内容。", article=article)


def _approved(begun: int, owner: User, number: int) -> Walk:
    filing = steps.first(owner, number, demo_provider(0))
    return (yield from steps.bring_to(filing, State.APPROVED, days(begun)))


def _first_in(state: State, begun: int, owner: User, number: int) -> Walk:
    filing = steps.first(owner, number, demo_provider(number % 2), demo_provider((number + 1) % 2))
    return (yield from steps.bring_to(filing, state, days(begun)))


def _first_in_shanghai(state: State, begun: int, owner: User, number: int) -> Walk:
    filing = steps.first(owner, number, demo_provider(1), province=SHANGHAI)
    return (yield from steps.bring_to(filing, state, days(begun)))


def _same_mobile(begun: int, owner: User, number: int) -> Walk:
    """The person in charge has the mobile of the story before this one: a conflict for reviewers to see."""
    mobile = content.person(number - 1).mobile
    values = content.with_mobile(content.entity(number), mobile)
    filing = steps.first(owner, number, demo_provider(1), entity=values)
    return (yield from steps.bring_to(filing, State.AUTHORITY_REVIEW, days(begun)))


def _claimed(tell: Tell, username: str, ago: int, owner: User, number: int) -> Steps:
    """认领 by a reviewer, so many working days ago."""
    filing = yield from tell(owner, number)
    yield ago
    actions.claim(steps.person(username), filing.uid)


def _website(owner: User, number: int, part: int) -> Filing:
    return steps.new_website(owner, number, part, demo_provider(part % 2))


def _access(owner: User, number: int, part: int) -> Filing:
    return steps.new_access(owner, number, 20 + part, demo_provider(1))


def _change(owner: User, number: int, part: int) -> Filing:
    return steps.change(steps.person("provider"), owner, _terms())


def _cancellation(kind: Kind, owner: User, number: int, part: int) -> Filing:
    by_authority = kind == Kind.AUTHORITY_CANCEL
    actor = steps.person("reviewer") if by_authority else owner
    terms = _terms("《非经营性互联网信息服务备案管理办法》第二十二条" if by_authority else "")
    return steps.cancel(actor, owner, kind, terms)


Draft = Callable[[User, int, int], Filing]


def _after_approval(
    draft: Draft, begun: int, stages: tuple[tuple[State, int], ...], owner: User, number: int
) -> Walk:
    """Approved first; then `draft` brought to each state of `stages`, begun so many working days ago."""
    filing = yield from _approved(begun, owner, number)
    for part, (state, ago) in enumerate(stages, 1):
        yield ago
        filing = yield from steps.bring_to(draft(owner, number, part), state, days(ago))
    return filing


def _each(draft: Draft, ends: tuple[State, ...], last: dict[State, int]) -> list[Story]:
    """One owner for each state of `last`, then one for the ends and a draft.

    The draft comes last of all: who opens drafts for several owners has one of a kind at a time.
    """
    told = tuple((state, 105 - 15 * place) for place, state in enumerate(ends))
    stories = [
        Story(ago + 40, partial(_after_approval, draft, ago + 40, ((state, ago),)))
        for state, ago in last.items()
    ]
    return [*stories, Story(130, partial(_after_approval, draft, 130, (*told, (State.DRAFT, 0))))]


def _cancel_stories(kind: Kind, waiting: int) -> list[Story]:
    ends = _CANCEL_ENDS if kind != Kind.AUTHORITY_CANCEL else (State.DISCARDED, State.REJECTED)
    last = {State.AUTHORITY_REVIEW: waiting, State.APPROVED: waiting + 25}
    return _each(partial(_cancellation, kind), ends, last)


STORIES: tuple[Story, ...] = (
    *(Story(begun, partial(_first_in, state, begun)) for state, begun in _FIRST.items()),
    Story(10, partial(_first_in_shanghai, State.AUTHORITY_REVIEW, 10)),
    Story(29, partial(_first_in_shanghai, State.APPROVED, 29)),
    # Waits for the authority since 17 working days: due in three.
    *_each(
        _website,
        _ENDS,
        {State.PROVIDER_CHECK: 4, State.RETURNED: 20, State.AUTHORITY_REVIEW: 19, State.APPROVED: 31},
    ),
    *_each(
        _access,
        _ENDS,
        {State.PROVIDER_CHECK: 8, State.RETURNED: 15, State.AUTHORITY_REVIEW: 14, State.APPROVED: 26},
    ),
    *_each(_change, _ENDS, {State.RETURNED: 13, State.AUTHORITY_REVIEW: 7, State.APPROVED: 22}),
    *_cancel_stories(Kind.CANCEL_WEBSITE, 4),
    *_cancel_stories(Kind.CANCEL_ENTITY, 3),
    *_cancel_stories(Kind.AUTHORITY_CANCEL, 2),
    # Two owners, one mobile.
    Story(11, partial(_claimed, partial(_first_in, State.AUTHORITY_REVIEW, 11), "reviewer2", 0)),
    Story(6, partial(_same_mobile, 6)),
    # 认领 that has lapsed.
    Story(15, partial(_claimed, partial(_first_in, State.AUTHORITY_REVIEW, 15), "reviewer", 6)),
    *past_stories(),
)


def tell_stories() -> None:
    """All stories in one transaction, or none where some were told before: those of an earlier version would not
    leave room for them. `owner2`'s only where they have no filing.
    """
    is_told = Filing.objects.filter(owner__username__startswith="demo-owner-").exists()
    stories = () if is_told else STORIES
    untold = [(story.begun, _tell(story, number)) for number, story in enumerate(stories, 1)]
    owner2 = steps.person("owner2")
    if not Filing.objects.filter(owner=owner2).exists():
        begun = _FIRST[State.PROVIDER_CHECK]
        untold.append((begun, _first_in(State.PROVIDER_CHECK, begun, owner2, 250)))
    with transaction.atomic():
        play(untold)
        _deliver()


def _tell(story: Story, number: int) -> Steps:
    yield from story.tell(make_owner(number), number)


def _deliver() -> None:
    """What the past has told people has reached them long ago; what is of the last day is still to be sent."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    old = OutboxMessage.objects.filter(
        user__is_demo=True, state=OutboxState.WAITING, created_at__lt=yesterday
    )
    old.update(state=OutboxState.SENT, sealed_body=b"", sent_at=F("created_at"), attempts=1)
