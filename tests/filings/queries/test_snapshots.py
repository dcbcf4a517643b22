"""What rows of the register say."""

import pytest

from filings.models import RegisteredAccess
from filings.queries.snapshots import SnapshotReader
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db


def test_reader_gives_what_was_approved_and_opens_each_snapshot_once() -> None:
    registered.approved(cast.owner())
    read, site = SnapshotReader(), registered.website()
    assert read.entity(site.entity).name == "示例零一科技有限公司"
    assert read.website(site).domains == ("beian-demo.test",)
    access = RegisteredAccess.objects.get()
    assert read.access(access).provider_id == access.provider_id
    assert read.content(site.snapshot) is read.content(access.snapshot)
