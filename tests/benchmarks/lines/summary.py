"""The summary and 完成 with 1, 10 and 100 websites: the same queries, and time that grows less than the websites."""

import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filings.models import Filing
from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.report import Result

TITLE = "summary and 完成"
SIZES = (1, 10, 100)
MOST = 12.0
# Does it once and gives the seconds that it took.
Act = Callable[[Client, Filing], float]


def prepare(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        world.draft(f"bench-{size}", size)


def measure(bench: Bench, sizes: tuple[int, ...] = SIZES) -> list[Result]:
    drafts = [world.draft(f"bench-{size}", size) for size in sizes]
    return [_row("summary", drafts, sizes, bench, _show), _row("完成", drafts, sizes, bench, _submit)]


def _row(name: str, drafts: list[Filing], sizes: tuple[int, ...], bench: Bench, act: Act) -> Result:
    clients = [world.client(draft.owner) for draft in drafts]
    queries = [_queries(act, *pair) for pair in zip(clients, drafts, strict=True)]
    taken: list[list[float]] = [[] for _ in drafts]
    for _ in range(bench.times(10)):
        for place, (client, draft) in enumerate(zip(clients, drafts, strict=True)):
            taken[place].append(act(client, draft))
    times = [1000 * statistics.median(each) for each in taken]
    ratio = times[-1] / times[0]
    shown = "/".join(map(str, sizes))
    return Result(
        f"{name}, {shown} websites",
        figure=f"{' / '.join(f'{time:.0f}' for time in times)} ms, {'/'.join(map(str, queries))} queries",
        ratio=ratio,
        target=f"<= {MOST:.0f} x, same queries",
        met=ratio <= MOST and len(set(queries)) == 1,
        detail={"milliseconds": times, "queries": queries},
    )


def _queries(act: Act, client: Client, draft: Filing) -> int:
    with CaptureQueriesContext(connection) as captured:
        act(client, draft)
    return len(captured)


def _show(client: Client, draft: Filing) -> float:
    begun = time.perf_counter()
    answer = client.get(f"/filing/{draft.uid}/summary/")
    taken = time.perf_counter() - begun
    assert answer.status_code == 200, answer.status_code
    return taken


def _submit(client: Client, draft: Filing) -> float:
    """Everything but the commit: the draft must be there for the next time."""
    with transaction.atomic():
        begun = time.perf_counter()
        answer = client.post(f"/filing/{draft.uid}/summary/", {"version": draft.version})
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    assert answer.headers.get("Location", "").endswith("/done/"), answer.status_code
    return taken
