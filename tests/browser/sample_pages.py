"""A few pages of the tests' own, made with the portal's frame, for the scripts to act on."""

import json
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import include, path

from icpportal.core.errors import Conflict
from icpportal.core.forms import LineField, PortalForm

saved: list[str] = []
FRAME = (
    '{% extends "frame.html" %}{% load portal crispy_forms_tags %}'
    "{% block title %}{% title_prefix form %}PAGE{% endblock %}{% block page %}BODY{% endblock %}"
)
FORM = (
    '<form method="post">{% csrf_token %}{% crispy form %}'
    '<div class="actions"><button class="btn btn-primary">提交</button></div></form>'
)
WINDOW = '<div id="window">{% error_summary form %}<h1 class="page-title">PAGE</h1>BODY</div>'
PROVIDERS = {"7": "北京示例科技有限公司", "8": "北京样例网络有限公司"}


class NameForm(PortalForm):
    name = LineField(label="网站名称", error_messages={"required": "请填写网站名称。"})


class FieldsForm(PortalForm):
    province = forms.CharField(
        label="所在省",
        widget=forms.Select(
            {"data-regions-url": "/regions/", "data-region-child": "id_city"},
            [("", "请选择"), ("110000", "北京市"), ("440000", "广东省")],
        ),
    )
    city = forms.CharField(
        label="所在市",
        widget=forms.Select(
            {"data-regions-url": "/regions/", "data-region-child": "id_county"}, [("", "请选择")]
        ),
    )
    county = forms.CharField(label="所在县", widget=forms.Select(choices=[("", "请选择")]))
    nature = forms.CharField(
        label="主办单位性质",
        widget=forms.Select(
            {
                "data-narrows": "id_document",
                "data-options": json.dumps({"4": [["1", "营业执照"]], "5": [["2", "居民身份证"]]}),
            },
            [("", "请选择"), ("4", "企业"), ("5", "个人")],
        ),
    )
    document = forms.CharField(
        label="有效证件类型",
        widget=forms.Select(choices=[("", "请选择"), ("1", "营业执照"), ("2", "居民身份证")]),
    )
    same = forms.BooleanField(
        label="与主体负责人相同",
        widget=forms.CheckboxInput({"data-same-person": json.dumps({"id_person": "陈示例"})}),
    )
    person = LineField(label="负责人姓名")


def show(request: HttpRequest, title: str, body: str, **context: Any) -> HttpResponse:
    context["user"] = SimpleNamespace(
        is_authenticated="gone" not in request.COOKIES, username="owner", role="owner", is_staff=False
    )
    source = FRAME.replace("BODY", body).replace("PAGE", title)
    whole = RequestContext(request)
    whole.push(**context)
    return HttpResponse(Template(source).render(whole))


def listing(request: HttpRequest) -> HttpResponse:
    body = (
        "<h1>网站信息</h1>{% for name in saved %}<p>{{ name }}</p>{% endfor %}"
        '<a href="/add/" data-window data-window-title="添加网站">添加网站</a>'
        '<a href="/outer/" data-window>接入列表</a>'
    )
    return show(request, "网站信息", body, saved=saved)


def add(request: HttpRequest) -> HttpResponse:
    if "gone" in request.COOKIES:
        return login(request)
    form = NameForm(request.POST or None) if "name" not in request.POST else NameForm(request.POST)
    if form.is_valid():
        if form.cleaned_data["name"] == "冲突":
            raise Conflict("stale", "这个网站刚刚在别处修改过，请刷新后再改。")
        saved.append(form.cleaned_data["name"])
        messages.success(request, "网站信息已保存。")
        return HttpResponseRedirect("/list/")
    return show(request, "添加网站", WINDOW.replace("BODY", FORM), form=form)


def outer(request: HttpRequest) -> HttpResponse:
    body = '{% for name in saved %}<p>{{ name }}</p>{% endfor %}<a href="/inner/" data-window>添加接入</a>'
    return show(request, "接入列表", WINDOW.replace("BODY", body), saved=saved)


def inner(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None)
    if form.is_valid():
        saved.append(form.cleaned_data["name"])
        return redirect("/outer/")
    return show(request, "添加接入", WINDOW.replace("BODY", FORM), form=form)


def access(request: HttpRequest) -> HttpResponse:
    body = (
        '<form method="post"><label>网站接入服务提供者名称<input name="provider_name"></label>'
        '<input type="hidden" name="provider"><button data-provider-search="/search/">查询</button></form>'
    )
    return show(request, "添加接入", body)


def search(request: HttpRequest) -> HttpResponse:
    body = (
        '<form method="get" action="/search/"><label>关键词<input name="q" value="{{ q }}"></label>'
        '<button>查询</button></form><form data-provider-choice action="/search/">{% for pk, name in found %}'
        '<label class="choice"><input type="radio" name="provider" value="{{ pk }}" data-name="{{ name }}">'
        '{{ name }}</label>{% endfor %}<button>确定</button><a href="/" data-window-close>取消</a></form>'
    )
    q = request.GET.get("q", "")
    found = [(pk, name) for pk, name in PROVIDERS.items() if q in name]
    return show(request, "选择网站接入服务提供者", WINDOW.replace("BODY", body), q=q, found=found)


def fields(request: HttpRequest) -> HttpResponse:
    return show(request, "主体", "{% crispy form %}", form=FieldsForm())


def login(request: HttpRequest) -> HttpResponse:
    return show(request, "登录", "<h1>登录</h1>")


PAGES = {
    "list": listing,
    "add": add,
    "outer": outer,
    "inner": inner,
    "access": access,
    "search": search,
    "fields": fields,
    "login": login,
}
urlpatterns = [path(f"{name}/", login_not_required(view)) for name, view in PAGES.items()]
urlpatterns.append(path("", include("icpportal.core.urls")))
handler500 = "icpportal.errors.server_error"
