"""What is true today of a certificate or a number that somebody holds in hand. Reads the primary database only."""

import datetime
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography import x509
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from filings.certificates import cms
from filings.certificates.facts import NAMES, day_in_words, facts_in_words, in_words, says_the_same
from filings.models import Certificate, RegisteredDomain, RegisteredWebsite, RegisterStatus
from filings.queries.register_facts import (
    RegisterFacts,
    lookup_facts,
    public_websites,
    register_facts,
    taken_over_numbered,
    websites_numbered,
)

MOST_SHOWN = 20


class Verdict(StrEnum):
    VALID = "有效"
    CHANGED = "已变更"
    EXPIRED = "已过期"
    CANCELLED = "已注销"
    FOREIGN = "不是本系统签发"


LOOKS = {Verdict.VALID: "done", Verdict.CHANGED: "caution", Verdict.EXPIRED: "caution"}


@dataclass(frozen=True)
class Fact:
    """`text` is what the register says now; `said` what the certificate says instead, empty where it is the same."""

    name: str
    text: str
    said: str = ""


@dataclass(frozen=True)
class Answer:
    """`subject` is the number or the serial that was asked about; a foreign one has no facts.

    `number` is the website's; `issued_on` the certificate's day, None where a number was asked about.
    """

    subject: str
    verdict: Verdict
    sentence: str
    facts: Sequence[Fact] = ()
    number: str = ""
    issued_on: datetime.date | None = None

    @property
    def look(self) -> str:
        return LOOKS.get(self.verdict, "wrong")


UNKNOWN_SERIAL = "本系统没有签发过这个序号的证书，请核对序号；如果序号抄自网站或证书，请不要相信它。"
FILED = "这个备案号在本系统的备案中。"
UNKNOWN_NUMBER = "本系统没有这个备案号，请核对号码。"
ALTERED = "这个文件与本系统签发的证书不一致，可能被改动过，或者由别人制作，请不要相信它。"
NOT_A_CERTIFICATE = "这个文件不是电子证书，请选择网站主办者下载的 bazs.cert 文件。"


def check_number(number: str) -> list[Answer]:
    """The websites of a filing number in its normal form; one foreign answer for none.

    One more than `MOST_SHOWN` stands for all that are more.
    """
    answers = [_of_website(website) for website in websites_numbered(number)[: MOST_SHOWN + 1]]
    answers = answers or [_of_row(row) for row in taken_over_numbered(number)[: MOST_SHOWN + 1]]
    return answers or [Answer(number, Verdict.FOREIGN, UNKNOWN_NUMBER)]


def check_serial(serial: str) -> Answer:
    """What the certificate of that serial, in its normal form, is worth today."""
    certificate = _find(serial)
    if certificate is None or not _is_intact(certificate):
        return Answer(serial, Verdict.FOREIGN, UNKNOWN_SERIAL)
    return _of_certificate(certificate)


def check_file(data: bytes) -> Answer:
    """The same of a `bazs.cert`: it must be, byte for byte, what was issued under the serial in it.

    :raises cms.NotCms: the file is no signed file at all
    """
    content = cms.read(data).content
    serial = _serial_in(content)
    certificate = _find(serial)
    if certificate is None:
        return Answer(serial, Verdict.FOREIGN, UNKNOWN_SERIAL)
    if not hmac.compare_digest(bytes(certificate.signed), data) or not _is_intact(certificate):
        return Answer(serial, Verdict.FOREIGN, ALTERED)
    return _of_certificate(certificate)


def _find(serial: str) -> Certificate | None:
    found = Certificate.objects.using(DEFAULT_DB_ALIAS).filter(serial=serial).select_related("key")
    return found.first() if serial else None


def _serial_in(content: bytes) -> str:
    """The serial that a file's content names, as far as it is one; empty for anything else."""
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    serial = facts.get("serial") if isinstance(facts, dict) else None
    if not isinstance(serial, str) or len(serial) > 32 or not (serial.isascii() and serial.isalnum()):
        return ""
    return serial


def _is_intact(certificate: Certificate) -> bool:
    """Whether the stored row is what was signed; one of the time before the key has nothing to compare."""
    if certificate.key is None:
        return not certificate.facts
    signed = cms.read(bytes(certificate.signed))
    signer = x509.load_pem_x509_certificate(certificate.key.certificate.encode())
    return signed.content == certificate.facts.encode() and signed.is_signed_by(signer)


def _of_certificate(certificate: Certificate) -> Answer:
    website = public_websites().get(pk=certificate.website_id)
    facts = register_facts(website)
    is_same = not certificate.facts or says_the_same(certificate.facts, facts)
    said = dict(in_words(json.loads(certificate.facts))) if certificate.facts else {}
    verdict, sentence = _worth(certificate, website, is_same=is_same)
    issued_on = timezone.localdate(certificate.issued_at)
    lines = _lines(facts, _status(website), said)
    return Answer(certificate.serial, verdict, sentence, lines, website.number, issued_on)


def _worth(certificate: Certificate, website: RegisteredWebsite, *, is_same: bool) -> tuple[Verdict, str]:
    """:param is_same: the certificate says what the register says now"""
    if website.status == RegisterStatus.CANCELLED:
        return Verdict.CANCELLED, _cancelled(website)
    if certificate.revoked_at is not None or not is_same:
        return Verdict.CHANGED, "这份证书已经由新证书代替，备案仍然有效，现在的内容如下。"
    if certificate.is_expired:
        return Verdict.EXPIRED, "这份证书的有效期已过，备案仍然有效，请网站主办者下载新证书。"
    sentence = "这份证书由本系统签发，内容与现在的备案一致。"
    if certificate.valid_until is not None:
        last_day = day_in_words(timezone.localdate(certificate.valid_until).isoformat())
        sentence += f"证书有效期至{last_day}。"
    return Verdict.VALID, sentence


def _of_website(website: RegisteredWebsite) -> Answer:
    verdict, sentence = Verdict.VALID, FILED
    if website.status == RegisterStatus.CANCELLED:
        verdict, sentence = Verdict.CANCELLED, _cancelled(website)
    lines = _lines(register_facts(website), _status(website))
    return Answer(website.number, verdict, sentence, lines, website.number)


def _of_row(row: RegisteredDomain) -> Answer:
    verdict, sentence = Verdict.VALID, FILED
    if row.status == RegisterStatus.CANCELLED:
        verdict, sentence = Verdict.CANCELLED, "这个备案已经注销，备案号不再有效。"
    return Answer(
        row.site_number, verdict, sentence, _lines(lookup_facts(row), _status(row)), row.site_number
    )


def _cancelled(website: RegisteredWebsite) -> str:
    when = website.cancelled_at or website.changed_at
    return f"这个备案已于 {day_in_words(timezone.localdate(when).isoformat())}注销，备案号不再有效。"


def _lines(facts: RegisterFacts, status: str, said: dict[str, str] | None = None) -> list[Fact]:
    """The register's facts, beside what a certificate says where it differs."""
    now = dict(facts_in_words(facts))
    lines = []
    for name in NAMES.values():
        text, then = now.get(name, ""), (said or {}).get(name, "")
        if text or then:
            lines.append(Fact(name, text, then if said and then != text else ""))
    return [*lines, Fact("备案状态", status)]


def _status(website: RegisteredWebsite | RegisteredDomain) -> str:
    if website.status == RegisterStatus.EMPTY:
        return "空壳（现在没有接入服务商）"
    return website.get_status_display()
