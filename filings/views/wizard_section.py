"""A page with the form of one section: shown, saved, and shown again when somebody else saved it first."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from filings.forms import AccessForm, EntityForm, WebsiteForm
from filings.forms.places import Sections, stored_now
from filings.views.wizard import WizardView, posted_version
from icpportal.core.errors import Conflict, Refused

SectionForm = EntityForm | WebsiteForm | AccessForm
# Code of a refusal → the field that it is about.
_FIELDS = {
    "access-twice": "ranges",
    "domain-twice": "domains",
    "1005": "domains",
    "1003": "document_number",
    "1046": "province",
}


class SectionView(WizardView):
    """Subclasses say which form, what is stored, and which action saves it.

    `section_kind` is entity, website or access; `is_new` says that nothing is stored yet.
    """

    template_name: str
    section_kind: str
    is_new = False

    def stored(self) -> Sections:
        """The section as it is now; an empty one for a new one."""
        raise NotImplementedError

    def version(self) -> int | None:
        """The stored row's version now; None for a new one."""
        return None

    def make_form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> SectionForm:
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        """What a form shows at first."""
        raise NotImplementedError

    def save(self, form: Any, version: int | None) -> HttpResponse:
        """Calls the action and says where to go on."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form(initial=self.initial()), self.version())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form, version = self.make_form(data=request.POST), posted_version(request)
        if not all([form.is_valid(), self.has_reason()]):
            return self.show(form, version)
        try:
            return self.save(form, version)
        except Conflict as conflict:
            return self.show_stale(form, conflict)
        except Refused as refusal:
            return self.show_refused(form, version, refusal)

    def show_refused(self, form: SectionForm, version: int | None, refusal: Refused) -> HttpResponse:
        """At the field that it is about, where this form has it."""
        if refusal.code == "unchanged":
            messages.info(self.request, refusal.sentence)
            return self.home()
        field = _FIELDS.get(refusal.code, "")
        if field not in form.fields:
            raise refusal
        form.add_error(field, refusal.sentence)
        return self.show(form, version)

    def show(self, form: SectionForm, version: int | None, status: int = 200, **context: Any) -> HttpResponse:
        context |= {"form": form, "version": version, "is_new": self.is_new}
        return self.page(self.template_name, status, **context, **self.extra_context())

    def extra_context(self) -> dict[str, Any]:
        return {}

    def show_stale(self, form: SectionForm, conflict: Conflict) -> HttpResponse:
        """What was typed stays; beside it what is stored now, and its version, so that the person can choose."""
        self.refresh()
        differing = stored_now(self.section_kind, form.to_document(), self.stored())
        return self.show(form, self.version(), 409, stale=conflict.sentence, differing=differing)

    def refresh(self) -> None:
        """Forgets what was read before the conflict."""
