"""The second step of a login, and the way out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django_otp.models import Device

from accounts import authenticator, codes, known_device, pending, signin
from accounts.access import open_to_all
from accounts.forms.login import LoginCodeForm
from accounts.messages import Recipient
from accounts.models import CodePurpose, ContactDevice, User
from accounts.views.pages import CodePage, CodeStep, ResendView
from icpportal.core.errors import Refused


class LoginStep(CodeStep):
    purpose = CodePurpose.LOGIN
    start = "home"
    page = "accounts:login-code"
    resend = "accounts:login-resend"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is signed in has only gone back a page."""
        if request.user.is_verified():  # type: ignore[union-attr]
            return redirect(settings.LOGIN_REDIRECT_URL)
        return super().dispatch(request, *args, **kwargs)

    def load(self) -> bool:
        found = pending.current(self.request)
        if found is None:
            return False
        self.pending = found
        return True

    @property
    def recipient(self) -> Recipient:
        return self.pending.recipient

    def send_code(self) -> bool:
        return codes.send(self.request.session, self.purpose, self.recipient).by_sms


@method_decorator(open_to_all, name="dispatch")
class LoginCodeView(LoginStep, CodePage):
    template_name = "accounts/login_code.html"
    form_class = LoginCodeForm
    error_fields = {"wrong_code": "code", "too_often": "code"}

    def proved_device(self, user: User, code: str) -> Device | None:
        """What `code` came from: a staff member's authenticator app, or mobile and mail."""
        app = authenticator.prove(user, code) if user.is_staff else None
        return app or (ContactDevice.of(user) if self.prove(code) else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.pending.user
        return super().get_context_data(app=user.is_staff and authenticator.is_enrolled(user), **kwargs)

    def accepted(self, form: LoginCodeForm) -> HttpResponse:
        user, next_url = self.pending.user, self.pending.next_url
        device = self.proved_device(user, form.cleaned_data["code"])
        if device is None:
            raise Refused("wrong_code", self.refusal())
        signin.finish(self.request, user, device)
        response = redirect(next_url or resolve_url(settings.LOGIN_REDIRECT_URL))
        known_device.remember(response, user)
        return response


@method_decorator(open_to_all, name="dispatch")
class LoginResendView(LoginStep, ResendView):
    pass


@open_to_all
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """退出: the session is gone on the server."""
    logout(request)
    messages.success(request, "您已安全退出。")
    return redirect("home")
