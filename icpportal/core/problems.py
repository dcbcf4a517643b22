"""What the JSON under /api/ says when it cannot answer: a problem by RFC 9457, for any page to read."""

import json

from django.http import HttpRequest, HttpResponse

METHODS = "GET, HEAD, OPTIONS"
TITLES = {
    400: "请求有误",
    404: "没有找到",
    405: "不支持这个方法",
    412: "条件不符合",
    413: "请求太大",
    429: "查询过于频繁",
    500: "系统出了问题",
    503: "暂时不能查询",
}
_DESCRIBED_AT = "接口说明见 /api/v1/openapi.json。"
# What went wrong before, or outside of, the interface: status → code and sentence.
_ELSEWHERE = {
    400: ("bad_request", f"看不懂这个请求，请检查域名、地址和编码（只用 UTF-8）。{_DESCRIBED_AT}"),
    404: ("no_such_address", f"没有这个接口。{_DESCRIBED_AT}"),
    413: ("too_much", f"参数太多，请只写需要的参数。{_DESCRIBED_AT}"),
    500: ("fault", "这不是您的错。请过几分钟再试；如果还是这样，请告诉我们答复头 X-Request-ID 里的编号。"),
    503: ("unavailable", "系统正在维护，或者访问的人太多，请稍后再试。"),
}


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def for_any_page(response: HttpResponse) -> HttpResponse:
    """`response`, with leave for the pages of any site to read it (CORS)."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
    return response


def problem(status: int, code: str, detail: str, retry_after: int | None = None) -> HttpResponse:
    """:param retry_after: seconds, sent as Retry-After"""
    body = {"type": "about:blank", "status": status, "title": TITLES[status], "code": code, "detail": detail}
    response = HttpResponse(dumped(body), status=status, content_type="application/problem+json")
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return for_any_page(response)


def problem_elsewhere(
    request: HttpRequest, status: int, retry_after: int | None = None
) -> HttpResponse | None:
    """What a program gets that asked for an address under /api/; None for everybody else."""
    if not f"{request.path_info}/".startswith("/api/") or status not in _ELSEWHERE:
        return None
    return problem(status, *_ELSEWHERE[status], retry_after=retry_after)
