"""Names as strangers may see them."""

import pytest

from filings.lookup_text import searched_names, shown_organiser


@pytest.mark.parametrize(
    ("nature", "shown", "searched"),
    [
        (5, "欧***", "\n示例网站\n"),
        (4, "欧阳示例", "\n欧阳示例\n示例网站\n"),
        (None, "欧阳示例", "\n欧阳示例\n示例网站\n"),
    ],
)
def test_only_a_person_is_masked_and_left_out(nature: int | None, shown: str, searched: str) -> None:
    assert shown_organiser("欧阳示例", nature) == shown
    assert searched_names("欧阳示例", nature, "示例网站") == searched
