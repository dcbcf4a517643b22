"""Step 1: ICP备案主体信息."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.access import signed_in
from filings import actions, document
from filings.forms import EntityForm
from filings.forms.correction import CorrectionForm
from filings.forms.places import typed_values
from filings.models import Entity
from filings.queries.content import entity_of
from filings.views.wizard import see_other
from filings.views.wizard_section import SectionView
from icpportal.core.requests import request_id


class EntityView(SectionView):
    """保存 stays, 下一步 goes on to the websites; 更新选项 (`narrow`) shows the form again and saves nothing."""

    template_name = "entity.html"
    section_kind = "entity"
    row: Entity

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.rights.may_edit_entity:
            return self.home()
        self.refresh()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "narrow" in request.POST:
            form = self.make_form(initial=typed_values(EntityForm, request.POST))
            if self.is_correction:
                self.reason_form = CorrectionForm(initial={"reason": request.POST.get("reason", "")})
            return self.page("entity.html", form=form, version=request.POST.get("version", ""))
        return super().post(request, **kwargs)

    def refresh(self) -> None:
        self.row = Entity.objects.get(filing=self.filing)

    def stored(self) -> document.Entity:
        return entity_of(self.row)

    def version(self) -> int:
        return self.row.version

    def make_form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> EntityForm:
        return EntityForm(data, initial=initial, fixed_province=self.filing.province)

    def initial(self) -> dict[str, Any]:
        return EntityForm.initial_from(self.stored())

    def save(self, form: EntityForm, version: int | None) -> HttpResponse:
        user, uid = signed_in(self.request), self.filing.uid
        values, number = form.to_document(), request_id(self.request)
        actions.save_entity(user, uid, values, version, self.reason(), request_id=number)
        if self.is_correction:
            messages.success(self.request, "主体信息已保存，并已通知主办者。")
            return self.home()
        if self.request.POST.get("action") == "save":
            messages.success(self.request, "主体信息已保存。")
            return see_other("entity", uid)
        return see_other("websites", uid)
