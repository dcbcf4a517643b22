import pytest
from django.template import Context, Template

from icpportal.core.masking import mask_document, mask_email, mask_mobile, mask_name


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_name, "张示例", "张**"),
        (mask_name, "张三", "张*"),
        (mask_name, "张", "*"),
        (mask_name, "", ""),
        (mask_mobile, "13000000000", "130****0000"),
        (mask_mobile, "010-00000000;13000000001", "010*****0000;130****0001"),
        (mask_mobile, "12345678", "********"),
        (mask_email, "owner@example.test", "o***@example.test"),
        (mask_email, "a@example.test;b@example.test", "a***@example.test;b***@example.test"),
        (mask_email, "no address", "**********"),
        (mask_document, "110101197001010008", "110*************08"),
        (mask_document, "E00000000", "E******00"),
        (mask_document, "FAKE", "****"),
        (mask_document, "", ""),
    ],
)
def test_mask(mask, value, shown):
    assert mask(value) == shown


def test_masks_are_template_filters_and_stay_escaped():
    template = Template(
        "{% load portal %}{{ n|mask_name }} {{ m|mask_mobile }} {{ e|mask_email }} {{ d|mask_document }}"
    )
    context = Context({"n": "<b>", "m": "13000000000", "e": "owner@example.test", "d": "110101197001010008"})
    assert template.render(context) == "&lt;** 130****0000 o***@example.test 110*************08"
