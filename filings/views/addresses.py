"""Where one person may edit a part of a filing, and problems placed there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import User
from filings import document, rules
from filings.forms.places import anchor_of
from filings.models import Filing
from filings.queries.facts import facts_for
from filings.queries.rights import Rights, rights_of
from filings.queries.shown import sections_of
from filings.workflow import State


@dataclass(frozen=True)
class Found:
    """A problem and the address of its place, empty where there is none to mend it."""

    sentence: str
    address: str


def page_of(filing: Filing, name: str, *args: Any) -> str:
    return reverse(f"filings:{name}", args=[filing.uid, *args])


def reading_page(filing: Filing) -> str:
    """A provider's page of the filing at its desk."""
    return page_of(filing, "desk-filing")


def providers_in(site: document.Website) -> set[int | None]:
    return {access.provider_id for access in site.accesses}


def editable_addresses(person: User, filing: Filing, content: document.Document) -> dict[str, str]:
    """Section, as in `rules.Problem`, to the page on which `person` may edit it now; what they may not is left out.

    ``filing`` leads to where the case as a whole is mended: the websites, the terms of a 变更, or 代为修改.
    """
    return addresses_by(rights_of(person, filing), filing, content)


def addresses_by(rights: Rights, filing: Filing, content: document.Document) -> dict[str, str]:
    """The same for somebody whose rights are known."""
    if not rights:
        return {}
    found = {"filing": page_of(filing, _case_page(rights, filing))}
    if rights.may_edit_entity:
        found["entity"] = page_of(filing, "entity")
    for site in content.websites:
        if rights.may_edit_website(providers_in(site)):
            found[f"website:{site.key}"] = page_of(filing, "website-edit", int(site.key))
        for access in site.accesses:
            if rights.may_edit_access(int(access.key), access.provider_id):
                found[f"access:{access.key}"] = page_of(filing, "access-edit", int(access.key))
    return found


def _case_page(rights: Rights, filing: Filing) -> str:
    if filing.state != State.DRAFT:
        return "correct"
    return "terms" if rights.own_change else "websites"


def seen_problems(problems: Iterable[rules.Problem], shown: document.Document) -> tuple[rules.Problem, ...]:
    """Those in what a person is `shown`: a provider is told nothing of others' accesses."""
    known = sections_of(shown)
    return tuple(problem for problem in problems if problem.section in known)


def website_names(content: document.Document) -> dict[str, str]:
    """Section to the website that it belongs to, as its problems are introduced."""
    names: dict[str, str] = {}
    for place, site in enumerate(content.websites, 1):
        name = f"网站“{site.name}”：" if site.name else f"网站 {place}："
        names |= {f"access:{access.key}": name for access in site.accesses} | {f"website:{site.key}": name}
    return names


def placed(
    filing: Filing, content: document.Document, problems: Iterable[rules.Problem], addresses: dict[str, str]
) -> list[Found]:
    """Each problem with a link to its field; that a website has no access leads to its list of accesses."""
    names = website_names(content)
    found = []
    for problem in problems:
        address = addresses.get(problem.section, "")
        if problem.field == "accesses":
            address = page_of(filing, "accesses", int(problem.section.partition(":")[2]))
        elif address and problem.field and (problem.section != "filing" or problem.field == "effective_on"):
            address += f"#{anchor_of(problem.field)}"
        found.append(Found(names.get(problem.section, "") + problem.sentence, address))
    return found


def problem_notices(
    filing: Filing, whole: document.Document, shown: document.Document, addresses: dict[str, str]
) -> dict[str, Any]:
    """What ``wizard/_problems.html`` says of `whole`: what blocks and what is doubtful in what a person is `shown`,
    and how many block in the rest."""
    problems = rules.check(whole, facts_for(filing, whole))
    mine = seen_problems(problems, shown)
    return {
        "blocking": placed(filing, shown, rules.hard(mine), addresses),
        "doubtful": placed(filing, shown, rules.doubtful(mine), addresses),
        "others": len(rules.hard(problems)) - len(rules.hard(mine)),
    }
