"""公共查询 for programs: JSON under /api/v1/, as filings/openapi-v1.json describes it. Reading only, for everybody."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from accounts.access import open_to_all
from filings.certificates.checking import Verdict, check_serial
from filings.forms.verify import read_serial
from filings.open_data import site_facts
from filings.public_limits import spend_query
from filings.queries import public_register as register
from filings.queries import understanding
from filings.queries.understanding import Asked, Question
from filings.views.public_frame import SECONDS_FRESH
from icpportal.core.errors import Limited
from icpportal.core.problems import METHODS, dumped, for_any_page, problem

_DESCRIPTION = Path(__file__).parent.parent / "openapi-v1.json"
_UNDERSTAND: dict[str, Callable[[str], Question]] = {
    "q": understanding.understand,
    "number": understanding.understand_number,
    "domain": understanding.understand_domain,
    "name": understanding.understand_name,
}
_CERTIFICATE_STATUS = {
    Verdict.VALID: ("valid", "有效"),
    Verdict.CHANGED: ("changed", "已变更"),
    Verdict.EXPIRED: ("expired", "已过期"),
    Verdict.CANCELLED: ("cancelled", "已注销"),
    Verdict.FOREIGN: ("unknown", "查无此证"),
}

View = Callable[..., HttpResponse]


class Problem(Exception):
    """An answer by RFC 9457. `detail` is for the reader, `code` for programs."""

    def __init__(self, status: int, code: str, detail: str, retry_after: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.detail, self.retry_after = status, code, detail, retry_after

    def response(self) -> HttpResponse:
        return problem(self.status, self.code, self.detail, self.retry_after)


def _api(view: View) -> Callable[..., HttpResponseBase]:
    """An open, read-only address whose every answer is JSON that any page may read."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS})
            del response["Content-Type"]
            response["Access-Control-Allow-Headers"] = "If-None-Match"
        elif request.method not in {"GET", "HEAD"}:
            response = Problem(405, "method_not_allowed", "这个接口只能读取，请用 GET。").response()
            response["Allow"] = METHODS
        else:
            response = _read(view, request, *args, **kwargs)
        return for_any_page(response)

    return csrf_exempt(open_to_all(answered))


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        response = view(request, *args, **kwargs)
    except Problem as error:
        return error.response()
    except Limited as error:
        return Problem(429, error.code, error.sentence, error.retry_after).response()
    except register.TooSlow as error:
        return Problem(503, error.code, error.sentence, 10).response()
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    if answer.status_code == 412:
        return problem(
            412, "precondition", "这里只看 If-None-Match，请去掉 If-Match 和 If-Unmodified-Since。"
        )
    return answer


def _json(value: object) -> HttpResponse:
    return HttpResponse(dumped(value), content_type="application/json")


@_api
def sites(request: HttpRequest) -> HttpResponse:
    """``?q=`` or ``?number=``, ``?domain=``, ``?name=``; ``&cursor=`` from the second page on."""
    spend_query(request)
    question, cursor = _asked(request)
    question, found = register.find_either(question, cursor)
    return _json(
        {
            "understood": {"kind": question.kind, "value": question.value, "sentence": question.sentence},
            "sites": [site_facts(each) for each in found.sites],
            "next": found.next or None,
            "advice": _advice(question, cursor, found),
        }
    )


def _advice(question: Question, cursor: register.Cursor, found: register.Found) -> str | None:
    if found.sites:
        return None
    return "这一页没有网站了，请去掉 cursor 从第一页查起。" if cursor.is_later else question.advice


def _asked(request: HttpRequest) -> tuple[Question, register.Cursor]:
    """:raises Problem: parameters that do not make one question"""
    given = request.GET
    unknown = sorted(set(given) - {*_UNDERSTAND, "cursor"})
    if unknown:
        raise Problem(
            400,
            "unknown_parameter",
            f"没有参数 {unknown[0][:40]}。可用的参数：q、number、domain、name、cursor。",
        )
    names = [name for name in _UNDERSTAND if name in given]
    if len(names) != 1 or any(len(given.getlist(name)) > 1 for name in given):
        raise Problem(400, "one_parameter", "请在 q、number、domain、name 中只用一个，每个参数只写一次。")
    question = _UNDERSTAND[names[0]](given[names[0]])
    if question.kind in {Asked.NOTHING, Asked.UNCLEAR}:
        raise Problem(400, "not_understood", question.sentence)
    cursor = register.cursor_of(given.get("cursor", ""))
    if cursor is None:
        raise Problem(400, "bad_cursor", "cursor 无效，请使用上一次答复中的 next。")
    return question, cursor


@_api
def site(request: HttpRequest, number: str) -> HttpResponse:
    spend_query(request)
    question = understanding.understand_number(number)
    if question.kind == Asked.ENTITY:
        raise Problem(404, "entity_number", "这是主体备案号，请用 /api/v1/sites?number= 查询它的全部网站。")
    if question.kind != Asked.SITE:
        raise Problem(400, "not_understood", question.sentence)
    found = register.site_of(question.value)
    if found is None:
        raise Problem(404, "not_found", question.advice)
    return _json(site_facts(found))


@_api
def certificate(request: HttpRequest, serial: str) -> HttpResponse:
    spend_query(request)
    plain = read_serial(serial)
    if not plain:
        raise Problem(400, "bad_serial", "证书序号是 20 位字母和数字，请对照证书核对。")
    answer = check_serial(plain)
    code, name = _CERTIFICATE_STATUS[answer.verdict]
    return _json(
        {
            "serial": plain,
            "status": {"code": code, "name": name},
            "number": answer.number or None,
            "issued_on": answer.issued_on.isoformat() if answer.issued_on else None,
        }
    )


@_api
def description(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_description(), content_type="application/json")


@_api
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else begins with /api/."""
    raise Problem(404, "no_such_address", "没有这个接口。接口说明见 /api/v1/openapi.json。")


@cache
def _description() -> bytes:
    return _DESCRIPTION.read_bytes()
