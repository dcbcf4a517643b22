"""Reading a CSV file of providers."""

import pytest

from providers.csv_file import SAMPLE, FileRefused, decode, read_lines

HEADINGS = "名称,简称,所在省,许可证号,联系电话,联系邮箱,状态"
LINE = "北京云桥科技有限公司,云桥,北京,京B1-示例-0012,010-00000000,beian@provider.example,在用"


def refused(*lines: str) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        read_lines("\r\n".join(lines))
    return refusal.value


def problems(*lines: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.sentence) for problem in refused(HEADINGS, *lines).problems]


def test_read_lines_gives_model_values_by_line() -> None:
    [line] = read_lines(f"{HEADINGS}\r\n{LINE}\r\n")
    assert line.line == 2
    assert line.values == {
        "name": "北京云桥科技有限公司",
        "short_name": "云桥",
        "province": "110000",
        "licence_number": "京B1-示例-0012",
        "contact_phone": "010-00000000",
        "contact_email": "beian@provider.example",
        "is_active": True,
    }


def test_read_lines_leaves_empty_cells_out() -> None:
    [line] = read_lines(f"{HEADINGS}\n北京云桥, ,北京市,,,,\n")
    assert line.values == {"name": "北京云桥", "province": "110000"}


def test_read_lines_takes_columns_in_any_order_and_skips_blank_lines() -> None:
    text = "状态,所在省,名称,简称,许可证号,联系电话,联系邮箱,,\r\n\r\n停用,内蒙古,某接入,,,,,,\r\n,,,,,,\r\n"
    [line] = read_lines(text)
    assert (line.line, line.values) == (3, {"name": "某接入", "province": "150000", "is_active": False})


def test_read_lines_counts_lines_of_the_file_not_rows() -> None:
    text = f'{HEADINGS}\n"北京\n云桥",,北京,,,,\n清源,,北京,,,,\n'
    assert [(line.line, line.values["name"]) for line in read_lines(text)] == [(2, "北京 云桥"), (4, "清源")]


def test_read_lines_keeps_quotes_commas_and_leading_zeros() -> None:
    [line] = read_lines(f'{HEADINGS}\n"云桥,""北京""",,北京,0012,,,\n')
    assert (line.values["name"], line.values["licence_number"]) == ('云桥,"北京"', "0012")


def test_sample_can_be_read() -> None:
    assert [line.values["province"] for line in read_lines(SAMPLE)] == ["110000"]


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADINGS}\n{LINE}".encode("utf-8-sig"),
        f"{HEADINGS}\n{LINE}".encode(),
        f"{HEADINGS}\n{LINE}".encode("gb18030"),
        f"\ufeff{HEADINGS}\n{LINE}".encode("gb18030"),
    ],
)
def test_decode_reads_what_spreadsheets_write(data: bytes) -> None:
    assert decode(data) == f"{HEADINGS}\n{LINE}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (b"a\x00b", "file_binary"),
        (b"PK\x03\x04\x14\x00\x06\x00", "file_binary"),
        ("名称".encode("utf-16"), "file_encoding"),
        ("名称,状态".encode("utf-16"), "file_binary"),
        (b"\xff\xfe\xff\xfe", "file_encoding"),
        (b"x" * 2_000_001, "file_too_big"),
    ],
)
def test_decode_refuses_with_sentence(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        decode(data)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


@pytest.mark.parametrize(
    "headings",
    [
        "name,short,province,licence,phone,mail,state",
        "名称,简称,所在省,许可证号,联系电话,联系邮箱",
        "名称,简称,所在省,许可证号,联系电话,联系邮箱,状态,备注",
        "名称,名称,所在省,许可证号,联系电话,联系邮箱,状态",
        "名称;简称;所在省;许可证号;联系电话;联系邮箱;状态",
        LINE,
    ],
)
def test_read_lines_refuses_other_headings(headings: str) -> None:
    refusal = refused(headings, LINE)
    assert refusal.code == "file_headings"
    assert "名称、简称、所在省、许可证号、联系电话、联系邮箱、状态" in refusal.sentence


def test_read_lines_refuses_headings_alone() -> None:
    assert refused(HEADINGS).code == "file_empty"


def test_read_lines_refuses_more_than_20000() -> None:
    rows = [f"北京云桥{number},,北京,,,," for number in range(20_001)]
    assert refused(HEADINGS, *rows).code == "file_too_long"


@pytest.mark.parametrize(
    "row", ['"北京云桥,,北京,,,,', '"北京"云桥,,北京,,,,', f'"{"长" * 140_000}",,北京,,,,']
)
def test_read_lines_refuses_broken_quotes_with_the_line(row: str) -> None:
    refusal = refused(HEADINGS, LINE, row)
    assert (refusal.code, refusal.problems[0].line) == ("file_quotes", 3)


@pytest.mark.parametrize(
    ("row", "start"),
    [
        (",,北京,,,,", "名称："),
        ("云桥,,,,,,", "所在省：请填写省名"),
        ("云桥,,火星,,,,", "所在省：没有“火星”"),
        ("云桥,,北京,,,,可用", "状态：应为“在用”或“停用”，不能是“可用”。"),
        ("云桥,,北京,,问张三,,", "联系电话："),
        ("云桥,,北京,,,beian.example,", "联系邮箱："),
        ("=1+1,,北京,,,,", "名称：不能以 = + - @ 开头"),
        ("云桥,@x,北京,,,,", "简称：不能以 = + - @ 开头"),
        ("云桥,,北京,+1,,,", "许可证号：不能以 = + - @ 开头"),
        (f"{'云' * 256},,北京,,,,", "名称："),
        (f"云桥,{'云' * 65},北京,,,,", "简称："),
        ("云桥,,北京", "这一行有 3 格，应为 7 格。"),
        ("云桥,,北京,,,,,多了", "这一行有 8 格，应为 7 格。"),
        ("云\ue000桥,,北京,,,,", "含有无法保存的字符"),
    ],
)
def test_read_lines_says_what_is_wrong_in_a_line(row: str, start: str) -> None:
    [(line, sentence)] = problems(LINE, row)
    assert line == 3
    assert sentence.startswith(start)


def test_read_lines_says_everything_at_once_in_the_order_of_lines() -> None:
    found = problems("云桥,,火星,,,,可用", LINE, "=清源,,北京,,,,", LINE)
    assert [line for line, _ in found] == [2, 2, 4, 5, 5]
    assert found[3:] == [(5, "名称与第 3 行重复，请只留一行。"), (5, "许可证号与第 3 行重复，请只留一行。")]


def test_read_lines_compares_licence_numbers_in_their_normal_form() -> None:
    assert problems("云桥,,北京,京b1-1,,,", "清源,,北京,京B1－1,,,") == [
        (3, "许可证号与第 2 行重复，请只留一行。")
    ]


def test_read_lines_lists_at_most_200_problems_and_counts_all() -> None:
    refusal = refused(HEADINGS, *[f"云桥{number},,火星,,,," for number in range(300)])
    assert len(refusal.problems) == 200
    assert refusal.sentence.startswith("文件中有 300 处需要修改，一条也没有导入。")
