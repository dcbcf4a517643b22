"""Every way in which a request can fail ends on a page that says what to do."""

import re
from typing import NoReturn

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client
from django.urls import include, path

from icpportal.core.errors import Conflict, Limited, Refused
from icpportal.urls import handler400, handler403, handler404, handler500  # noqa: F401

ERRORS = {
    "refused": Refused("locked", "这份备案已经完成，不能再修改。"),
    "conflict": Conflict("stale", "这份备案刚刚被别人修改过。"),
    "limited": Limited("too_often", "请一小时后再试。", 3600),
    "database": OperationalError("server closed the connection"),
    "denied": PermissionDenied(),
    "suspicious": SuspiciousOperation(),
    "big": RequestDataTooBig(),
    "fault": ZeroDivisionError(),
}


def fail(request: HttpRequest, name: str) -> NoReturn:
    raise ERRORS[name]


def post_only(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotAllowed(["POST"])


def accept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("accepted")


for view in (fail, post_only, accept):
    view.login_required = False  # type: ignore[attr-defined]

urlpatterns = [
    path("fail/<slug:name>/", fail),
    path("post-only/", post_only),
    path("accept/", accept),
    path("", include("icpportal.core.urls")),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/fail/refused/", 409, "这份备案已经完成，不能再修改。"),
        ("/fail/conflict/", 409, "这份备案刚刚被别人修改过。"),
        ("/fail/limited/", 429, "请一小时后再试。"),
        ("/fail/database/", 503, "系统暂时不能使用"),
        ("/fail/denied/", 403, "您不能查看这一页"),
        ("/fail/suspicious/", 400, "请求无法识别"),
        ("/fail/big/", 413, "提交的内容太多"),
        ("/fail/fault/", 500, "系统出了问题"),
        ("/post-only/", 405, "不能这样打开这一页"),
        ("/nowhere/", 404, "找不到这一页"),
    ],
)
def test_failure_has_its_status_and_its_page(visitor: Client, address: str, status: int, words: str) -> None:
    response = visitor.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert '<html lang="zh-Hans">' in page
    assert re.search(r"编号 [0-9a-f]{32}", page)
    assert response["X-Request-ID"] in page


def test_limited_says_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/fail/limited/")["Retry-After"] == "3600"


def test_absent_database_says_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/fail/database/")["Retry-After"] == "30"


def test_wrong_method_keeps_the_allowed_ones(visitor: Client) -> None:
    assert visitor.get("/post-only/")["Allow"] == "POST"


def test_failure_page_asks_the_database_nothing(visitor: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert visitor.get("/fail/fault/").status_code == 500


def test_form_without_token_is_refused_with_advice() -> None:
    response = Client(enforce_csrf_checks=True).post("/accept/", {"name": "甲"})
    assert response.status_code == 403
    assert "把填写的内容复制下来" in response.content.decode()


def hidden_fields(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)


def test_form_with_an_old_token_stays_on_the_answer_and_can_be_sent_again() -> None:
    visitor = Client(enforce_csrf_checks=True)
    typed = {"name": "甲<乙>", "kind": ["1", "2"], "password": "three-old-words", "captcha": "AB12"}
    page = visitor.post("/accept/?a=1", typed, HTTP_ORIGIN="http://testserver").content.decode()
    (token_name, token), *fields = hidden_fields(page)
    assert token_name == "csrfmiddlewaretoken"
    assert fields == [("name", "甲&lt;乙&gt;"), ("kind", "1"), ("kind", "2")]
    assert '<form method="post" action="/accept/?a=1" data-unsent>' in page
    assert "three-old-words" not in page
    again = visitor.post("/accept/?a=1", {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="http://testserver")
    assert again.content == b"accepted"


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "https://testserver", "http://testserver:81"])
def test_form_from_elsewhere_is_never_offered_to_be_sent_again(origin: str) -> None:
    response = Client(enforce_csrf_checks=True).post("/accept/", {"name": "甲"}, HTTP_ORIGIN=origin)
    assert response.status_code == 403
    assert hidden_fields(response.content.decode()) == []
    assert "重新提交" not in response.content.decode().replace("刷新页面重新提交", "")


def test_broken_error_page_falls_back_to_plain_words(visitor: Client, settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    response = visitor.get("/fail/fault/")
    assert response.status_code == 500
    assert "<h1>系统出了问题</h1>" in response.content.decode()


def test_sentence_is_escaped(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ERRORS, "refused", Refused("x", "<b>甲</b>"))
    assert "&lt;b&gt;甲&lt;/b&gt;" in visitor.get("/fail/refused/").content.decode()
