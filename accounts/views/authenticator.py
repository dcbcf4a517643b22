"""Staff bind an authenticator app, or let it go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts import authenticator, signin
from accounts.access import RolesMixin, signed_in
from accounts.forms.authenticator import EnrolForm, RemoveForm
from accounts.roles import STAFF_ROLES
from accounts.views.pages import FormPage


class EnrolView(RolesMixin, FormPage):
    roles = frozenset(STAFF_ROLES)
    template_name = "accounts/authenticator.html"
    form_class = EnrolForm
    error_fields = {"wrong_password": "current", "wrong_token": "token"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, secret = signed_in(self.request), authenticator.secret(self.request.session)
        return super().get_context_data(
            enrolled=authenticator.is_enrolled(user),
            typed_secret=authenticator.typed_secret(secret),
            picture=authenticator.picture(user, secret),
            **kwargs,
        )

    def accepted(self, form: EnrolForm) -> HttpResponse:
        user = signed_in(self.request)
        signin.confirm_password(user, form.cleaned_data["current"])
        authenticator.enrol(self.request.session, user, form.cleaned_data["token"])
        messages.success(self.request, "验证器已绑定。下次登录时，可以填写它的数字。")
        return redirect("accounts:account")


class RemoveView(RolesMixin, FormPage):
    roles = frozenset(STAFF_ROLES)
    template_name = "accounts/authenticator_remove.html"
    form_class = RemoveForm
    error_fields = {"wrong_password": "current"}

    def accepted(self, form: RemoveForm) -> HttpResponse:
        user = signed_in(self.request)
        signin.confirm_password(user, form.cleaned_data["current"])
        authenticator.remove(user)
        messages.success(self.request, "验证器已解除，登录时请填写手机或邮件收到的验证码。")
        return redirect("accounts:account")
