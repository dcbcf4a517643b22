"""The tags that every page is made with."""

import pytest
from django import forms
from django.template import Context, Template

from icpportal.core.forms import LineField, PortalForm


class Sample(PortalForm):
    optional = frozenset({"note"})
    name = LineField(
        label="网站名称", help_text="与首页上的一致", error_messages={"required": "请填写网站名称。"}
    )
    kind = forms.ChoiceField(label="接入方式", choices=[("1", "专线")], widget=forms.RadioSelect)
    note = LineField(label="备注", required=False)
    same = forms.BooleanField(label="与主体负责人相同", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def render(source: str, **context: object) -> str:
    return Template("{% load portal crispy_forms_tags %}" + source).render(Context(context))


def test_error_summary_lists_every_error_and_links_to_its_field() -> None:
    html = render("{% error_summary form %}", form=Sample({"note": "x"}))
    assert "有 2 处需要修改" in html
    assert '<a href="#id_name">请填写网站名称。</a>' in html
    assert '<a href="#id_kind_0">请选择接入方式。</a>' in html


@pytest.mark.parametrize("form", [Sample(), Sample({"name": "甲", "kind": "1"}), "", None])
def test_error_summary_without_errors_is_empty(form: object) -> None:
    assert render("{% error_summary form %}", form=form) == ""


def test_error_summary_counts_all_its_forms() -> None:
    html = render("{% error_summary a b %}", a=Sample({}), b=Sample({"name": "甲"}, prefix="b"))
    assert "有 4 处需要修改" in html
    assert '<a href="#id_b-name">' in html


def test_error_summary_escapes_what_was_typed() -> None:
    form = Sample({"name": "甲", "kind": "1"})
    form.add_error(None, "<script>")
    assert "<li>&lt;script&gt;</li>" in render("{% error_summary form %}", form=form)


def test_title_prefix_only_on_errors() -> None:
    assert render("{% title_prefix form %}", form=Sample({})) == "错误："
    assert render("{% title_prefix form %}", form=Sample()) == ""


def test_field_ties_hint_and_error_to_its_control() -> None:
    html = render("{% crispy form %}", form=Sample({}))
    assert 'id="id_name_helptext">与首页上的一致' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.index("id_name_helptext") < html.index('id="id_name_error"') < html.index('id="id_name"')
    assert 'aria-invalid="true"' in html


def test_field_says_optional_and_never_stars_required() -> None:
    html = render("{% crispy form %}", form=Sample())
    assert (
        '<label for="id_note">备注</label><span class="optional" id="id_note_optional">（选填）</span>'
        in html
    )
    assert 'aria-describedby="id_note_optional"' in html
    assert html.count("选填") == 1
    assert "*" not in html
    assert "required" not in html


def test_radio_group_is_a_fieldset_with_its_legend() -> None:
    html = render("{% crispy form %}", form=Sample())
    assert "<legend>接入方式</legend>" in html
    assert '<label for="id_kind_0">专线</label>' in html


def test_hidden_field_has_no_label() -> None:
    html = render("{% crispy form %}", form=Sample())
    assert '<input type="hidden" name="version" id="id_version">' in html
    assert "Version" not in html


def test_state_badge_of_unknown_kind_is_refused() -> None:
    assert render('{% state_badge "已填完" "done" %}') == '<span class="state state-done">已填完</span>'
    with pytest.raises(ValueError, match="unknown badge kind"):
        render('{% state_badge "已填完" "green" %}')
