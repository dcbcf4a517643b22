"""The JSON of 公共查询: every answer is one that filings/openapi-v1.json describes."""

import datetime
import json
import re
from typing import Any

import jsonschema
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from filings.models import Certificate, RegisteredWebsite
from filings.public_limits import buckets
from filings.queries import public_register as register
from tests.architecture.source import ROOT
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
DESCRIPTION = json.loads((ROOT / "filings/openapi-v1.json").read_text())


def described(path: str, status: int) -> dict[str, Any] | None:
    """The description of this answer; None for an address that is not described."""
    for template, methods in DESCRIPTION["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            answers = methods["get"]["responses"]
            answer: dict[str, Any] = answers.get(str(status), answers["default"])
            return answer
    return None


def check(path: str, answer: HttpResponse) -> None:
    """That the answer is as described, to its type, headers and last field."""
    told = described(path.partition("?")[0], answer.status_code)
    assert answer["Access-Control-Allow-Origin"] == "*"
    if told is None:
        return
    assert all(name in answer for name in told.get("headers", {}))
    if "content" not in told:
        assert answer.content == b""
        return
    schema = told["content"][answer["Content-Type"]]["schema"]
    whole = {**schema, "components": DESCRIPTION["components"]}
    checker = jsonschema.Draft202012Validator(
        whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    checker.validate(json.loads(answer.content))


def got(client: Client, path: str, status: int = 200, **query: str) -> Any:
    answer = client.get(path, query)
    assert answer.status_code == status, answer.content
    check(path, answer)
    return json.loads(answer.content)


def refused(client: Client, path: str, status: int, code: str, **query: str) -> str:
    """The sentence of the problem."""
    problem = got(client, path, status, **query)
    assert (problem["code"], problem["status"]) == (code, status)
    return str(problem["detail"])


def test_description_is_openapi_and_is_served(client: Client) -> None:
    assert got(client, "/api/v1/openapi.json") == DESCRIPTION
    assert DESCRIPTION["openapi"].startswith("3.")
    for name, schema in DESCRIPTION["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False, name


def test_site_as_json(client: Client) -> None:
    registered.planted(1, pre_approvals="1")
    wanted = {
        "number": "京ICP备05000001号-1",
        "entity_number": "京ICP备05000001号",
        "organiser": "示例企业1有限公司",
        "nature": {"code": 4, "name": "企业"},
        "name": "示例网站1",
        "home_url": "www.demo-1.test",
        "domains": ["demo-1.test"],
        "pre_approvals": [{"code": 1, "name": "新闻"}],
        "approved_on": "2005-04-02",
        "status": {"code": "active", "name": "在案"},
    }
    assert got(client, "/api/v1/sites/京ICP备05000001号-1") == wanted
    assert got(client, "/api/v1/sites/京icp备05000001-1号") == wanted
    for query in (
        {"q": "demo-1.test"},
        {"domain": "http://www.demo-1.test/"},
        {"number": "京ICP备05000001"},
        {"name": "网站1"},
    ):
        found = got(client, "/api/v1/sites", **query)
        assert (found["sites"], found["next"], found["advice"]) == ([wanted], None, None)
        assert found["understood"]["sentence"]


def test_lookup_needs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    registered.planted(1)
    for path in ("/api/v1/sites?domain=demo-1.test", "/api/v1/sites/京ICP备05000001号-1"):
        with django_assert_num_queries(1):
            assert client.get(path).status_code == 200


def test_list_is_paged_by_cursor(client: Client) -> None:
    for place in range(1, 46):
        registered.planted(place)
    seen, cursor = [], ""
    for size in (20, 20, 5):
        page = got(client, "/api/v1/sites", name="示例网站", **({"cursor": cursor} if cursor else {}))
        assert len(page["sites"]) == size
        seen += [site["number"] for site in page["sites"]]
        cursor = page["next"]
    assert cursor is None
    assert len(set(seen)) == 45


def test_page_that_is_not_there_says_so(client: Client) -> None:
    registered.planted(1)
    before_all = register.Cursor(0, True).text()
    page = got(client, "/api/v1/sites", name="示例网站", cursor=before_all)
    assert (page["sites"], page["next"]) == ([], None)
    assert "去掉 cursor" in page["advice"]


def test_nothing_found_is_an_empty_list_with_advice(client: Client) -> None:
    found = got(client, "/api/v1/sites", domain="nowhere.test")
    assert found["sites"] == []
    assert "没有备案" in found["advice"]
    assert "没有这个网站备案号" in refused(client, "/api/v1/sites/京ICP备05000001号-1", 404, "not_found")
    assert "主体备案号" in refused(client, "/api/v1/sites/京ICP备05000001号", 404, "entity_number")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "one_parameter"),
        ({"cursor": "x"}, "one_parameter"),
        ({"q": "示例", "name": "示例"}, "one_parameter"),
        ({"q": ""}, "not_understood"),
        ({"q": "\x00"}, "not_understood"),
        ({"q": "示" * 4000}, "not_understood"),
        ({"q": "%"}, "not_understood"),
        ({"number": "示例"}, "not_understood"),
        ({"domain": "com.cn"}, "not_understood"),
        ({"name": "示"}, "not_understood"),
        ({"q": "示例", "page": "1000000"}, "unknown_parameter"),
        ({"q": "示例", "__proto__": "x"}, "unknown_parameter"),
        ({"q": "示例", "cursor": "1000000"}, "bad_cursor"),
        ({"q": "示例", "cursor": "示"}, "bad_cursor"),
    ],
)
def test_bad_question_is_a_problem(client: Client, query: dict[str, str], code: str) -> None:
    assert refused(client, "/api/v1/sites", 400, code, **query)


def test_parameter_given_twice_is_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/sites?q=a.test&q=b.test")
    assert answer.status_code == 400
    check("/api/v1/sites", answer)


@pytest.mark.parametrize("text", ["%_", "' OR 1=1--", '"\\', "<script>", "{{7*7}}", "示例;--", "\u202e示例"])
def test_any_text_is_searched_as_it_is(client: Client, text: str) -> None:
    registered.planted(1, site_name="别的网站", organiser="别的单位")
    assert got(client, "/api/v1/sites", name=text)["sites"] == []


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html", "image/png", "application/xml;q=x", "\x00", "a" * 4000]
)
def test_answer_is_json_whatever_is_accepted(client: Client, accept: str) -> None:
    answer = client.get("/api/v1/sites?domain=nowhere.test", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/sites",
        "/api/v1/sites/",
        "/api/v1/%00",
        "/api/v1/sites/a/b",
        "/api/v1/a%0Ab",
    ],
)
def test_unknown_address_is_a_problem(client: Client, path: str) -> None:
    assert "openapi.json" in refused(client, path, 404, "no_such_address")


def test_what_fails_before_the_interface_is_a_problem_too(client: Client) -> None:
    for status, code, query, headers in (
        (413, "too_much", "&" * 600, {}),
        (400, "bad_request", "q=a.test", {"Content-Type": "text/plain; charset=gbk"}),
        (400, "bad_request", "q=a.test", {"Host": "elsewhere.test"}),
    ):
        answer = client.get(f"/api/v1/sites?{query}", headers=headers)
        check("/api/v1/sites", answer)
        assert (answer.status_code, json.loads(answer.content)["code"]) == (status, code)
    assert client.get("/query/", headers={"Host": "elsewhere.test"})["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("error", "status", "code", "retry_after"),
    [(OperationalError("gone"), 503, "unavailable", "30"), (ZeroDivisionError(), 500, "fault", None)],
)
def test_fault_is_a_problem_that_says_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, code: str, retry_after: str | None
) -> None:
    def fail(*values: object) -> None:
        raise error

    monkeypatch.setattr(register, "_rows", fail)
    answer = Client(raise_request_exception=False).get("/api/v1/sites?domain=a.test")
    check("/api/v1/sites", answer)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (status, code)
    assert answer.get("Retry-After") == retry_after
    assert b"gone" not in answer.content
    assert b"Error" not in answer.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_only_reading_is_possible(method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)("/api/v1/sites?domain=nowhere.test")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(answer.content)["code"] == "method_not_allowed"


def test_head_and_options(client: Client) -> None:
    assert client.head("/api/v1/sites?domain=nowhere.test").status_code == 200
    answer = client.options("/api/v1/sites")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert "Content-Type" not in answer


def test_unchanged_answer_is_not_sent_again(client: Client) -> None:
    registered.planted(1)
    path = "/api/v1/sites/京ICP备05000001号-1"
    first = client.get(path)
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    check(path, again)
    type(registered.planted(2)).objects.update(site_name="别的名称")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"If-Match": '"x"'}, {"If-Unmodified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}]
)
def test_other_conditions_are_refused_in_words(client: Client, headers: dict[str, str]) -> None:
    answer = client.get("/api/v1/sites?domain=nowhere.test", headers=headers)
    check("/api/v1/sites", answer)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (412, "precondition")


def test_name_that_ends_as_a_domain_does_is_found(client: Client) -> None:
    registered.planted(1, site_name="示例商城Shop.COM")
    found = got(client, "/api/v1/sites", q="示例商城shop.com")
    assert [site["number"] for site in found["sites"]] == ["京ICP备05000001号-1"]
    assert found["understood"]["kind"] == "name"
    assert "示例商城Shop.COM" in client.get("/query/?q=示例商城shop.com").content.decode()
    nothing = got(client, "/api/v1/sites", q="示例网店shop.com")
    assert nothing["understood"]["kind"] == "domain"
    assert "去掉后缀" in nothing["advice"]


def test_too_many_and_too_slow_are_problems(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*values: object) -> None:
        raise register.TooSlow("too_slow", "查询用时太长，已经停止。")

    with monkeypatch.context() as patch:
        patch.setattr(register, "_rows", slow)
        assert "用时太长" in refused(client, "/api/v1/sites", 503, "too_slow", name="示例")
    settings.PUBLIC_QUERIES_PER_MINUTE = 2
    buckets.clear()
    for _ in range(2):
        got(client, "/api/v1/sites", domain="nowhere.test")
    for path in ("/api/v1/sites", "/api/v1/sites/京ICP备05000001号-1", "/api/v1/certificates/ABC"):
        assert "秒后再试" in refused(client, path, 429, "too_often", **{"domain": "x.test"})


def test_certificate_as_json(client: Client) -> None:
    registered.approved(cast.owner())
    serial = Certificate.objects.get().serial
    found = got(client, f"/api/v1/certificates/{serial.lower()}")
    assert found["status"] == {"code": "valid", "name": "有效"}
    assert found["number"] == registered.website().number
    assert got(client, f"/api/v1/certificates/{'0' * 20}") == {
        "serial": "0" * 20,
        "status": {"code": "unknown", "name": "查无此证"},
        "number": None,
        "issued_on": None,
    }
    for wrong in ("示例", "ABC", "0" * 21, "A" * 19 + "U"):
        assert "20 位" in refused(client, f"/api/v1/certificates/{wrong}", 400, "bad_serial")


def test_certificate_is_read_as_on_the_verification_page(client: Client) -> None:
    registered.approved(cast.owner())
    serial = Certificate.objects.get().serial
    by_fours = "-".join(serial[start : start + 4] for start in range(0, 20, 4)).lower()
    found = got(client, f"/api/v1/certificates/{by_fours}")
    assert (found["serial"], found["status"]["code"]) == (serial, "valid")


@pytest.mark.parametrize(
    ("row", "site", "code", "name"),
    [
        ({"valid_until": LONG_AGO}, {}, "expired", "已过期"),
        ({"revoked_at": LONG_AGO}, {}, "changed", "已变更"),
        ({"valid_until": LONG_AGO, "revoked_at": LONG_AGO}, {}, "changed", "已变更"),
        ({"revoked_at": LONG_AGO}, {"status": "cancelled"}, "cancelled", "已注销"),
    ],
)
def test_certificate_out_of_force_says_why(
    client: Client, row: dict[str, Any], site: dict[str, Any], code: str, name: str
) -> None:
    registered.approved(cast.owner())
    Certificate.objects.update(**row)
    RegisteredWebsite.objects.update(**site)
    certificate = Certificate.objects.get()
    found = got(client, f"/api/v1/certificates/{certificate.serial}")
    assert found == {
        "serial": certificate.serial,
        "status": {"code": code, "name": name},
        "number": registered.website().number,
        "issued_on": timezone.localdate(certificate.issued_at).isoformat(),
    }


def test_certificate_altered_in_the_database_is_unknown(client: Client) -> None:
    registered.approved(cast.owner())
    certificate = Certificate.objects.get()
    Certificate.objects.update(facts=certificate.facts.replace("企业", "个人"))
    assert Certificate.objects.get().facts != certificate.facts
    assert got(client, f"/api/v1/certificates/{certificate.serial}") == {
        "serial": certificate.serial,
        "status": {"code": "unknown", "name": "查无此证"},
        "number": None,
        "issued_on": None,
    }
