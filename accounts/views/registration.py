"""Registration: two agreements, the form, the confirmation. Jumping ahead leads to the first open step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from accounts import limits, registration
from accounts.access import open_to_all
from accounts.agreements import AGREEMENTS
from accounts.forms.registration import ConfirmForm, RegistrationForm
from accounts.messages import Recipient
from accounts.models import CodePurpose
from accounts.network import client_network
from accounts.views.pages import CodePage, CodeStep, FormPage, ResendView

STEPS = ("accounts:register", "accounts:register-privacy", "accounts:register-form")


@method_decorator(open_to_all, name="dispatch")
class AgreementView(View):
    """One agreement; `place` is its place in `AGREEMENTS`."""

    place = 0

    def get(self, request: HttpRequest, wrong: bool = False) -> HttpResponse:
        open_place = registration.first_open_agreement(request.session)
        if open_place is not None and open_place < self.place:
            return redirect(STEPS[open_place])
        context = {"agreement": AGREEMENTS[self.place], "place": self.place + 1, "wrong": wrong}
        return render(request, "accounts/agreement.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        open_place = registration.first_open_agreement(request.session)
        if open_place is not None and open_place < self.place:
            return redirect(STEPS[open_place])
        decision = request.POST.getlist("decision")
        if decision == ["decline"]:
            messages.info(request, "您没有接受协议，没有注册账号。")
            return redirect("home")
        if decision != ["accept"]:
            return self.get(request, wrong=True)
        registration.accept(request.session, AGREEMENTS[self.place])
        return redirect(STEPS[self.place + 1])


@method_decorator(open_to_all, name="dispatch")
class RegisterView(FormPage):
    template_name = "accounts/register.html"
    form_class = RegistrationForm
    error_fields = {"username_taken": "username"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        open_place = registration.first_open_agreement(request.session)
        if open_place is not None:
            return redirect(STEPS[open_place], permanent=False)
        return super().dispatch(request, *args, **kwargs)

    def accepted(self, form: RegistrationForm) -> HttpResponse:
        limits.spend(limits.REGISTER_BY_NETWORK, client_network(self.request))
        registration.register(self.request.session, form.applicant)
        return redirect("accounts:register-confirm")


class ConfirmStep(CodeStep):
    purpose = CodePurpose.REGISTER
    start = "accounts:register-form"
    page = "accounts:register-confirm"
    resend = "accounts:register-resend"

    def load(self) -> bool:
        found = registration.applicant_user(self.request.session)
        if found is None:
            return False
        self.user = found
        return True

    @property
    def recipient(self) -> Recipient:
        return Recipient.of_user(self.user)

    def send_code(self) -> bool:
        return registration.send_code(self.request.session, self.user).by_sms


@method_decorator(open_to_all, name="dispatch")
class ConfirmView(ConfirmStep, CodePage):
    template_name = "accounts/register_confirm.html"
    form_class = ConfirmForm

    def accepted(self, form: ConfirmForm) -> HttpResponse:
        self.error_fields = {"wrong_code": form.filled_field}
        registration.confirm(self.request.session, self.user, form.code)
        messages.success(self.request, "注册成功，请登录。")
        return redirect("home")


@method_decorator(open_to_all, name="dispatch")
class RegisterResendView(ConfirmStep, ResendView):
    pass
