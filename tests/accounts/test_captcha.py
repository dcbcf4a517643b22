"""The picture code and its spoken twin."""

import io
import wave

import pytest
import time_machine
from PIL import Image

from accounts import captcha, captcha_picture, captcha_sound
from accounts.models import PictureChallenge
from tests.accounts import people
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WRONG = "验证码不正确或已过期，请按新的图片重新填写。"


@pytest.fixture
def real(settings):
    """Pictures with answers of their own."""
    settings.CAPTCHA_ANSWER = ""


def _answer(client) -> str:
    return captcha.letters(captcha.current(client.session))


def test_picture_is_a_small_png_that_nobody_keeps(client):
    answer = client.get("/captcha/picture/")
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (132, 48)
    assert len(answer.content) < 6000


def test_picture_holds_four_characters_without_lookalikes(client, real):
    for _ in range(30):
        people.see_picture(client)
        assert len(_answer(client)) == 4
        assert not set(_answer(client)) & set("01258BDGILOQSUVZ")


def test_picture_asked_for_again_replaces_the_one_before(client, real):
    people.see_picture(client)
    first = _answer(client)
    for _ in range(20):
        people.see_picture(client)
    assert PictureChallenge.objects.count() == 1
    assert not captcha.check(client.session, first) or first == _answer(client)


def test_picture_keeps_no_answer_in_the_table(client, real):
    people.see_picture(client)
    assert {field.name for field in PictureChallenge._meta.fields} == {
        "id",
        "session_digest",
        "nonce",
        "expires_at",
    }


def test_picture_limited_per_network_answers_429(client, settings):
    settings.PICTURES_PER_ADDRESS = 2
    with time_machine.travel("2026-11-24 10:00:10+08:00", tick=False):
        people.see_picture(client)
        people.see_picture(client)
        answer = client.get("/captcha/picture/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "50")
    assert PictureChallenge.objects.count() == 1


def test_answer_in_any_case_and_width_is_right(client, real):
    people.see_picture(client)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in _answer(client).lower())
    assert captcha.check(client.session, f" {wide} ")


def test_answer_is_good_for_one_login_only(client, real):
    make_user()
    people.see_picture(client)
    form = {"category": "owner", "username": "owner", "password": "wrong", "captcha": _answer(client)}
    assert WRONG not in client.post("/", form).content.decode()
    assert WRONG in client.post("/", form).content.decode()


def test_answer_wrong_uses_the_picture_up(client, real):
    people.see_picture(client)
    right = _answer(client)
    assert not captcha.check(client.session, "0000")
    assert not captcha.check(client.session, right)
    assert PictureChallenge.objects.count() == 0


def test_answer_of_another_session_is_refused(client, real):
    other = type(client)()
    people.see_picture(client)
    people.see_picture(other)
    assert not captcha.check(other.session, _answer(client))


def test_answer_without_a_picture_is_refused(client):
    answer = client.post("/", {"category": "owner", "username": "a", "password": "b", "captcha": "K7TM"})
    assert WRONG in answer.content.decode()


@pytest.mark.parametrize(("seconds", "right"), [(299, True), (301, False)])
def test_answer_lives_five_minutes(client, seconds, right):
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.see_picture(client)
        clock.shift(seconds)
        assert captcha.check(client.session, "K7TM") is right


def test_answer_forced_without_the_demo_opens_nothing(client, settings):
    settings.DEMO = False
    people.see_picture(client)
    assert not captcha.check(client.session, "K7TM")


def test_sound_is_for_the_picture_shown_and_either_answer_passes(client, real):
    people.see_picture(client)
    before = PictureChallenge.objects.get().nonce
    answer = client.get("/captcha/sound/")
    assert answer["Content-Type"] == "audio/wav"
    assert PictureChallenge.objects.get().nonce == before
    spoken = captcha.digits(captcha.current(client.session))
    assert len(spoken) == 6
    assert spoken.isdigit()
    assert captcha.check(client.session, spoken)


def test_sound_without_a_picture_makes_a_challenge(client, real):
    assert client.get("/captcha/sound/").status_code == 200
    assert PictureChallenge.objects.count() == 1


def test_sound_of_every_digit_is_a_short_wav():
    with wave.open(io.BytesIO(captcha_sound.speak("0123456789"))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 1, 8000)
        assert 10 < sound.getnframes() / 8000 < 25


def test_page_without_script_has_picture_and_player(client):
    page = client.get("/captcha/").content.decode()
    assert '<audio controls preload="none" src="/captcha/sound/">' in page
    assert 'src="/captcha/picture/"' in page


def test_draw_twice_gives_two_pictures():
    assert captcha_picture.draw("K7TM") != captcha_picture.draw("K7TM")
