"""What a rule reports, and the order in which a person reads it."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from filings.document import Access, Document, Entity, Person, Website, fields_of


class Severity(enum.Enum):
    """HARD blocks 完成 and the last verdict; DOUBTFUL is shown and left to those who decide."""

    HARD = "hard"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Problem:
    """One thing that is missing, wrong or doubtful.

    :param rule: the interface specification's number, ``1003``, or a name of our own, ``missing``
    :param section: ``filing``, ``entity``, ``website:<key>`` or ``access:<key>``
    :param field: path inside the section's dataclass, ``name``, ``person.mobile``; empty for the whole
    :param sentence: Simplified Chinese: what is wrong and what to do
    """

    rule: str
    severity: Severity
    section: str
    field: str
    sentence: str


def _paths(section: type[Entity | Website | Access]) -> tuple[str, ...]:
    """The whole, then each field; those of a person are paths of their own."""
    paths = [""]
    for name in fields_of(section):
        paths += [f"person.{each}" for each in fields_of(Person)] if name == "person" else [name]
    return tuple(paths)


FIELD_ORDER = {
    "filing": ("", "effective_on", "websites"),
    "entity": _paths(Entity),
    "website": _paths(Website),
    "access": _paths(Access),
}


def website_section(key: str) -> str:
    """The section name of a website."""
    return f"website:{key}"


def access_section(key: str) -> str:
    """The section name of an access."""
    return f"access:{key}"


def section_kind(section: str) -> str:
    """``filing``, ``entity``, ``website`` or ``access``."""
    return section.partition(":")[0]


def in_reading_order(document: Document, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """As the summary reads: the case, the entity, each website then its accesses; fields as in the form.

    In one field what blocks comes before what is doubtful. That there is no website comes after the entity.
    """
    places = ["filing", "entity", "filing:websites"]
    for website in document.websites:
        places.append(website_section(website.key))
        places.extend(access_section(access.key) for access in website.accesses)
    place_of = {place: index for index, place in reversed(list(enumerate(places)))}

    def key(problem: Problem) -> tuple[int, int, bool]:
        order = FIELD_ORDER[section_kind(problem.section)]
        place = "filing:websites" if problem.field == "websites" else problem.section
        return place_of[place], order.index(problem.field), problem.severity is Severity.DOUBTFUL

    return tuple(sorted(dict.fromkeys(problems), key=key))


def hard(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that block."""
    return tuple(problem for problem in problems if problem.severity is Severity.HARD)


def doubtful(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that are only shown."""
    return tuple(problem for problem in problems if problem.severity is Severity.DOUBTFUL)
