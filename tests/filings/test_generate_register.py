"""The invented register: plausible, the same for the same seed, and never beside anything real."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from filings import actions
from filings.actions.completeness import NotComplete
from filings.models import Filing, NumberSeries, RegisteredDomain
from filings.queries.public_register import find
from filings.queries.understanding import understand
from icpportal.core.regions import PREFIXES
from icpportal.core.validators import domain_to_ascii, validate_filing_number
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db
COLUMNS = (
    "ascii",
    "domain",
    "leads",
    "status",
    "site_number",
    "organiser",
    "site_name",
    "names",
    "approved_at",
)


def generate(sites: int = 3000, seed: int = 1, **options: object) -> None:
    call_command("generate_register", sites=sites, seed=seed, verbosity=0, **options)


def all_rows() -> list[tuple[object, ...]]:
    return list(RegisteredDomain.objects.order_by("pk").values_list(*COLUMNS))


def test_register_is_plausible() -> None:
    generate()
    leading = RegisteredDomain.objects.filter(leads=True)
    assert leading.count() == 3000
    entities = leading.values("entity_number").distinct().count()
    assert 1.4 < 3000 / entities < 1.8
    assert {row.entity_number[0] for row in leading} == set(PREFIXES.values())
    by_status = dict(leading.values_list("status").annotate(Count("pk")))
    assert 50 < by_status["cancelled"] < 130
    assert 350 < leading.filter(nature=5).count() < 650
    assert 100 < RegisteredDomain.objects.filter(ascii__startswith="xn--").count() < 300
    assert RegisteredDomain.objects.filter(domain="").exists()


def test_every_row_is_as_an_approval_would_write_it() -> None:
    generate(400)
    for row in RegisteredDomain.objects.all():
        assert validate_filing_number(row.site_number) == row.site_number
        assert validate_filing_number(row.entity_number) == row.entity_number
        assert not row.domain or domain_to_ascii(row.domain) == row.ascii
        assert row.is_generated
        assert row.website_id is None
        assert row.nature != 5 or row.organiser.endswith("*")
        assert 2005 <= row.approved_at.year <= 2026


def test_generated_sites_are_found() -> None:
    generate(400)
    for row in RegisteredDomain.objects.filter(leads=True)[::37]:
        for text in (row.site_number, row.domain or row.ascii):
            assert row.site_number in [site.number for site in find(understand(text)).sites], text
    assert find(understand("科技")).next


def test_same_seed_gives_the_same_register() -> None:
    generate(200)
    first = all_rows()
    generate(200, replace=True)
    assert all_rows() == first
    generate(200, seed=2, replace=True)
    assert all_rows() != first


def test_numbers_go_on_behind_the_generated_ones() -> None:
    generate(3000)
    filing = registered.approved(cast.owner())
    taken = RegisteredDomain.objects.filter(entity_number__startswith="京ICP备2026", is_generated=True)
    assert filing.filing_number > max(taken.values_list("entity_number", flat=True))


def refuses_and_changes_nothing(**options: object) -> None:
    before = (all_rows(), Filing.objects.count(), NumberSeries.objects.count())
    with pytest.raises(CommandError):
        generate(50, **options)
    assert (all_rows(), Filing.objects.count(), NumberSeries.objects.count()) == before


def test_refuses_where_there_are_filings() -> None:
    cast.draft(cast.owner())
    refuses_and_changes_nothing()
    refuses_and_changes_nothing(replace=True)


def test_refuses_where_anything_is_registered() -> None:
    registered.planted(1)
    refuses_and_changes_nothing(replace=True)


def test_refuses_to_overwrite_unless_told() -> None:
    generate(50)
    refuses_and_changes_nothing()
    with pytest.raises(CommandError):
        generate(0)


def test_domain_of_the_generated_register_is_taken() -> None:
    generate(50)
    row = RegisteredDomain.objects.filter(status="active", domain__endswith=".test").first()
    assert row
    who = cast.owner()
    filing = cast.draft(who, domains=(row.domain,), home_url=f"www.{row.domain}")
    with pytest.raises(NotComplete) as refusal:
        actions.submit(who, filing.uid, filing.version)
    assert [problem.rule for problem in refusal.value.problems] == ["1005"]
    assert not Filing.objects.exclude(state="draft").exists()
