"""What the directory holds, and what the database itself refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from providers.models import Provider, ProviderStaff
from tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db

NAME = "北京云桥科技有限公司"


def test_provider_saved_is_indexed() -> None:
    provider = make_provider(NAME, short_name="云桥", licence_number=" 京b1－示例-0012 ")
    provider.refresh_from_db()
    assert provider.pinyin == "bjyqkjyxgs yq"
    assert provider.search_text == "北京云桥科技有限公司\n云桥\nbjyqkjyxgs\nyq"
    assert provider.licence_number == "京B1-示例-0012"


def test_provider_renamed_by_update_fields_is_indexed_again() -> None:
    provider = make_provider(NAME)
    provider.name = "北京清源"
    provider.save(update_fields=["name"])
    provider.refresh_from_db()
    assert provider.search_text == "北京清源\n\nbjqy"


@pytest.mark.parametrize("name", ["㍿" * 255, "⑽" * 255, "𠀀" * 255, "😀" * 255])
def test_provider_with_an_absurd_name_is_saved(name: str) -> None:
    provider = make_provider(name, licence_number="ŉ" * 64)
    provider.refresh_from_db()
    assert (provider.name, provider.licence_number) == (name, "ŉ" * 64)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "北京清源"),
        ("licence_number", "京B1-示例-0002"),
        ("name", ""),
        ("province", ""),
        ("search_text", ""),
    ],
)
def test_database_refuses_what_no_provider_may_be(column: str, value: str) -> None:
    provider = make_provider(NAME, licence_number="京B1-示例-0001")
    make_provider("北京清源", licence_number="京B1-示例-0002")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE providers_provider SET {column} = %s WHERE id = %s", [value, provider.pk])
    provider.refresh_from_db()
    assert (provider.name, provider.licence_number, provider.province) == (NAME, "京B1-示例-0001", "110000")


def test_database_allows_several_providers_without_licence_number() -> None:
    make_provider(NAME)
    make_provider("北京清源")
    assert Provider.objects.filter(licence_number="").count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "=cmd|'/c calc'!A1"),
        ("name", "＋云桥"),
        ("short_name", "@云桥"),
        ("licence_number", "-1"),
        ("contact_phone", "=1+1"),
        ("contact_phone", "请致电"),
        ("contact_email", "a@b"),
        ("province", "990000"),
    ],
)
def test_provider_with_a_wrong_value_is_not_valid(field: str, value: str) -> None:
    fields = {"name": NAME, "province": "110000"} | {field: value}
    with pytest.raises(ValidationError) as error:
        Provider(**fields).full_clean(exclude=["search_text"])
    assert list(error.value.message_dict) == [field]


@pytest.mark.parametrize(
    "phone", ["010-00000000", "400-000-0000", "+86 13000000000", "95000", "13000000000；95000"]
)
def test_provider_may_have_any_telephone_number(phone: str) -> None:
    Provider(name=NAME, province="110000", contact_phone=phone).full_clean(exclude=["search_text"])


@pytest.mark.parametrize("role", ["owner", "reviewer", "ministry", "admin"])
def test_staff_must_have_the_role_of_a_provider(role: str) -> None:
    staff = ProviderStaff(user=make_user("somebody", role=role), provider=make_provider(NAME))
    with pytest.raises(ValidationError) as error:
        staff.full_clean()
    assert "user" in error.value.message_dict


def test_staff_of_the_role_provider_is_valid() -> None:
    ProviderStaff(user=make_user("p1", role="provider"), provider=make_provider(NAME)).full_clean()


def test_provider_with_staff_cannot_be_deleted() -> None:
    provider = make_provider(NAME)
    ProviderStaff.objects.create(user=make_user("p1", role="provider"), provider=provider)
    with pytest.raises(ProtectedError):
        provider.delete()
    assert Provider.objects.get().name == NAME
