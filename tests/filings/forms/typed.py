"""What a person types into the wizard's forms when everything is right, and what nobody should."""

from typing import Any

ENTITY: dict[str, Any] = {
    "name": "示例零一科技有限公司",
    "nature": "4",
    "document_type": "1",
    "document_number": "91110108FAKE10000P",
    "document_address": "北京市海淀区示例路1号",
    "investor": "示例零一科技有限公司",
    "province": "110000",
    "city": "110100",
    "county": "110108",
    "address": "北京市海淀区示例路1号示例大厦2层201室",
    "person_name": "张示例",
    "person_document_type": "2",
    "person_document_number": "110101197001010008",
    "person_office_phone": "010-00000000",
    "person_mobile": "13000000000",
    "person_email": "owner@example.test",
    "remarks": "",
}
PERSON: dict[str, Any] = {name: text for name, text in ENTITY.items() if name.startswith("person_")}
WEBSITE: dict[str, Any] = PERSON | {
    "name": "示例零一科技",
    "home_url": "www.beian-demo.test",
    "domains": "beian-demo.test",
    "services": ["8"],
    "languages": ["1"],
    "remarks": "",
}
ACCESS: dict[str, Any] = {
    "provider": "",
    "provider_name": "",
    "access_method": "3",
    "locations": ["110000"],
    "ranges": "1.1.1.1",
}

# Private use, a flood of marks, and more than any field takes.
UNKEEPABLE = ("\ue000", "a" + "\u0301" * 9, "长" * 31_000)
EMOJI = "示例😀公司"
UNKNOWN_CODES = ("999", "-1", "abc", "4 ", "\x00", "9" * 400, "１", "'; drop table", "1.5")
