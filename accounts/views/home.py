"""The home page, which is the first step of every login."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator

from accounts import codes, pending, signin
from accounts.access import open_to_all
from accounts.forms.login import LoginForm
from accounts.messages import Recipient
from accounts.models import CodePurpose
from accounts.views.pages import FormPage
from icpportal.core.errors import Limited, Refused


@method_decorator(open_to_all, name="dispatch")
class HomeView(FormPage):
    template_name = "home.html"
    form_class = LoginForm
    error_fields = {"wrong_category": "category", "wrong_credentials": "username"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_verified():  # type: ignore[union-attr]
            return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
        return super().get(request, *args, **kwargs)

    def accepted(self, form: LoginForm) -> HttpResponse:
        data = form.cleaned_data
        user = signin.check_password(self.request, data["username"], data["password"])
        if not signin.category_fits(user, data["category"]):
            raise Refused(
                "wrong_category", f"您的账号属于“{user.get_role_display()}”，请改选报备类别后再登录。"
            )
        pending.begin(self.request, user, signin.safe_next(self.request, self.request.GET.get("next", "")))
        try:
            codes.send(self.request.session, CodePurpose.LOGIN, Recipient.of_user(user))
        except Limited as error:
            messages.warning(self.request, error.sentence)
        return redirect("accounts:login-code")
