"""Pages need no inline code and no other host, and speak Chinese."""

import pytest

from tests.architecture.source import name_of, web_files
from tests.architecture.template_faults import asset_faults, template_faults


@pytest.mark.parametrize("path", web_files(".html"), ids=name_of)
def test_template_has_no_fault(path) -> None:
    assert template_faults(path.read_text()) == []


@pytest.mark.parametrize("path", web_files(".css", ".js"), ids=name_of)
def test_asset_has_no_fault(path) -> None:
    assert asset_faults(path.read_text(), path.suffix) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<p style='color: red'>字</p>", "inline style"),
        ("<style>p {}</style>", "inline style"),
        ("<script>go()</script>", "inline script"),
        ('<button {% if a %}onclick="go()"{% endif %}>字</button>', "inline onclick"),
        ("<a href='javascript:go()'>字</a>", "script in href"),
        ("<script src='https://cdn.example/x.js'></script>", "other host: https://cdn.example/x.js"),
        ("<img src='//cdn.example/x.png' alt=''>", "other host: //cdn.example/x.png"),
        ("<link rel='stylesheet' href='http://cdn.example/x.css'>", "other host: http://cdn.example/x.css"),
        ("<p>Please try again</p>", "English: Please try again"),
        ("<input placeholder='enter your name'>", "English: enter your name"),
    ],
)
def test_fault_in_template_is_found(text: str, fault: str) -> None:
    assert template_faults(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "{# please try it again #}<p>字</p>",
        "{% comment %}<p onclick='x'>please try it again</p>{% endcomment %}",
        "<a href='https://beian.miit.gov.cn/'>ICP备案管理系统</a>",
        "{% url 'home' as a b c %}<p>{{ one|default:'two three four' }}</p>",
    ],
)
def test_good_template_has_no_fault(text: str) -> None:
    assert template_faults(text) == []


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("p { background: url(https://cdn.example/x.png) }", ".css"),
        ("@import 'x.css';", ".css"),
        ("fetch('https://api.example/')", ".js"),
        ("document.write(text)", ".js"),
    ],
)
def test_fault_in_asset_is_found(text: str, suffix: str) -> None:
    assert len(asset_faults(text, suffix)) == 1
