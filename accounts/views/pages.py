"""What the pages of this app have in common: a form page, a page for a code, and sending the code again."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView

from accounts import codes, limits
from accounts.forms.fields import CaptchaForm
from accounts.messages import Recipient
from accounts.models import CodePurpose
from accounts.network import client_network
from icpportal.core.errors import Limited, PortalError


class FormPage(FormView):  # type: ignore[type-arg]
    """A form; a `PortalError` raised by `accepted` is shown on it, at `error_fields[code]` or over the form."""

    error_fields: dict[str, str] = {}

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if issubclass(self.get_form_class(), CaptchaForm):
            kwargs["session"] = self.request.session
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.accepted(form)
        except PortalError as error:
            form.add_error(self.error_fields.get(error.code), error.sentence)
            return _refusal(self.form_invalid(form), error)

    def accepted(self, form: Any) -> HttpResponse:
        raise NotImplementedError


class CodeStep:
    """A step of a flow that has a code sent to `recipient`; `start` is where people go who are not in it."""

    request: HttpRequest
    purpose: CodePurpose
    start: str
    page: str
    resend: str

    def load(self) -> bool:
        """Whether this session is at this step; keeps what the step needs on `self`."""
        raise NotImplementedError

    @property
    def recipient(self) -> Recipient:
        raise NotImplementedError

    def send_code(self) -> bool:
        """Send the code again. Returns whether it went by SMS."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.load():
            messages.info(request, "这一步已经过期，请从头开始。")
            return redirect(self.start)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class CodePage(CodeStep, FormPage):
    """The page where a code is entered."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = codes.latest(self.request.session, self.purpose, self.recipient)
        return super().get_context_data(
            shown_code=codes.shown_code(self.request.session, self.purpose),
            wait_seconds=codes.seconds_until_resend(self.purpose, self.recipient),
            mail_only=row is not None and not row.by_sms,
            resend_url=reverse(self.resend),
            code_minutes=settings.CODE_LIFE_SECONDS // 60,
            **kwargs,
        )

    def prove(self, code: str) -> bool:
        return codes.prove(self.request.session, self.purpose, self.recipient, code)

    def refusal(self) -> str:
        return codes.refusal(self.request.session, self.purpose, self.recipient)


class ResendView(CodeStep, View):
    """重新发送: POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            limits.spend(limits.CODES_BY_NETWORK, client_network(request))
            by_sms = self.send_code()
        except Limited as error:
            messages.warning(request, error.sentence)
        else:
            where = "手机和电子邮箱" if by_sms else "电子邮箱"
            messages.success(request, f"验证码已重新发送，请查看{where}。")
        return HttpResponseRedirect(reverse(self.page))


def _refusal(response: HttpResponse, error: PortalError) -> HttpResponse:
    if isinstance(error, Limited):
        response.status_code = 429
        response["Retry-After"] = str(error.retry_after)
    return response
