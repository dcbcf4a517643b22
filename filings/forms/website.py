"""The window 添加网站."""

import json
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from filings import codes, document
from filings.forms.fields import (
    CodesField,
    DayField,
    ListField,
    NameField,
    RemarksField,
    ServiceTicks,
    TextField,
    offered,
)
from filings.forms.person import PERSON_FIELDS, PersonForm, person_initial
from icpportal.core.layout import Columns, Layout, Section
from icpportal.core.validators import validate_domain, validate_home_url


class WebsiteForm(PersonForm):
    """A field's name is its path in `document.Website`.

    A pre-approval's three are ``approval_<kind>``, ``approval_<kind>_number`` and ``approval_<kind>_date``.

    :param entity: whose responsible person one tick takes over
    """

    name = NameField("网站名称", 512, help_text="网站的中文名称，不要只写域名")
    home_url = TextField("首页网址", 512, help_text="例如 www.example.com，应在下面所填的域名之内")
    domains = ListField(
        "网站域名", validate_domain, help_text="每行一个，不带 http:// 和 www；只用 IP 地址访问的网站请留空"
    )
    services = CodesField("网站服务内容", lambda: offered(codes.SERVICES), widget=ServiceTicks)
    languages = CodesField("语言类别", lambda: offered(codes.LANGUAGES))
    same_person = forms.BooleanField(label="与主体负责人相同", required=False)
    remarks = RemarksField()

    def __init__(self, *args: Any, entity: document.Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entity = entity
        self.approval_kinds = offered(codes.PRE_APPROVALS)
        for kind, name in self.approval_kinds:
            self._add_approval(kind, name)
        approvals = [name for name in self.fields if name.startswith("approval_")]
        first = ["name", "home_url", "domains", "services", "languages", *approvals, "same_person"]
        self.order_fields([*first, *person_initial(document.Person()), "remarks"])
        self.optional = frozenset({"domains", "remarks"})
        if codes.is_person(entity.nature):
            self.optional |= {"person_office_phone"}
        values = {f"id_person_{name}": getattr(entity.person, name) or "" for name in PERSON_FIELDS}
        self.fields["same_person"].widget.attrs["data-same-person"] = json.dumps(values, ensure_ascii=False)
        self.helper.layout = self._layout()

    def _add_approval(self, kind: int, name: str) -> None:
        self.fields[f"approval_{kind}"] = forms.BooleanField(label=name, required=False)
        self.fields[f"approval_{kind}_number"] = TextField("批准文号", 512, width="w-medium")
        self.fields[f"approval_{kind}_date"] = DayField(
            "批准日期", 64, width="w-short", help_text="例如 2026-01-02"
        )

    def _layout(self) -> Layout:
        return Layout(
            "name",
            "home_url",
            "domains",
            Columns("services"),
            Columns("languages"),
            Field("approval_1", template="filings/wizard/approvals.html"),
            Section("负责人", "", "same_person", *self.person_layout()),
            Section("其他", "", "remarks"),
        )

    @property
    def approvals(self) -> list[dict[str, Any]]:
        """Each kind of pre-approval with its three bound fields, for the template."""
        return [
            {
                "name": name,
                "tick": self[f"approval_{kind}"],
                "number": self[f"approval_{kind}_number"],
                "date": self[f"approval_{kind}_date"],
            }
            for kind, name in self.approval_kinds
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("same_person"):
            self._take_person()
        values = super().clean()
        self._check_home_url()
        for kind, _ in self.approval_kinds:
            if not values.get(f"approval_{kind}"):
                self._forget(f"approval_{kind}_number", f"approval_{kind}_date")
        return values

    def _take_person(self) -> None:
        taken = person_initial(self.entity.person)
        self._forget(*taken)
        self.cleaned_data |= taken

    def _forget(self, *names: str) -> None:
        """What a tick makes needless cannot be wrong."""
        for name in names:
            self.errors.pop(name, None)

    def _check_home_url(self) -> None:
        typed = self.cleaned_data.get("home_url")
        if not typed:
            return
        try:
            self.cleaned_data["home_url"] = validate_home_url(typed, self.cleaned_data.get("domains"))
        except ValidationError as error:
            self.add_error("home_url", error)

    def to_document(self) -> document.Website:
        """What was typed, in its normal form, without key and accesses; for a valid form."""
        values = self.cleaned_data
        return document.Website(
            key="",
            name=values["name"],
            home_url=values["home_url"],
            domains=values["domains"],
            services=values["services"],
            languages=values["languages"],
            pre_approvals=self._pre_approvals(),
            person=self.person(),
            remarks=values["remarks"],
        )

    def _pre_approvals(self) -> tuple[document.PreApproval, ...]:
        values = self.cleaned_data
        return tuple(
            document.PreApproval(kind, values[f"approval_{kind}_number"], values[f"approval_{kind}_date"])
            for kind, _ in self.approval_kinds
            if values[f"approval_{kind}"]
        )

    @staticmethod
    def initial_from(website: document.Website, entity: document.Entity) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "name": website.name,
            "home_url": website.home_url,
            "domains": "\n".join(website.domains),
            "services": list(website.services),
            "languages": list(website.languages),
            "same_person": website.person == entity.person and website.person != document.Person(),
            "remarks": website.remarks,
        }
        for approval in website.pre_approvals:
            initial[f"approval_{approval.kind}"] = True
            initial[f"approval_{approval.kind}_number"] = approval.number
            initial[f"approval_{approval.kind}_date"] = approval.date.isoformat() if approval.date else ""
        return initial | person_initial(website.person)
