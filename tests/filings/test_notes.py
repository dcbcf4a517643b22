"""Internal notes: by whom, when, and that they are nowhere but in the admin."""

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from accounts.models import OutboxMessage, User
from accounts.outbox import drain
from filings import actions
from filings.certificates.drawing import draw
from filings.models import Certificate, FilingEvent, InternalNote
from icpportal.core.errors import Refused
from tests.factories import make_user, sign_in
from tests.filings import cast, rounds
from tests.filings.certificates.test_drawing import text_of
from tests.flows.sight import addresses

pytestmark = pytest.mark.django_db
SECRET = "绝密备注甲乙丙丁"


def test_note_is_kept_and_moves_nothing() -> None:
    filing, judge = cast.arrived(cast.owner()), cast.reviewer()
    events = FilingEvent.objects.count()
    note = actions.add_note(judge, filing.uid, f" {SECRET}\n第二行 ")
    assert (note.author, note.text) == (judge, f"{SECRET}\n第二行")
    version = filing.version
    filing.refresh_from_db()
    assert (filing.version, FilingEvent.objects.count()) == (version, events)


@pytest.mark.parametrize("text", ["", "  \n", "字" * 2001])
def test_note_without_words_or_too_long_is_refused(text: str) -> None:
    filing = cast.arrived(cast.owner())
    with pytest.raises(Refused):
        actions.add_note(cast.reviewer(), filing.uid, text)
    assert not InternalNote.objects.exists()


def writer(who: str) -> User:
    if who == "owner":
        return User.objects.get(username="owner")
    if who == "provider":
        return cast.provider_with_staff()[1]
    return cast.reviewer("shanghai", "310000") if who == "shanghai" else make_user("x", who)


@pytest.mark.parametrize("who", ["owner", "provider", "shanghai", "admin"])
def test_nobody_but_the_authority_writes_a_note(who: str) -> None:
    filing = cast.arrived(cast.owner())
    with pytest.raises((Refused, Http404)):
        actions.add_note(writer(who), filing.uid, SECRET)
    assert not InternalNote.objects.exists()


def test_nothing_is_noted_before_the_first_arrival() -> None:
    filing = cast.submitted(cast.owner())
    with pytest.raises(Http404):
        actions.add_note(make_user("miit", "ministry"), filing.uid, SECRET)


def test_note_is_in_no_page_of_others_and_in_no_message() -> None:
    judge = cast.reviewer()
    filing = cast.arrived(cast.owner())
    actions.add_note(judge, filing.uid, SECRET)
    filing = rounds.mended(rounds.returned(filing, judge))
    actions.approve(judge, filing.uid, filing.version)
    pages = [*addresses(filing).values(), "/", "/browse/", "/progress/", "/desk/"]
    for person in (filing.owner, cast.provider_with_staff()[1]):
        client = sign_in(Client(), person)
        for page in pages:
            assert SECRET not in client.get(page, follow=True).content.decode(errors="replace"), page
    assert all(SECRET not in Client().get(page, follow=True).content.decode() for page in ("/", "/help/"))
    assert OutboxMessage.objects.exists()
    drain("test")
    assert mail.outbox
    assert all(SECRET not in f"{message.subject}{message.body}" for message in mail.outbox)


def test_note_is_in_no_file_and_no_public_answer() -> None:
    judge = cast.reviewer()
    filing = cast.arrived(cast.owner())
    actions.add_note(judge, filing.uid, SECRET)
    filing = actions.approve(judge, filing.uid, filing.version)
    certificate = Certificate.objects.get()
    files = {
        cast.provider_with_staff()[1]: ["/desk/export/"],
        filing.owner: [f"/certificates/{certificate.serial}/bazs.cert"],
        judge: [f"/admin/filings/filing/statistics/{name}.csv" for name in ("months", "reasons")],
    }
    public = [
        f"/verify/{certificate.serial}/",
        f"/query/?q={filing.filing_number}",
        "/api/v1/sites?q=beian-demo.test",
    ]
    answers = [sign_in(Client(), person).get(path) for person, paths in files.items() for path in paths]
    answers += [Client().get(path) for path in public]
    assert {answer.status_code for answer in answers} == {200}
    assert all(SECRET not in answer.getvalue().decode(errors="replace") for answer in answers)
    assert SECRET not in text_of(draw(certificate))
