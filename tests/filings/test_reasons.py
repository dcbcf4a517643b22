"""The review reasons: what a new portal starts with, and the one writer."""

import pytest

from accounts.models import User
from filings import actions
from filings.actions.reasons import Words
from filings.models import ReasonCode
from filings.queries.reason_codes import reasons_in_use
from filings.rules.labels import LABELS
from icpportal.core.errors import Conflict, Refused
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = Words("名称不规范", "名称与内容不符。", "请改正。", "website.name")


@pytest.fixture
def miit() -> User:
    return make_user("miit", "ministry")


def rows(code: str) -> list[tuple[int, str, bool]]:
    found = ReasonCode.objects.filter(code=code).order_by("version")
    return [(row.version, row.title, row.retired_at is not None) for row in found]


def test_a_new_portal_starts_with_the_thirteen_reasons() -> None:
    assert list(ReasonCode.objects.order_by("pk").values_list("code", flat=True)) == [
        "address",
        "name",
        "nature",
        "document",
        "personal",
        "resolve",
        "ip",
        "phone",
        "site-name",
        "papers",
        "registrant",
        "online",
        "conflict",
    ]
    for field in ReasonCode.objects.exclude(field="").values_list("field", flat=True):
        kind, _, name = field.partition(".")
        assert name in LABELS[kind]


def test_each_change_is_a_version_and_old_ones_keep_their_words(miit: User) -> None:
    actions.write_reason(miit, "new", WORDS, version=0)
    again = Words("名称有问题", "名称与内容不符。", "请改正。", "website.name")
    actions.write_reason(miit, "new", again, version=1)
    actions.write_reason(miit, "new", again, version=2, is_retired=True)
    assert "new" not in reasons_in_use()
    actions.write_reason(miit, "new", again, version=3)
    assert reasons_in_use()["new"].version == 4
    assert rows("new") == [
        (1, "名称不规范", False),
        (2, "名称有问题", False),
        (3, "名称有问题", True),
        (4, "名称有问题", False),
    ]


def test_saving_the_same_words_makes_no_version(miit: User) -> None:
    actions.write_reason(miit, "new", WORDS, version=0)
    actions.write_reason(miit, "new", WORDS, version=1)
    assert len(rows("new")) == 1


@pytest.mark.parametrize("version", [None, 0, 2])
def test_stale_version_is_refused(miit: User, version: int | None) -> None:
    actions.write_reason(miit, "new", WORDS, version=0)
    with pytest.raises(Conflict):
        actions.write_reason(miit, "new", Words("别的", "别的"), version=version)
    assert len(rows("new")) == 1


@pytest.mark.parametrize("role", ["owner", "provider", "reviewer", "admin"])
def test_only_the_ministry_writes(role: str) -> None:
    with pytest.raises(Refused):
        actions.write_reason(make_user("x", role), "new", WORDS, version=0)
    assert rows("new") == []
