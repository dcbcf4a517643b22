"""我的账号: the password, the mobile, the mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts import authenticator, contacts, passwords, signin
from accounts.access import signed_in
from accounts.contacts import ContactKind
from accounts.forms.account import ChangePasswordForm, CodeForm, ContactForm
from accounts.messages import Recipient
from accounts.models import CodePurpose
from accounts.views.pages import CodePage, CodeStep, FormPage, ResendView
from icpportal.core.masking import mask_email, mask_mobile


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = {
        "mobile": mask_mobile(user.mobile) if user.mobile else "",
        "email": mask_email(user.email) if user.email else "",
        "enrolled": user.is_staff and authenticator.is_enrolled(user),
    }
    return render(request, "accounts/account.html", context)


class PasswordView(FormPage):
    template_name = "accounts/password.html"
    form_class = ChangePasswordForm
    error_fields = {"wrong_password": "current"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def accepted(self, form: ChangePasswordForm) -> HttpResponse:
        signin.confirm_password(form.user, form.cleaned_data["current"])
        passwords.change(form.user, form.cleaned_data["password"])
        update_session_auth_hash(self.request, form.user)
        messages.success(self.request, "密码已修改，其他地方的登录都已退出。")
        return redirect("accounts:account")


class ContactView(FormPage):
    template_name = "accounts/contact.html"
    form_class = ContactForm
    error_fields = {"wrong_password": "current", "code_too_soon": "value", "sms_used_up": "value"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["kind"] not in ContactKind.values:
            raise Http404
        self.kind, self.user = ContactKind(kwargs["kind"]), signed_in(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.kind, "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.kind, **kwargs)

    def accepted(self, form: ContactForm) -> HttpResponse:
        signin.confirm_password(self.user, form.cleaned_data["current"])
        change = contacts.Change(self.kind, form.cleaned_data["value"])
        contacts.send_code(self.request.session, self.user, change)
        contacts.begin(self.request.session, change)
        return redirect("accounts:contact-code")


class ContactStep(CodeStep):
    purpose = CodePurpose.CONTACT
    start = "accounts:account"
    page = "accounts:contact-code"
    resend = "accounts:contact-resend"

    def load(self) -> bool:
        change = contacts.current(self.request.session)
        if change is None:
            return False
        self.change, self.user = change, signed_in(self.request)
        return True

    @property
    def recipient(self) -> Recipient:
        return self.change.recipient(self.user)

    def send_code(self) -> bool:
        return contacts.send_code(self.request.session, self.user, self.change).by_sms


class ContactCodeView(ContactStep, CodePage):
    template_name = "accounts/contact_code.html"
    form_class = CodeForm
    error_fields = {"wrong_code": "code"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.change.kind, **kwargs)

    def accepted(self, form: CodeForm) -> HttpResponse:
        contacts.confirm(self.request.session, self.user, self.change, form.cleaned_data["code"])
        messages.success(self.request, f"{self.change.kind.label}已更换。")
        return redirect("accounts:account")


class ContactResendView(ContactStep, ResendView):
    pass
