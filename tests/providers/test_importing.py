"""Bringing lines into the directory."""

import pytest

from icpportal.core.errors import Conflict
from providers.csv_file import FileRefused, ProviderLine, read_lines
from providers.importing import Change, carry_out, digest, plan_import
from providers.models import Provider
from providers.search import search_providers
from tests.factories import make_provider

pytestmark = pytest.mark.django_db

HEADINGS = "名称,简称,所在省,许可证号,联系电话,联系邮箱,状态\n"


def lines(*rows: str) -> list[ProviderLine]:
    return read_lines(HEADINGS + "\n".join(rows))


def planned(*rows: str) -> list[Change]:
    return plan_import(lines(*rows), Provider.objects.all())


def imported(*rows: str) -> list[str]:
    return [change.kind.value for change in carry_out(lines(*rows), digest(planned(*rows)))]


def directory() -> list[dict[str, object]]:
    return list(Provider.objects.order_by("pk").values())


def test_import_adds_new_providers_that_can_be_found() -> None:
    assert imported("北京云桥科技有限公司,云桥,北京,,,,", "上海清源有限公司,,上海,,,,停用") == [
        "新增",
        "新增",
    ]
    assert [hit.name for hit in search_providers(("bjyqkj",), 1).hits] == ["北京云桥科技有限公司"]
    assert Provider.objects.get(province="310000").is_active is False


def test_import_updates_by_licence_number_and_renames() -> None:
    provider = make_provider("旧名称有限公司", licence_number="京B1-示例-0001")
    assert imported("云桥有限公司,,上海,京b1-示例-0001,,,") == ["更新"]
    provider.refresh_from_db()
    assert (provider.name, provider.province) == ("云桥有限公司", "310000")
    assert provider.search_text == "云桥有限公司\n\nyqyxgs"


def test_import_updates_by_name() -> None:
    provider = make_provider("云桥有限公司", licence_number="京B1-示例-0001")
    assert imported("云桥有限公司,,北京,京B1-示例-0002,,,停用") == ["更新"]
    provider.refresh_from_db()
    assert (provider.licence_number, provider.is_active) == ("京B1-示例-0002", False)


def test_import_of_empty_cells_keeps_what_is_there() -> None:
    make_provider(
        "云桥有限公司", short_name="云桥", licence_number="1", contact_phone="95000", is_active=False
    )
    before = directory()
    assert imported("云桥有限公司,,北京,,,,") == ["不变"]
    assert directory() == before


def test_import_twice_changes_nothing_the_second_time() -> None:
    rows = ["北京云桥科技有限公司,云桥,北京,京B1-示例-0001,,,", "上海清源有限公司,,上海,,,,"]
    imported(*rows)
    before = directory()
    assert imported(*rows) == ["不变", "不变"]
    assert directory() == before


def test_plan_names_what_would_change_and_writes_nothing() -> None:
    make_provider("云桥有限公司", short_name="云桥")
    before = directory()
    [change] = planned("云桥有限公司,新桥,上海,,,,")
    assert (change.line, change.kind.value, change.labels) == (2, "更新", "简称、所在省")
    assert directory() == before


def test_plan_refuses_a_line_that_fits_two_providers() -> None:
    make_provider("云桥有限公司", licence_number="京B1-示例-0001")
    make_provider("清源有限公司", licence_number="京B1-示例-0002")
    with pytest.raises(FileRefused) as refusal:
        planned("云桥有限公司,,北京,京B1-示例-0002,,,")
    [problem] = refusal.value.problems
    assert problem.line == 2
    assert "许可证号属于“清源有限公司”" in problem.sentence


def test_plan_refuses_two_lines_that_fit_one_provider() -> None:
    make_provider("云桥有限公司", licence_number="京B1-示例-0001")
    with pytest.raises(FileRefused) as refusal:
        planned("云桥有限公司,,北京,,,,", "新桥有限公司,,北京,京B1-示例-0001,,,")
    [problem] = refusal.value.problems
    assert (problem.line, problem.sentence) == (3, "与第 2 行是名录中的同一家“云桥有限公司”，请只留一行。")


def test_import_after_the_directory_changed_writes_nothing() -> None:
    rows = ["云桥有限公司,,北京,,,,", "清源有限公司,,北京,,,,"]
    shown = digest(planned(*rows))
    make_provider("云桥有限公司")
    before = directory()
    with pytest.raises(Conflict) as conflict:
        carry_out(lines(*rows), shown)
    assert conflict.value.code == "preview_stale"
    assert directory() == before


def test_import_without_a_preview_writes_nothing() -> None:
    with pytest.raises(Conflict):
        carry_out(lines("云桥有限公司,,北京,,,,"), "")
    assert not Provider.objects.exists()


def test_import_of_5000_updates_and_5000_additions() -> None:
    imported(*[f"云桥{number},,北京,B-{number},,," for number in range(5_000)])
    kinds = imported(*[f"清源{number},新,上海,B-{number},,," for number in range(2_500, 7_500)])
    assert (kinds.count("更新"), kinds.count("新增")) == (2_500, 2_500)
    assert Provider.objects.count() == 7_500
    assert Provider.objects.filter(name__startswith="云桥", province="110000").count() == 2_500
    assert Provider.objects.get(licence_number="B-2500").search_text == "清源2500\n新\nqy2500\nx"
