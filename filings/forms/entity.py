"""Step 1: ICP备案主体信息."""

import datetime
import json
from functools import lru_cache
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from filings import codes, document
from filings.forms.fields import (
    NOT_OFFERED,
    PLEASE_CHOOSE,
    Choices,
    CodeField,
    NameField,
    RemarksField,
    TextField,
    named,
    offered,
    offered_select,
    typed_code,
)
from filings.forms.person import PersonForm, person_initial
from icpportal.core import regions
from icpportal.core.layout import Group, Layout, Row, Section

OWN_FIELDS = tuple(name for name in document.fields_of(document.Entity) if name != "person")
NOT_IN_PLACE = {"invalid_choice": "所选的地区不在上一级地区内，请重新选择。"}


def _provinces() -> Choices:
    return _select(regions.provinces())


def _select(found: tuple[regions.Region, ...]) -> Choices:
    return [PLEASE_CHOOSE, *((region.code, region.name) for region in found)]


class EntityForm(PersonForm):
    """A field's name is its path in `document.Entity`.

    The documents offered are those of the nature chosen, the cities and counties those of the place chosen above them.

    :param fixed_province: the province of a filing that was submitted or follows a number: it cannot change (1046)
    """

    name = NameField("主办单位名称", help_text="与证件上的全称一致；个人填写本人姓名")
    nature = CodeField("主办单位性质", offered_select(codes.NATURES))
    document_type = CodeField(
        "有效证件类型",
        lambda: [PLEASE_CHOOSE],
        error_messages=NOT_OFFERED | {"invalid_choice": "请选择与主办单位性质相符的证件类型。"},
    )
    document_number = TextField(
        "有效证件号码",
        width="w-medium",
        help_text="与证件上的号码一致，例如营业执照上的 18 位统一社会信用代码",
    )
    document_address = TextField("证件住所", 1024, help_text="与证件上的住所一致")
    investor = TextField("投资者或上级主管单位", help_text="个人可以不填")
    province = forms.ChoiceField(
        label="所在省", choices=_provinces, required=False, error_messages=NOT_OFFERED
    )
    city = forms.ChoiceField(label="所在市", required=False, error_messages=NOT_IN_PLACE)
    county = forms.ChoiceField(label="所在县", required=False, error_messages=NOT_IN_PLACE)
    address = TextField("通信地址", 1024, help_text="请写到门牌号，能收到信件")
    remarks = RemarksField()

    def __init__(self, *args: Any, fixed_province: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed_province:
            self.initial["province"] = fixed_province
            self.fields["province"].disabled = True
            self.fields["province"].help_text = "提交后不能变更所在省（1046）"
        # The error summary reads in the order of the page.
        self.order_fields([*OWN_FIELDS[:-1], *person_initial(document.Person()), "remarks"])
        nature = typed_code(self["nature"].value())
        self._narrow_documents(nature)
        self._narrow_regions()
        self.optional = frozenset({"county", "remarks"})
        if codes.is_person(nature):
            self.optional |= {"investor", "person_office_phone"}
        self.helper.layout = self._layout()

    def _narrow_documents(self, nature: int | None) -> None:
        attrs = {
            "data-narrows": "id_document_type",
            "data-options": documents_by_nature(timezone.localdate()),
        }
        self.fields["nature"].widget.attrs.update(attrs)
        self._choices("document_type", [PLEASE_CHOOSE, *_documents(nature)])

    def _narrow_regions(self) -> None:
        address = reverse("core:regions")
        for name, child in (("province", "id_city"), ("city", "id_county")):
            self.fields[name].widget.attrs.update({"data-regions-url": address, "data-region-child": child})
        province, city = str(self["province"].value() or ""), str(self["city"].value() or "")
        self._choices("city", _select(regions.cities(province)))
        self._choices("county", _select(regions.counties(city) if regions.is_within(city, province) else ()))

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _layout(self) -> Layout:
        return Layout(
            "name",
            Row("nature", "document_type"),
            "document_number",
            "document_address",
            "investor",
            Group("主办单位所在地", "province", "city", "county"),
            "address",
            Section("负责人", "", *self.person_layout()),
            Section("其他", "", "remarks"),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.check_number("document_type", "document_number")
        return values

    def to_document(self) -> document.Entity:
        """What was typed, in its normal form; for a valid form."""
        own = {name: self.cleaned_data[name] for name in OWN_FIELDS}
        return document.Entity(**own, person=self.person())

    @staticmethod
    def initial_from(entity: document.Entity) -> dict[str, Any]:
        return {name: getattr(entity, name) for name in OWN_FIELDS} | person_initial(entity.person)


@lru_cache(maxsize=2)
def documents_by_nature(day: datetime.date) -> str:
    """What may be chosen beside each nature that day, for the script; put together once a day."""
    by_nature = {
        str(entry.code): [[paper.code, paper.name] for paper in codes.documents_for(entry.code, day)]
        for entry in codes.valid_on(codes.NATURES, day)
    }
    return json.dumps(by_nature, ensure_ascii=False)


def _documents(nature: int | None) -> Choices:
    """Those of the nature; before it is chosen all of them, under their natures."""
    today = timezone.localdate()
    if nature is not None:
        return named(codes.documents_for(nature, today))
    return [(name, named(codes.documents_for(code, today))) for code, name in offered(codes.NATURES)]
