"""No document, however broken, makes `check` raise; every problem has its place and its sentence."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filings import rules
from filings.document import Access, Document, Entity, Person, PreApproval, Website
from filings.formats import format_problem
from icpportal.core.validators import is_mixed_script
from tests.filings.documents import TODAY

SECTIONS = ("filing", "entity", "website", "access")
KINDS = (
    "first",
    "new_website",
    "new_access",
    "change",
    "cancel_website",
    "cancel_entity",
    "authority_cancel",
    "",
)

texts = st.one_of(
    st.text(alphabet=st.characters(), max_size=20),
    st.sampled_from(
        ["", "示例零一科技有限公司", "张示例", "1.1.1.1", "[::1", "http://[", "11010119700101000X", "a.b"]
    ),
)
numbers = st.one_of(st.none(), st.integers(-5, 50), st.integers())
lists = st.lists(st.integers(-1, 30), max_size=3).map(tuple)
days = st.one_of(st.none(), st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)))
ranges = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
people = st.builds(Person, texts, numbers, texts, texts, texts, texts)
approvals = st.lists(st.builds(PreApproval, st.integers(-1, 20), texts, days), max_size=2).map(tuple)
words = st.lists(texts, max_size=3).map(tuple)
accesses = st.lists(st.builds(Access, texts, numbers, texts, numbers, words, ranges), max_size=2).map(tuple)
websites = st.lists(
    st.builds(Website, texts, texts, texts, words, lists, lists, approvals, people, texts, accesses),
    max_size=2,
).map(tuple)
addresses = (texts, texts, texts, texts, texts, texts)
entities = st.builds(Entity, texts, numbers, numbers, texts, *addresses, people, texts)
documents = st.builds(Document, st.sampled_from(KINDS), entities, websites)


@settings(max_examples=150, deadline=None)
@given(documents, days)
def test_check_is_total(document: Document, effective_on: datetime.date | None) -> None:
    facts = rules.Facts(
        today=TODAY,
        format_problem=format_problem,
        is_mixed_script=is_mixed_script,
        effective_on=effective_on,
        providers={1: rules.ProviderFact(province="110000")},
    )
    problems = rules.check(document, facts)
    assert len(set(problems)) == len(problems)
    for problem in problems:
        assert problem.section.partition(":")[0] in SECTIONS
        assert problem.sentence[-1] in "。）"
        assert len(problem.sentence) < 300
    assert set(rules.hard(problems)) | set(rules.doubtful(problems)) == set(problems)


@pytest.mark.parametrize("unit", ["示例@", "a", "a-", "张 ", "1."])
@pytest.mark.parametrize("nature", [4, 5])
def test_check_of_a_megabyte_of_text_is_quick_and_keeps_its_sentences_short(unit: str, nature: int) -> None:
    long = unit * (1_000_000 // len(unit)) + "!"
    person = Person(name=long, document_number=long, mobile=long, office_phone=long, email=long)
    website = Website(key="1", name=long, home_url=long, domains=(long,), person=person)
    entity = Entity(name=long, nature=nature, investor=long, address=long, person=person)
    problems = rules.check(Document("first", entity, (website,)), rules.Facts(today=TODAY))
    assert problems
    assert max(len(problem.sentence) for problem in problems) < 300
