"""批准文件收到: the day on which the authority had the paper of a pre-approval in hand (art. 11)."""

import datetime
from collections.abc import Mapping

from filings.actions.case import Case
from filings.models import PreApproval
from icpportal.core import clock
from icpportal.core.errors import Refused


def receive_papers(case: Case, papers: Mapping[int, datetime.date]) -> None:
    """Notes for each pre-approval of the filing, by its id, the day its paper came. Ids of other filings do nothing.

    :raises Refused: a day that is still to come
    """
    if not papers:
        return
    today = clock.today()
    if any(day > today for day in papers.values()):
        raise Refused("papers", "批准文件收到日期不能晚于今天。")
    for paper in PreApproval.objects.filter(website__filing=case.filing, pk__in=list(papers)):
        paper.received_on = papers[paper.pk]
        paper.save(update_fields=["received_on"])
