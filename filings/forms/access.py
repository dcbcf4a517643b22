"""The window 添加接入."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from filings import codes, document
from filings.forms.fields import CodeField, CodesField, ListField, TextField, offered_select
from icpportal.core.forms import LineField, PortalForm
from icpportal.core.validators import parse_ip_range
from providers.models import Provider

NOT_FOUND = "名单里没有这家网站接入服务提供者。请点“查询”，从名单中选择一家。"
NOT_OWN = "这里只能填写贵公司的接入信息。"
SUSPENDED = "这家网站接入服务提供者已停止办理备案，请点“查询”另选一家。"


def _range(text: str) -> tuple[str, str]:
    start, end = parse_ip_range(text)
    return str(start), str(end)


class AccessForm(PortalForm):
    """`provider` is the id of the one chosen from the list; its name, typed in full, counts as well.

    `searched` holds the keywords while the list stands in the form itself (without script): then the chosen one counts,
    whatever the name field says.

    :param own: the only provider that it may be, a provider's own; then there is nothing to search
    """

    provider = LineField(required=False, max_length=20, widget=forms.HiddenInput)
    searched = LineField(required=False, widget=forms.HiddenInput)
    provider_name = TextField(
        "网站接入服务提供者名称", help_text="输入一个或两个关键词，用空格分开，再点“查询”从名单中选择"
    )
    # Not `method`: a field of that name would hide the form's own method from scripts.
    access_method = CodeField("接入方式", offered_select(codes.ACCESS_METHODS))
    locations = CodesField("服务器放置地点", lambda: [(p.code, p.name) for p in codes.LOCATIONS], coerce=str)
    ranges = ListField(
        "IP地址", _range, help_text="每行一个地址，或写成“起始地址-终止地址”，IPv4、IPv6 都可以"
    )
    optional = frozenset()

    def __init__(self, *args: Any, own: Provider | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        if own is not None:
            self.initial.update({"provider": own.pk, "provider_name": own.name})
            self.fields["provider_name"].disabled = True
            self.fields["provider_name"].help_text = "代为修改时，只填写贵公司的接入"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["found"] = None
        if "provider" in self.errors:
            self.add_error("provider_name", self._not_found())
        elif "provider_name" not in self.errors:
            try:
                values["found"] = self._find(values["provider"], values["provider_name"])
            except ValidationError as error:
                self.add_error("provider_name", error)
        if values["found"]:
            self._show(values["found"])
        return values

    def _show(self, provider: Provider) -> None:
        """When the form is shown again, its two fields say who was found."""
        shown = QueryDict(mutable=True)
        for name in self.data:
            shown.setlist(name, self.data.getlist(name))  # type: ignore[attr-defined]
        shown["provider"], shown["provider_name"] = str(provider.pk), provider.name
        self.data = shown

    def _not_found(self) -> ValidationError:
        self.errors.pop("provider", None)
        return ValidationError(NOT_FOUND, code="provider")

    def _find(self, provider_id: str, name: str) -> Provider | None:
        """The provider meant: the chosen one while its name stands in the field, else the one typed in full."""
        if self.own is not None:
            return self._own(provider_id)
        chosen = _by_id(provider_id) if provider_id else None
        if provider_id and chosen is None:
            raise ValidationError(NOT_FOUND, code="provider")
        if not name:
            return None
        if chosen is None or name not in {chosen.name, self.cleaned_data["searched"]}:
            chosen = Provider.objects.filter(name=name).first()
        if chosen is None:
            raise ValidationError(NOT_FOUND, code="provider")
        if not chosen.is_active:
            raise ValidationError(SUSPENDED, code="provider")
        return chosen

    def _own(self, provider_id: str) -> Provider | None:
        if self.own is not None and provider_id not in {"", str(self.own.pk)}:
            raise ValidationError(NOT_OWN, code="provider")
        return self.own

    def to_document(self) -> document.Access:
        """What was typed, in its normal form, without key; for a valid form."""
        values = self.cleaned_data
        provider = values["found"]
        return document.Access(
            key="",
            provider_id=provider.pk if provider else None,
            provider_name=provider.name if provider else "",
            method=values["access_method"],
            locations=values["locations"],
            ranges=values["ranges"],
        )

    @staticmethod
    def initial_from(access: document.Access) -> dict[str, Any]:
        lines = [start if start == end else f"{start}-{end}" for start, end in access.ranges]
        return {
            "provider": access.provider_id or "",
            "provider_name": access.provider_name,
            "access_method": access.method,
            "locations": list(access.locations),
            "ranges": "\n".join(lines),
        }


def _by_id(text: str) -> Provider | None:
    return Provider.objects.filter(pk=int(text)).first() if re.fullmatch("[0-9]{1,18}", text) else None


def chosen_provider(text: str) -> Provider | None:
    """The provider that a radio button named, if it may be chosen."""
    provider = _by_id(text)
    return provider if provider and provider.is_active else None
