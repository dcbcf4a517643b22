"""Certificates as owners have them, and openssl as anybody has it."""

import subprocess
from pathlib import Path

from accounts.models import User
from filings import actions
from filings.actions.opening import Terms
from filings.models import Certificate, Filing, RegisteredWebsite, SigningKey
from tests.filings import cast, documents

# Planted where the public has no business; a person's own document, unlike the entity's.
SECRETS = ("11010119800202000X", "13300000007", "planted@example.test", "示例街77号", "010-77777777")


def certificate() -> Certificate:
    """The certificate of the one website of a company."""
    filing = approved(cast.arrived(cast.owner()))
    return Certificate.objects.get(website__entity__number=filing.filing_number)


def another_certificate() -> Certificate:
    """The same of another company, with another document and domain."""
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零三科技"}
    entity = {"document_number": "93440305FAKE10027Q"}
    filing = approved(cast.arrived(cast.owner("owner2", 2), entity=entity, **site))
    return Certificate.objects.get(website__entity__number=filing.filing_number)


def person_with_secrets() -> Certificate:
    """Of a private person, with each of SECRETS in a field of entity, website or person."""
    document, mobile, mail, address, phone = SECRETS
    person = documents.valid_person(
        name="欧阳示例", document_number=document, mobile=mobile, email=mail, office_phone=phone
    )
    entity = {
        "name": "欧阳示例",
        "nature": 5,
        "document_type": 2,
        "document_number": document,
        "document_address": f"北京市海淀区{address}",
        "address": f"北京市海淀区{address}3层301室",
        "investor": "欧阳示例",
        "person": person,
    }
    filing = approved(cast.arrived(cast.owner(), entity=entity, person=person, remarks=mail))
    return Certificate.objects.get(website__entity__number=filing.filing_number)


def approved(filing: Filing) -> Filing:
    judge = User.objects.filter(username="reviewer").first() or cast.reviewer()
    return actions.approve(judge, filing.uid, filing.version)


def change(website: RegisteredWebsite, **entity: object) -> None:
    """An approved 变更 of the entity, by the provider that serves it."""
    _, staff = cast.provider_with_staff()
    terms = Terms(effective_on=documents.TODAY.replace(year=2027))
    draft = actions.open_draft(staff, "change", entity=website.entity, terms=terms)
    actions.save_entity(staff, draft.uid, documents.valid_entity(**entity), draft.entity.version)
    draft.refresh_from_db()
    approved(actions.submit(staff, draft.uid, draft.version))


def cancel(website: RegisteredWebsite) -> None:
    """An approved 注销网站."""
    owner = website.entity.owner
    terms = Terms(effective_on=documents.TODAY.replace(year=2027), statement="网站已关闭")
    draft = actions.open_draft(owner, "cancel_website", entity=website.entity, website=website, terms=terms)
    approved(actions.submit(owner, draft.uid, draft.version))


def openssl_verifies(folder: Path, file: bytes) -> tuple[bool, bytes]:
    """Whether `openssl cms -verify` takes `file` with the CA in use, and the content that it gives out."""
    (folder / "bazs.cert").write_bytes(file)
    (folder / "ca.pem").write_text(SigningKey.objects.get(kind="ca").certificate)
    command = "openssl cms -verify -inform DER -in bazs.cert -CAfile ca.pem"
    done = subprocess.run(command.split(), cwd=folder, capture_output=True, check=False)
    return done.returncode == 0, done.stdout
