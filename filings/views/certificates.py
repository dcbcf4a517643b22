"""电子证书下载: for each website its signed file, the printable one and the footer. And the CA, for all."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from accounts import limits
from accounts.access import open_to_all, role_required, signed_in
from accounts.roles import Role
from filings.certificates import keys
from filings.gate import certificate_for
from filings.models import Certificate, RegisteredWebsite
from filings.queries.listing import own_certificates
from filings.views import stages

PAGE_SIZE = 20


@dataclass(frozen=True)
class Held:
    """A website, its valid certificate if it has one that can be downloaded, those that are void, and its footer."""

    website: RegisteredWebsite
    valid: Certificate | None
    void: list[Certificate]
    footer: str


@require_safe
@role_required(Role.OWNER)
def certificates(request: HttpRequest) -> HttpResponseBase:
    """Before the first number: what the filing still waits for."""
    websites = own_certificates(signed_in(request))
    page = Paginator(websites, PAGE_SIZE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        return stages.certificates(request)
    context = {"menu": "certificates", "page": page, "held": [_held(website) for website in page]}
    return render(request, "filings/certificates.html", context)


@require_safe
@role_required(Role.OWNER)
def file(request: HttpRequest, serial: str) -> HttpResponse:
    """``bazs.cert``."""
    certificate = certificate_for(signed_in(request), serial)
    return _attachment(bytes(certificate.signed), "application/octet-stream", "bazs.cert")


@require_safe
@role_required(Role.OWNER)
def paper(request: HttpRequest, serial: str) -> HttpResponse:
    """The printable certificate.

    :raises Limited: drawn too often
    """
    certificate = certificate_for(signed_in(request), serial)
    limits.spend(limits.PAPER_BY_ACCOUNT, signed_in(request).username)
    # What draws takes 25 MB, and most processes never print.
    from filings.certificates.drawing import draw

    return _attachment(draw(certificate), "application/pdf", "certificate.pdf")


@open_to_all
@require_safe
def ca_file(request: HttpRequest) -> HttpResponse:
    """The certificate under which all 电子证书 are signed, for `openssl cms -verify -CAfile`."""
    ca = keys.present(keys.Kind.CA)
    if ca is None:
        raise Http404
    return _attachment(ca.certificate.encode(), "application/x-pem-file", "ca.pem")


def _held(website: RegisteredWebsite) -> Held:
    issued = list(website.certificates.all())
    valid = next((c for c in issued if c.revoked_at is None and c.valid_until is not None), None)
    return Held(website, valid, [c for c in issued if c.revoked_at is not None], footer_of(website.number))


def footer_of(number: str) -> str:
    """The footer that Order 33, article 13 asks for: the number at the bottom centre, linked to where it is checked."""
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('filings:verify')}?{urlencode({'q': number})}"
    link = '<p align="center"><a href="{}" target="_blank" rel="noopener">{}</a></p>'
    return format_html(link, address, number)


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
