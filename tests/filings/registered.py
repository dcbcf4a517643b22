"""A register for the tests of the public query: approved by the actions themselves, or rows planted for numbers."""

import datetime
from typing import Any

from accounts.models import User
from filings import actions
from filings.lookup_text import searched_names, shown_organiser
from filings.models import Filing, RegisteredDomain, RegisteredWebsite
from tests.filings import cast, documents


def approved(who: User, **changes: Any) -> Filing:
    """首次备案 of `who`, approved; `changes` as `cast.draft` takes them."""
    filing = cast.arrived(who, **changes)
    reviewer = User.objects.filter(username="reviewer").first() or cast.reviewer()
    return actions.approve(reviewer, filing.uid, filing.version)


def approved_individual(who: User, **changes: Any) -> Filing:
    """The same of a person, 张示例, who files for themselves."""
    person = documents.valid_individual()
    entity = {name: getattr(person, name) for name in person.__dataclass_fields__}
    return approved(who, entity=entity, **changes)


def website() -> RegisteredWebsite:
    return RegisteredWebsite.objects.get()


def planted(place: int, **changes: Any) -> RegisteredDomain:
    """A lookup row taken over from elsewhere: 示例企业<place>有限公司, demo-<place>.test, 京ICP备05<place>号-1."""
    values: dict[str, Any] = {
        "domain": f"demo-{place}.test",
        "ascii": f"demo-{place}.test",
        "site_number": f"京ICP备05{place:06d}号-1",
        "entity_number": f"京ICP备05{place:06d}号",
        "organiser": f"示例企业{place}有限公司",
        "nature": 4,
        "site_name": f"示例网站{place}",
        "home_url": f"www.demo-{place}.test",
        "domains": f"demo-{place}.test",
        "approved_at": datetime.datetime(2005, 4, 1, 16, tzinfo=datetime.UTC),
    } | changes
    values["names"] = searched_names(values["organiser"], values["nature"], values["site_name"])
    values["organiser"] = shown_organiser(values["organiser"], values["nature"])
    return RegisteredDomain.objects.create(**values)
