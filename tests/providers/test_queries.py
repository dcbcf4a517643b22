"""Who works for which provider."""

import pytest

from providers.models import ProviderStaff
from providers.queries import provider_of
from tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db


def test_provider_of_staff_is_their_provider() -> None:
    user, provider = make_user("p1", role="provider"), make_provider()
    make_provider("上海云桥科技有限公司", province="310000")
    ProviderStaff.objects.create(user=user, provider=provider)
    assert provider_of(user) == provider


def test_provider_of_user_without_staff_row_is_none() -> None:
    make_provider()
    assert provider_of(make_user("p1", role="provider")) is None


def test_provider_of_staff_of_inactive_provider_is_none() -> None:
    user = make_user("p1", role="provider")
    ProviderStaff.objects.create(user=user, provider=make_provider(is_active=False))
    assert provider_of(user) is None
