"""忘记密码: username, code, new password. Whether the account exists shows nowhere."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from accounts import limits, recovery
from accounts.access import open_to_all
from accounts.forms.account import NewPasswordForm
from accounts.forms.login import LoginCodeForm, ResetForm
from accounts.messages import Recipient
from accounts.models import CodePurpose
from accounts.network import client_network
from accounts.views.pages import CodePage, CodeStep, FormPage, ResendView
from icpportal.core.errors import Limited


@method_decorator(open_to_all, name="dispatch")
class ResetView(FormPage):
    template_name = "accounts/reset.html"
    form_class = ResetForm

    def accepted(self, form: ResetForm) -> HttpResponse:
        limits.spend(limits.RESET_BY_NETWORK, client_network(self.request))
        username = form.cleaned_data["username"]
        recovery.begin(self.request.session, username)
        try:
            recovery.send_code(self.request.session, username)
        except Limited as error:
            messages.warning(self.request, error.sentence)
        return redirect("accounts:reset-code")


class ResetStep(CodeStep):
    purpose = CodePurpose.RESET
    start = "accounts:reset"
    page = "accounts:reset-code"
    resend = "accounts:reset-resend"

    def load(self) -> bool:
        self.username = recovery.asked_username(self.request.session) or ""
        return bool(self.username)

    @property
    def recipient(self) -> Recipient:
        return recovery.recipient(self.username)

    def send_code(self) -> bool:
        return recovery.send_code(self.request.session, self.username).by_sms


@method_decorator(open_to_all, name="dispatch")
class ResetCodeView(ResetStep, CodePage):
    template_name = "accounts/reset_code.html"
    form_class = LoginCodeForm
    error_fields = {"wrong_code": "code"}

    def accepted(self, form: LoginCodeForm) -> HttpResponse:
        recovery.prove(self.request.session, self.username, form.cleaned_data["code"])
        return redirect("accounts:reset-password")


@method_decorator(open_to_all, name="dispatch")
class ResetResendView(ResetStep, ResendView):
    pass


@method_decorator(open_to_all, name="dispatch")
class ResetPasswordView(FormPage):
    template_name = "accounts/reset_password.html"
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = recovery.proved_user(request.session)
        if user is None:
            return redirect("accounts:reset")
        self.user = user
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def accepted(self, form: NewPasswordForm) -> HttpResponse:
        recovery.finish(self.request.session, self.user, form.cleaned_data["password"])
        messages.success(self.request, "密码已重设，请用新密码登录。")
        return redirect("home")
