"""The form that every page's form is made from."""

from django import forms

from icpportal.core.forms import LineField, PortalForm


class Sample(PortalForm):
    name = LineField(label="网站名称")
    kind = forms.ChoiceField(label="接入方式", choices=[("1", "专线")])
    agreed = forms.BooleanField(label="我已核对")
    code = LineField(label="验证码", error_messages={"required": "请输入图片上的字符。"})


def test_missing_answers_are_asked_for_by_name() -> None:
    assert Sample({}).errors == {
        "name": ["请填写网站名称。"],
        "kind": ["请选择接入方式。"],
        "agreed": ["请勾选我已核对。"],
        "code": ["请输入图片上的字符。"],
    }


def test_one_form_does_not_change_the_words_of_another() -> None:
    first = Sample({})
    first.fields["name"].error_messages["required"] = "x"
    assert Sample({}).errors["name"] == ["请填写网站名称。"]
