"""The markup of a field: what crispy's template gave before fields were drawn by plain Python."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.boundfield import BoundField

from icpportal.core.drawing import draw, draw_columns
from icpportal.core.forms import LineField, LinesField, PortalForm

TOWNS = [("", "请选择"), ("1", "甲市"), ("直辖", [("2", "乙市"), (3, "丙&丁")])]


class Dated(forms.CheckboxSelectMultiple):
    def group_of(self, value: str) -> str:
        return "上半年" if value < "7" else "下半年"


class Sample(PortalForm):
    optional = frozenset({"remarks", "again"})
    name = LineField(label="网站名称", max_length=9, help_text="与首页上的<b>一致</b>")
    town = forms.ChoiceField(label="所在市", choices=TOWNS)
    remarks = LinesField(label="备注", widget=forms.Textarea(attrs={"rows": 3, "class": "w-long"}))
    secret = LineField(label="密码", widget=forms.PasswordInput)
    again = forms.BooleanField(
        label="与主体相同", widget=forms.CheckboxInput({"data-x": '{"a": 1}', "lang": False})
    )
    kind = forms.ChoiceField(
        label="接入方式", choices=[("1", "专线"), ("2", "其他")], widget=forms.RadioSelect
    )
    months = forms.MultipleChoiceField(label="月份", choices=[("1", "一月"), ("7", "七月")], widget=Dated)
    version = forms.IntegerField(widget=forms.HiddenInput)


FILLED = {
    "name": "甲\"'<b>",
    "town": "3",
    "remarks": "一\n</textarea>",
    "secret": "s",
    "again": "on",
    "kind": "2",
    "months": ["7"],
    "version": 3,
}


def lines(field: BoundField) -> list[str]:
    return draw(field).splitlines()


def test_text_with_hint_and_error() -> None:
    assert lines(Sample({"name": "一二三四五六七八九十"})["name"]) == [
        '<div class="field field-wrong" id="div_id_name">',
        '<div class="field-name"><label for="id_name">网站名称</label></div>',
        '<p class="hint" id="id_name_helptext">与首页上的<b>一致</b></p>',
        '<div class="wrong" id="id_name_error"><p><span class="visually-hidden">错误：</span>'
        "确保该变量包含不超过 9 字符 (目前字符数 10)。</p></div>",
        '<input type="text" name="name" value="一二三四五六七八九十" maxlength="9" class="form-control" '
        'aria-invalid="true" aria-describedby="id_name_helptext id_name_error" id="id_name">',
        "</div>",
    ]


def test_typed_text_is_escaped() -> None:
    assert 'value="甲&quot;&#x27;&lt;b&gt;"' in draw(Sample(initial=FILLED)["name"])
    assert "一\n&lt;/textarea&gt;</textarea>" in draw(Sample(initial=FILLED)["remarks"])


def test_select_marks_what_is_chosen_and_keeps_groups() -> None:
    assert lines(Sample(initial=FILLED)["town"])[2:-1] == [
        '<select name="town" class="form-select" id="id_town">',
        '<option value="">请选择</option>',
        '<option value="1">甲市</option>',
        '<optgroup label="直辖">',
        '<option value="2">乙市</option>',
        '<option value="3" selected>丙&amp;丁</option>',
        "</optgroup>",
        "</select>",
    ]


def test_nothing_chosen_is_the_empty_choice() -> None:
    assert '<option value="" selected>请选择</option>' in draw(Sample()["town"])
    assert " selected" not in draw(Sample(initial={"town": "9"})["town"])


def test_one_page_does_not_choose_for_the_next() -> None:
    draw(Sample(initial={"town": "1"})["town"])
    assert '<option value="1">甲市</option>' in draw(Sample(initial={"town": "2"})["town"])


def test_optional_text_is_tied_to_its_control() -> None:
    assert lines(Sample()["remarks"]) == [
        '<div class="field" id="div_id_remarks">',
        '<div class="field-name"><label for="id_remarks">备注</label>'
        '<span class="optional" id="id_remarks_optional">（选填）</span></div>',
        '<textarea name="remarks" cols="40" rows="3" class="form-control w-long" '
        'aria-describedby="id_remarks_optional" id="id_remarks">',
        "</textarea>",
        "</div>",
    ]


def test_password_is_never_shown_again() -> None:
    assert lines(Sample(FILLED)["secret"])[2] == (
        '<input type="password" name="secret" class="form-control" id="id_secret">'
    )


def test_tick_has_its_label_behind_it() -> None:
    assert lines(Sample(FILLED)["again"])[1] == (
        '<div class="tick"><input type="checkbox" name="again" data-x="{&quot;a&quot;: 1}" '
        'aria-describedby="id_again_optional" id="id_again" checked>'
        '<label for="id_again">与主体相同</label></div>'
    )


def test_group_is_a_fieldset() -> None:
    assert lines(Sample(FILLED | {"kind": "9"})["kind"]) == [
        '<div class="field field-wrong" id="div_id_kind">',
        '<fieldset aria-describedby="id_kind_error">',
        "<legend>接入方式</legend>",
        '<div class="wrong" id="id_kind_error"><p><span class="visually-hidden">错误：</span>'
        "选择一个有效的选项。 9 不在可用的选项中。</p></div>",
        '<div class="tick"><input type="radio" name="kind" value="1" id="id_kind_0" aria-invalid="true">'
        '<label for="id_kind_0">专线</label></div>',
        '<div class="tick"><input type="radio" name="kind" value="2" id="id_kind_1" aria-invalid="true">'
        '<label for="id_kind_1">其他</label></div>',
        "</fieldset>",
        "</div>",
    ]


def test_columns_name_their_groups() -> None:
    assert draw_columns(Sample(initial=FILLED)["months"]).splitlines()[3:-2] == [
        '<div class="tick-columns">',
        '<p class="tick-group soft">上半年</p>',
        '<div class="tick"><input type="checkbox" name="months" value="1" id="id_months_0">'
        '<label for="id_months_0">一月</label></div>',
        '<p class="tick-group soft">下半年</p>',
        '<div class="tick"><input type="checkbox" name="months" value="7" id="id_months_1" checked>'
        '<label for="id_months_1">七月</label></div>',
        "</div>",
    ]


def test_hidden_field_is_its_control_alone() -> None:
    assert draw(Sample(initial=FILLED)["version"]) == (
        '<input type="hidden" name="version" value="3" id="id_version">'
    )


def pressed(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize(
    "arguments", [{}, {"initial": FILLED}, {"data": FILLED}, {"data": {}}, {"prefix": "p"}]
)
@pytest.mark.parametrize("name", ["name", "town", "remarks", "secret", "again", "version"])
def test_control_is_what_django_draws(name: str, arguments: dict[str, Any]) -> None:
    field = Sample(**arguments)[name]
    assert pressed(field.as_widget()) == pressed(BoundField.as_widget(field))


@pytest.mark.parametrize("data", [None, {}])
@pytest.mark.parametrize("name", list(Sample.base_fields))
def test_attributes_are_those_that_django_gives(name: str, data: dict[str, str] | None) -> None:
    field = Sample(data)[name]
    field.field.disabled = name == "remarks"
    given = {"class": "x"}
    assert list(field.build_widget_attrs(given).items()) == list(
        BoundField.build_widget_attrs(field, given).items()
    )


def test_unknown_widget_is_left_to_django() -> None:
    form = Sample()
    form.fields["name"].widget = forms.DateInput(attrs={"class": "w-short"})
    assert '<input type="text" name="name" class="form-control w-short"' in draw(form["name"])
