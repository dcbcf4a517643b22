"""What must not stand in a template: code and style between the lines, other hosts, English sentences."""

import re
from html.parser import HTMLParser

_COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?:[\s,;]+[A-Za-z]+){2,}\b")
_OTHER_HOST = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)
_LOADING = {"src", "srcset", "action", "formaction", "poster", "data"}
_READ_ALOUD = {"placeholder", "title", "aria-label", "alt", "value", "content"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.faults.append(f"inline {tag}")
        if tag in {"script", "code", "pre", "kbd"}:
            self.inside.append(tag)
        for name, value in attrs:
            self._read_attribute(tag, name, value or "")

    def _read_attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style" or name.startswith("on"):
            self.faults.append(f"inline {name}")
        if value.strip().lower().startswith("javascript:"):
            self.faults.append(f"script in {name}")
        if (name in _LOADING or (tag == "link" and name == "href")) and _OTHER_HOST.match(value):
            self.faults.append(f"other host: {value}")
        if name in _READ_ALOUD and tag != "meta":
            self._read_text(value)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self._read_text(data)

    def _read_text(self, text: str) -> None:
        self.faults.extend(f"English: {found}" for found in _ENGLISH.findall(text))


def template_faults(text: str) -> list[str]:
    """What is wrong in the source of one template, one phrase each."""
    reader = _Reader()
    reader.feed(_VALUE.sub("·", _TAG.sub(" ", _COMMENTS.sub("", text))))
    reader.close()
    return reader.faults


_CSS_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//|sourceMappingURL", re.IGNORECASE)
_JS_ELSEWHERE = re.compile(
    r"['\"`](?:https?:)?//\w|sourceMappingURL|\beval\(|\bnew Function\(|\.style\.cssText|document\.write\("
)


def asset_faults(text: str, suffix: str) -> list[str]:
    """What a stylesheet (`.css`) or script (`.js`) of ours must not hold."""
    pattern = _CSS_ELSEWHERE if suffix == ".css" else _JS_ELSEWHERE
    return pattern.findall(text)
