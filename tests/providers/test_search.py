"""Finding a provider by keywords."""

import pytest

from icpportal.core.errors import Refused
from providers.search import parse_keywords, search_context, search_providers
from tests.factories import make_provider

YUNQIAO = "北京云桥科技有限公司"
QINGYUAN = "北京清源数据科技有限公司"


def names(*keywords: str) -> list[str]:
    return [provider.name for provider in search_providers(keywords, 1)]


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


@pytest.mark.django_db
def test_search_gives_20_a_page_by_name() -> None:
    for number in range(21, 0, -1):
        make_provider(f"云桥{number:02}有限公司")
    assert names("云桥") == [f"云桥{number:02}有限公司" for number in range(1, 21)]
    assert [provider.name for provider in search_providers(("云桥",), "2")] == ["云桥21有限公司"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "number"),
    [("", 1), ("x", 1), ("0", 2), ("-1", 2), ("99", 2), ("9" * 5000, 1), ("1.5", 1), ("²", 1), ("\x00", 1)],
)
def test_search_with_an_absurd_page_gives_one_that_is_there(page: str, number: int) -> None:
    for index in range(21):
        make_provider(f"云桥{index:02}有限公司")
    assert search_providers(("云桥",), page).number == number


@pytest.mark.django_db
def test_search_context_without_a_question_says_nothing() -> None:
    assert search_context("", "1") == {
        "q": "",
        "page": None,
        "count_text": "",
        "sentence": "",
        "is_error": False,
    }


@pytest.mark.django_db
def test_search_context_counts_what_it_found() -> None:
    make_provider(YUNQIAO)
    context = search_context("云桥", "1")
    assert (context["count_text"], context["sentence"], context["is_error"]) == ("找到 1 家", "", False)


@pytest.mark.django_db
def test_search_context_with_nothing_found_says_what_to_try() -> None:
    context = search_context("云桥", "1")
    assert context["sentence"] == (
        "没有找到符合条件的接入服务提供者。请换一个更短的词，或改用简称、拼音首字母再试。"
    )
    assert (context["count_text"], context["is_error"]) == ("", False)


def test_search_context_with_wrong_keywords_holds_the_sentence() -> None:
    context = search_context("一 二 三", "1")
    assert context["sentence"] == "最多输入两个关键词，用空格分开，请减少后再查。"
    assert (context["page"], context["is_error"]) == (None, True)
