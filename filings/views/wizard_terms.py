"""变更日期 and 变更说明 of a 变更 that is being filled in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from filings import actions
from filings.actions.opening import Terms
from filings.forms.change import TermsForm
from filings.views.wizard import WizardView, posted_version, see_other
from icpportal.core.errors import Conflict
from icpportal.core.requests import request_id


class TermsView(WizardView):
    """保存 goes on to the websites."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.is_correction or not self.rights.own_change:
            return self.home()
        stored = Terms(self.filing.effective_on, self.filing.statement)
        return self.show(TermsForm(initial=TermsForm.initial_from(stored)), self.filing.version)

    def show(self, form: TermsForm, version: int | None, status: int = 200, stale: str = "") -> HttpResponse:
        return self.page("terms.html", status, form=form, version=version, stale=stale)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.is_correction or not self.rights.own_change:
            return self.home()
        form, version = TermsForm(request.POST), posted_version(request)
        if not form.is_valid():
            return self.show(form, version)
        try:
            actions.save_terms(self.person, self.filing.uid, form.terms(), version, request_id(request))
        except Conflict as conflict:
            self.filing.refresh_from_db()
            return self.show(form, self.filing.version, 409, conflict.sentence)
        messages.success(request, "变更日期和说明已保存。")
        return see_other("summary", self.filing.uid)
