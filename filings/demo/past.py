"""The demo's decided filings: enough of them, over twelve months, that the statistics show something true."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, cycle, islice

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.demo import steps
from filings.demo.pace import Steps
from filings.demo.steps import ADDRESS, NAME, days
from filings.models import ReasonCode
from filings.workflow import State
from providers.demo import demo_provider

BEIJING = "110000"
_ELSEWHERE = ("310000", "440000", "330000", "510000", "420000")
_IN_BEIJING, _IN_EACH_OTHER = 46, 2
_OLDEST = 243
# Working days from one filing to the next, and how many a decision took, in turn; those over 20 were late.
_GAPS = (7, 4, 6, 3, 5)
_REVIEWS = (6, 11, 4, 15, 9, 18, 7, 13, 20, 5, 24, 10, 16, 3, 12, 8, 19, 14, 22, 17)
# What was returned, in turn: codes of review reasons with the fields that they are bound to.
_RETURNS = (
    (("phone", "entity.person_office_phone"),),
    (("resolve", ""),),
    (("ip", ""), ("resolve", "")),
    (("document", "entity.document_number"),),
)


@dataclass(frozen=True)
class Story:
    """What befell one owner, from `begun` working days ago on. `tell` takes the owner and a number of their own."""

    begun: int
    tell: Callable[[User, int], Steps]


def past_stories() -> list[Story]:
    """Most in 北京, a few in five other provinces."""
    gaps = islice(cycle(_GAPS), _IN_BEIJING - 1)
    begins = accumulate(gaps, lambda begun, gap: begun - gap, initial=_OLDEST)
    stories = [_past(place, begun, BEIJING) for place, begun in enumerate(begins)]
    for place in range(_IN_EACH_OTHER * len(_ELSEWHERE)):
        province = _ELSEWHERE[place % len(_ELSEWHERE)]
        stories.append(_past(place + 7, 215 - 11 * place, province))
    return stories


def _past(place: int, begun: int, province: str) -> Story:
    review = min(_REVIEWS[place % len(_REVIEWS)], begun - 5)
    if place == 20:
        return Story(begun, partial(_returned, 2, begun, 8, province))
    if place % 5 == 2 and begun > 60:
        return Story(begun, partial(_returned, 1, begun, review, province))
    return Story(begun, partial(_decided, begun, review, province))


def _decided(begun: int, review: int, province: str, owner: User, number: int) -> Steps:
    """Approved in the end; every ninth rejected, every eleventh withdrawn."""
    filing = steps.first(owner, number, demo_provider(number % 2), province=province)
    when = days(begun, 1 + number % 3, review)
    filing = yield from steps.bring_to(filing, State.AUTHORITY_REVIEW, when)
    yield when.decided
    if number % 11 == 0:
        actions.withdraw(owner, filing.uid, filing.version, "名称有变，改好后再报。")
    else:
        steps.decide(filing, State.REJECTED if number % 9 == 0 else State.APPROVED)


def _returned(rounds: int, begun: int, review: int, province: str, owner: User, number: int) -> Steps:
    """Returned so many times, mended and sent again within four days each time, then approved."""
    filing = steps.first(owner, number, demo_provider(number % 2), province=province)
    when = days(begun, 2, review)
    filing = yield from steps.bring_to(filing, State.AUTHORITY_REVIEW, when)
    ago = when.decided
    for turn in range(rounds):
        yield ago
        filing = steps.decide(filing, State.RETURNED, _reasons(number + turn))
        yield ago - 2
        filing = steps.mend(filing)
        yield ago - 4
        filing = steps.verify(filing)
        ago -= 4 + review // 2
    yield ago
    steps.decide(filing, State.APPROVED)


def _reasons(number: int) -> list[Reason]:
    """通信地址 every second time, once in four with 网站名称; else one of the others, in the words of its row."""
    if number % 2 == 0:
        return [ADDRESS, NAME] if number % 4 == 0 else [ADDRESS]
    found = []
    for code, path in _RETURNS[number // 2 % len(_RETURNS)]:
        row = ReasonCode.objects.filter(code=code).order_by("-version")[0]
        found.append(Reason(code, path, row.text, row.suggestion))
    return found
