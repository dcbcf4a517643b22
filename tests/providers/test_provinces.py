"""Provinces as the directory writes them."""

import pytest

from providers.provinces import province_choices, province_code


def test_province_choices_are_31_short_names() -> None:
    choices = province_choices()
    assert len(choices) == 31
    assert choices[0] == ("110000", "北京")
    assert ("150000", "内蒙古") in choices
    assert ("650000", "新疆") in choices


@pytest.mark.parametrize("text", ["广西", "广西壮族自治区", "450000"])
def test_province_code_reads_short_and_full_name_and_code(text: str) -> None:
    assert province_code(text) == "450000"


@pytest.mark.parametrize("text", ["", "省", "广", "Beijing", "710000", "45", "香港"])
def test_province_code_of_unknown_text_is_empty(text: str) -> None:
    assert province_code(text) == ""
