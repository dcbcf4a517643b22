"""Finding a provider by keywords."""

from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from icpportal.core.errors import Refused
from providers.models import Provider
from providers.search import parse_keywords, search_context, search_providers
from tests.factories import make_provider

YUNQIAO = "北京云桥科技有限公司"
QINGYUAN = "北京清源数据科技有限公司"


def names(*keywords: str) -> list[str]:
    return [hit.name for hit in search_providers(keywords, 1).hits]


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("云桥", ("云桥",)),
        ("  北京 科技 ", ("北京", "科技")),
        ("北京\u3000科技", ("北京", "科技")),
        ("北京\t \u3000科技", ("北京", "科技")),
        ("YQ", ("yq",)),
        ("ＹＱ", ("yq",)),
        ("100%", ("100%",)),
        ("a_b", ("a_b",)),
        ("云\u200b桥", ("云桥",)),
        ("云\x00桥", ("云桥",)),
    ],
)
def test_parse_keywords_gives_normal_form(text: str, keywords: tuple[str, ...]) -> None:
    assert parse_keywords(text) == keywords


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "keywords_empty"),
        ("   ", "keywords_empty"),
        ("\u3000", "keywords_empty"),
        (" " * 10_000, "keywords_empty"),
        ("北京 云桥 科技", "keywords_too_many"),
        ("云", "keyword_short"),
        ("北京 云", "keyword_short"),
        ("%", "keyword_symbols"),
        ("_", "keyword_symbols"),
        ("%%", "keyword_symbols"),
        ("北京 __", "keyword_symbols"),
        ("'", "keyword_symbols"),
        ('"', "keyword_symbols"),
        ("\\", "keyword_symbols"),
        ("😀😀", "keyword_symbols"),
        ("云" * 65, "keywords_too_long"),
        ("云" * 10_000, "keywords_too_long"),
        ("云" * 1_000_000, "keywords_too_long"),
        ("云\ud800桥", "keywords_unclean"),
    ],
)
def test_parse_keywords_refuses_with_sentence(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_keywords(text)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_parse_keywords_of_64_characters_is_allowed() -> None:
    assert parse_keywords("云" * 64) == ("云" * 64,)


@pytest.mark.django_db
@pytest.mark.parametrize("keyword", ["云桥", "北京云桥科技有限公司", "yq", "bjyqkj", "yqkj", "桥云简"])
def test_search_finds_by_name_short_name_and_initials(keyword: str) -> None:
    make_provider(YUNQIAO, short_name="桥云简")
    make_provider("上海远帆信息技术有限公司", province="310000")
    assert names(keyword) == [YUNQIAO]


@pytest.mark.django_db
def test_search_reads_initials_by_word() -> None:
    make_provider("重庆松野科技有限公司", province="500000")
    assert names("cqsy") == ["重庆松野科技有限公司"]
    assert names("zqsy") == []


@pytest.mark.django_db
def test_search_ignores_case_and_width_of_latin() -> None:
    make_provider("北京ＡＢＣ云桥有限公司", short_name="AbC")
    assert names(*parse_keywords("abc")) == ["北京ＡＢＣ云桥有限公司"]
    assert names(*parse_keywords("ＡＢＣ")) == ["北京ＡＢＣ云桥有限公司"]


@pytest.mark.django_db
def test_search_with_two_keywords_wants_both_in_any_order() -> None:
    make_provider(YUNQIAO)
    make_provider(QINGYUAN)
    make_provider("上海云桥科技有限公司", province="310000")
    assert names("北京", "云桥") == [YUNQIAO]
    assert names("云桥", "北京") == [YUNQIAO]


@pytest.mark.django_db
@pytest.mark.parametrize("keyword", ["北%公", "北_云", "云桥%", "北京\\云", "1' or '1'='1"])
def test_search_takes_wildcards_literally(keyword: str) -> None:
    make_provider(YUNQIAO)
    assert names(keyword) == []


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["%", "_", "'", '"', "\\"])
def test_search_finds_a_sign_that_a_name_holds(sign: str) -> None:
    make_provider(f"北京云{sign}桥科技有限公司")
    make_provider(YUNQIAO)
    assert names(f"云{sign}桥") == [f"北京云{sign}桥科技有限公司"]


@pytest.mark.django_db
def test_search_leaves_out_inactive() -> None:
    make_provider(YUNQIAO, is_active=False)
    assert names("云桥") == []


@pytest.mark.django_db
def test_search_keyword_never_spans_name_and_short_name() -> None:
    make_provider("北京云桥", short_name="清源")
    assert names("云桥清源") == []


# Two characters are looked for among the first names before an index is asked, more are not.
WAYS = pytest.mark.parametrize("keyword", ["云桥", "云桥科技"])


def store(names: Iterable[str]) -> None:
    rows = [Provider(name=name, province="110000") for name in names]
    for row in rows:
        row.index()
    Provider.objects.bulk_create(rows)


def numbered(count: int) -> None:
    """云桥科技001 and so on, the last first."""
    store(f"云桥科技{number:03}" for number in range(count, 0, -1))


@pytest.mark.django_db
@WAYS
def test_search_gives_20_a_page_by_name(keyword: str) -> None:
    numbered(21)
    assert names(keyword) == [f"云桥科技{number:03}" for number in range(1, 21)]
    assert [hit.name for hit in search_providers((keyword,), "2").hits] == ["云桥科技021"]
    assert [search_providers((keyword,), page).has_next for page in ("1", "2")] == [True, False]


@pytest.mark.django_db
@WAYS
@pytest.mark.parametrize(
    ("page", "number"),
    [("", 1), ("x", 1), ("0", 1), ("-1", 1), ("99", 2), ("9" * 5000, 1), ("1.5", 1), ("²", 1), ("\x00", 1)],
)
def test_search_with_an_absurd_page_gives_one_that_is_there(keyword: str, page: str, number: int) -> None:
    numbered(21)
    found = search_providers((keyword,), page)
    assert found.number == number
    assert found.hits


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("providers", "keyword", "count", "last"),
    [
        (20, "云桥", 20, 1),
        (21, "云桥", None, None),
        (21, "云桥科技", 21, 2),
        (100, "云桥科技", 100, 5),
        (101, "云桥科技", None, None),
    ],
)
def test_search_counts_what_is_not_too_much(
    providers: int, keyword: str, count: int | None, last: int | None
) -> None:
    numbered(providers)
    found = search_providers((keyword,), "1")
    assert (found.count, found.last, len(found.hits)) == (count, last, 20)


@pytest.mark.django_db
@WAYS
def test_search_pages_through_what_is_too_much_to_be_counted(keyword: str) -> None:
    numbered(101)
    assert [hit.name for hit in search_providers((keyword,), "5").hits] == [
        f"云桥科技{number:03}" for number in range(81, 101)
    ]
    last = search_providers((keyword,), "99")
    assert ([hit.name for hit in last.hits], last.number, last.has_next) == (["云桥科技101"], 6, False)


@pytest.mark.django_db
def test_search_finds_what_stands_behind_the_first_names() -> None:
    store(f"上海松野{number:03}" for number in range(300))
    numbered(21)
    found = search_providers(("云桥",), "2")
    assert (found.count, [hit.name for hit in found.hits]) == (21, ["云桥科技021"])


@pytest.mark.django_db
@pytest.mark.postgres
def test_search_asks_the_index_of_characters() -> None:
    store(f"上海松野{number:04}" for number in range(3_000))
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        cursor.execute("ANALYZE providers_provider")
        assert names("清源数据") == []
        cursor.execute("EXPLAIN " + asked[-1]["sql"])
        assert "Bitmap Index Scan on provider_characters" in "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.django_db
def test_search_context_without_a_question_says_nothing() -> None:
    assert search_context("", "1") == {
        "q": "",
        "found": None,
        "sentence": "",
        "is_error": False,
    }


@pytest.mark.django_db
def test_search_context_counts_what_it_found() -> None:
    make_provider(YUNQIAO)
    context = search_context("云桥", "1")
    assert (context["sentence"], context["is_error"]) == ("找到 1 家", False)


@pytest.mark.django_db
def test_search_context_with_nothing_found_says_what_to_try() -> None:
    context = search_context("云桥", "1")
    assert context["sentence"] == (
        "没有找到符合条件的接入服务提供者。请换一个更短的词，或改用简称、拼音首字母再试。"
    )
    assert not context["is_error"]


def test_search_context_with_wrong_keywords_holds_the_sentence() -> None:
    context = search_context("一 二 三", "1")
    assert context["sentence"] == "最多输入两个关键词，用空格分开，请减少后再查。"
    assert (context["found"], context["is_error"]) == (None, True)
