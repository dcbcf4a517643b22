"""Reading a CSV file of access providers. Writes nothing; `providers.importing` does."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from icpportal.core.errors import Refused
from icpportal.core.text import UncleanText, clean_line
from providers.models import Provider
from providers.provinces import province_code
from providers.text_rules import normal_licence

MAX_BYTES = 2_000_000
MAX_ROWS = 20_000
MAX_PROBLEMS = 200

HEADINGS = {
    "名称": "name",
    "简称": "short_name",
    "所在省": "province",
    "许可证号": "licence_number",
    "联系电话": "contact_phone",
    "联系邮箱": "contact_email",
    "状态": "is_active",
}
STATUSES = {"在用": True, "停用": False}
SAMPLE = (
    "名称,简称,所在省,许可证号,联系电话,联系邮箱,状态\r\n"
    "示例接入服务有限公司,示例接入,北京,京B1-示例-9901,010-00000000,beian@provider.example,在用\r\n"
)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one line; lines count from 1, the headings' line included."""

    line: int
    sentence: str


@dataclass(frozen=True)
class ProviderLine:
    """One provider as the file gives it: model fields by name; a cell left empty is not among them."""

    line: int
    values: dict[str, Any]


class FileRefused(Refused):
    """The file cannot be imported; nothing of it was.

    :param problems: by line, at most `MAX_PROBLEMS`; empty when the file as a whole is wrong
    """

    def __init__(self, code: str, sentence: str, problems: list[Problem] | None = None) -> None:
        super().__init__(code, sentence)
        self.problems = (problems or [])[:MAX_PROBLEMS]


def wrong_lines(problems: list[Problem]) -> FileRefused:
    """The refusal of a file with these problems, of which there is at least one."""
    sentence = f"文件中有 {len(problems)} 处需要修改，一条也没有导入。请改好后重新上传。"
    if len(problems) > MAX_PROBLEMS:
        sentence += f"下面先列出前 {MAX_PROBLEMS} 处。"
    return FileRefused("lines_wrong", sentence, problems)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, with or without byte order mark, or in GB18030.

    :raises FileRefused: too big, empty, or no text
    """
    if len(data) > MAX_BYTES:
        raise FileRefused("file_too_big", "文件超过 2 MB，请分成几个文件分别导入。")
    if b"\0" in data:
        raise FileRefused("file_binary", "这不是文本文件。请在表格软件中另存为“CSV UTF-8”格式后再上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.removeprefix("\ufeff")
        if text.strip():
            return text
        raise FileRefused("file_empty", "文件是空的，请选择填有接入服务商的 CSV 文件。")
    raise FileRefused("file_encoding", "无法识别文件的编码。请在表格软件中另存为“CSV UTF-8”格式后再上传。")


def read_lines(text: str) -> list[ProviderLine]:
    """Every line of the file that is not blank, checked one by one.

    :raises FileRefused: wrong headings, no lines or too many, a broken quote, or problems by line
    """
    rows = _rows(text)
    columns = _columns(next(rows, (1, []))[1])
    lines, problems = [], []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            lines.append(_provider_line(number, columns, cells))
        except ValidationError as error:
            problems += [Problem(number, sentence) for sentence in error.messages]
        if len(lines) + len(problems) > MAX_ROWS:
            raise FileRefused("file_too_long", f"一次最多导入 {MAX_ROWS} 家，请分成几个文件分别导入。")
    problems += _duplicates(lines)
    if problems:
        raise wrong_lines(sorted(problems, key=lambda problem: problem.line))
    if not lines:
        raise FileRefused("file_empty", "文件中只有标题行，请填上接入服务商后再上传。")
    return lines


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line that it starts on; a quoted cell may span lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        sentence = "这一行的引号不成对，或有一格太长。请改好后重新上传。"
        raise FileRefused("file_quotes", f"从第 {start} 行起无法读取。", [Problem(start, sentence)]) from None


def _columns(cells: list[str]) -> list[str]:
    """The model field of each column, in the file's order."""
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if sorted(headings) != sorted(HEADINGS):
        expected = "、".join(HEADINGS)
        raise FileRefused(
            "file_headings", f"第一行应是这七个标题，次序不限：{expected}。请对照模板修改，并用逗号分隔。"
        )
    return [HEADINGS[heading] for heading in headings]


def _provider_line(number: int, columns: list[str], cells: list[str]) -> ProviderLine:
    """:raises ValidationError: with every sentence about this line"""
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        raise ValidationError(f"这一行有 {len(cells)} 格，应为 {len(columns)} 格。")
    try:
        texts = {column: clean_line(cell) for column, cell in zip(columns, cells, strict=False)}
    except UncleanText:
        raise ValidationError("含有无法保存的字符，请删去后重新填写。") from None
    values: dict[str, Any] = {column: text for column, text in texts.items() if text}
    problems = _convert(values) + _field_problems(values)
    if problems:
        raise ValidationError(problems)
    return ProviderLine(number, values)


def _convert(values: dict[str, Any]) -> list[str]:
    """Turn province, status and licence number into what the model holds; sentences about what cannot be."""
    problems = []
    if "province" in values and not (code := province_code(values["province"])):
        problems.append(f"所在省：没有“{values.pop('province')[:20]}”，请填写省名，如 北京、内蒙古。")
    elif "province" in values:
        values["province"] = code
    else:
        problems.append("所在省：请填写省名，如 北京、内蒙古。")
    if "is_active" in values and values["is_active"] not in STATUSES:
        problems.append(f"状态：应为“在用”或“停用”，不能是“{values.pop('is_active')[:20]}”。")
    elif "is_active" in values:
        values["is_active"] = STATUSES[values["is_active"]]
    if "licence_number" in values:
        values["licence_number"] = normal_licence(values["licence_number"])
    return problems


def _field_problems(values: dict[str, Any]) -> list[str]:
    """What the model's own fields say of these values, each with its heading."""
    try:
        Provider(**values).clean_fields(exclude={"id", "pinyin", "search_text", "province"})
    except ValidationError as error:
        labels = {field: heading for heading, field in HEADINGS.items()}
        return [f"{labels[field]}：{text}" for field, texts in error.message_dict.items() for text in texts]
    return []


def _duplicates(lines: list[ProviderLine]) -> list[Problem]:
    """The lines that repeat an earlier one's name or licence number."""
    problems = []
    for field, heading in (("name", "名称"), ("licence_number", "许可证号")):
        first: dict[str, int] = {}
        for line in lines:
            if (value := line.values.get(field)) and first.setdefault(value, line.line) != line.line:
                problems.append(Problem(line.line, f"{heading}与第 {first[value]} 行重复，请只留一行。"))
    return problems
