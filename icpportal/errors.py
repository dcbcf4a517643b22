"""Answers to what went wrong, as pages.

The pages ask neither the database nor the session for anything, so they still come when those are down. Programs,
which ask under /api/, get JSON in their place.
"""

import logging
import sys
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from icpportal.core.context import bare
from icpportal.core.errors import Limited, PortalError
from icpportal.core.problems import problem_elsewhere
from icpportal.core.requests import request_id
from icpportal.core.unsent import is_from_here, kept_fields, unsent_page
from icpportal.middleware import GetResponse

logger = logging.getLogger(__name__)

DATABASE_RETRY_SECONDS = 30


class ErrorText(NamedTuple):
    heading: str
    sentence: str
    advice: str


TEXTS: dict[int, ErrorText] = {
    400: ErrorText("请求无法识别", "系统看不懂浏览器发来的内容。", "请返回上一页，重新操作一次。"),
    403: ErrorText(
        "您不能查看这一页",
        "您现在使用的账号没有这一页的权限。",
        "请回到首页；如需换一个账号，请先退出再登录。",
    ),
    404: ErrorText(
        "找不到这一页", "网址可能写错了，或者这一页已经不在了。", "请检查网址，或者回到首页从菜单进入。"
    ),
    405: ErrorText("不能这样打开这一页", "这一页只能从它的按钮进入。", "请返回上一页，点击页面上的按钮。"),
    409: ErrorText(
        "没有保存", "内容已经有了变化，刚才的操作没有进行。", "请返回上一页并刷新，核对后再操作。"
    ),
    413: ErrorText(
        "提交的内容太多", "提交的内容超过了系统能接收的大小。", "请返回上一页，删去一部分后再提交。"
    ),
    429: ErrorText("操作太频繁", "短时间内操作的次数太多。", "请稍等一会儿再试。"),
    500: ErrorText(
        "系统出了问题",
        "这不是您的错，刚才的操作没有完成。",
        "请过几分钟再试。如果还是这样，请拨打咨询电话，告诉我们下面的编号。",
    ),
    503: ErrorText(
        "系统暂时不能使用", "系统正在维护，或者访问的人太多。", "您已经保存的内容还在。请过一会儿再试。"
    ),
}

CSRF_TEXT = ErrorText(
    "这个页面已经过期",
    "页面打开的时间太长，或者您在别处重新登录过，也可能是浏览器没有打开 Cookie。刚才的内容没有提交。",
    "请用浏览器的“后退”回到上一页，把填写的内容复制下来，再刷新页面重新提交。",
)


def error_page(
    request: HttpRequest,
    status: int,
    text: ErrorText | None = None,
    *,
    sentence: str = "",
    retry_after: int | None = None,
) -> HttpResponse:
    """The page for `status`.

    :param text: other words than those of the status
    :param sentence: stands in place of the sentence and the advice, for errors that carry their own
    :param retry_after: seconds, sent as Retry-After
    """
    if for_programs := problem_elsewhere(request, status, retry_after):
        return for_programs
    text = text or TEXTS[status]
    if sentence:
        text = ErrorText(text.heading, sentence, "")
    response = HttpResponse(_body(request, text), status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def _body(request: HttpRequest, text: ErrorText) -> str:
    try:
        return render_to_string("errors/page.html", bare(request) | {"text": text})
    except Exception:
        # Even a missing stylesheet must not take the last page away.
        logger.exception("the error page itself failed")
        return format_html(
            '<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>{0}</title>'
            "<h1>{0}</h1><p>{1}</p><p>{2}</p><p>编号 {3}</p></html>",
            *text,
            request_id(request),
        )


def answer(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer to an error that nobody caught, or None when it is a fault of the portal."""
    if isinstance(error, Limited):
        return error_page(request, 429, sentence=error.sentence, retry_after=error.retry_after)
    if isinstance(error, PortalError):
        return error_page(request, 409, sentence=error.sentence)
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("database unavailable", exc_info=error)
        return error_page(request, 503, retry_after=DATABASE_RETRY_SECONDS)
    return None


class PortalErrorMiddleware:
    """Turns the portal's own errors, an absent database and an empty 405 into pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = error_page(request, 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when there was simply too much."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return error_page(request, 413 if too_much else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; what went wrong in a middleware also comes this way, so the other answers are tried first."""
    return answer(request, sys.exc_info()[1]) or error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token, e.g. one left open over a login elsewhere; one of ours can be sent again."""
    if is_from_here(request) and kept_fields(request):
        return unsent_page(request)
    return error_page(request, 403, CSRF_TEXT)
