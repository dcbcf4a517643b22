"""电子证书核验: whoever holds a number, a serial or a `bazs.cert` learns what is true of it today. Open to all."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.access import open_to_all
from accounts.network import client_network
from filings.certificates import checking, keys
from filings.certificates.cms import NotCms
from filings.forms.verify import FileForm, NumberForm, read_serial

# A form around the largest file that is read, and room to spare; past it nothing is even received.
MOST_RECEIVED = 200_000


@open_to_all
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """``?q=`` a number or a serial; or, posted, a file.

    The form's token is checked by `_verify`, once it is known that the form is not too long to be read.

    :raises Limited: too many from one network
    """
    length = str(request.META.get("CONTENT_LENGTH", ""))
    if length.isdecimal() and int(length) > MOST_RECEIVED:
        return _page(request, 413, file_form=FileForm.too_large())
    return _verify(request)


@open_to_all
@require_safe
def verify_serial(request: HttpRequest, serial: str) -> HttpResponse:
    """Where a certificate's QR code leads."""
    limits.spend(limits.VERIFY_BY_NETWORK, client_network(request))
    answer = checking.check_serial(read_serial(serial))
    return _page(request, answers=[answer])


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _check_file(request)
    if "q" not in request.GET:
        return _page(request)
    form = NumberForm(request.GET)
    if not form.is_valid():
        return _page(request, form=form)
    serial, number = form.cleaned_data["q"]
    if serial:
        return redirect("filings:verify-serial", serial=serial)
    limits.spend(limits.VERIFY_BY_NETWORK, client_network(request))
    return _page(request, form=form, answers=checking.check_number(number))


def _check_file(request: HttpRequest) -> HttpResponse:
    """The file is read in memory and forgotten with the request."""
    limits.spend(limits.VERIFY_BY_NETWORK, client_network(request))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, file_form=form)
    try:
        answer = checking.check_file(form.cleaned_data["file"])
    except NotCms:
        form.add_error("file", checking.NOT_A_CERTIFICATE)
        return _page(request, file_form=form)
    return _page(request, answers=[answer])


def _page(
    request: HttpRequest, status: int = 200, answers: Sequence[checking.Answer] = (), **context: Any
) -> HttpResponse:
    ca = keys.present(keys.Kind.CA)
    shown = {
        "form": NumberForm(),
        "file_form": FileForm(),
        "fingerprint": keys.fingerprint(ca) if ca else "",
        "ca_address": request.build_absolute_uri(reverse("filings:certificate-ca")),
        "answers": answers[: checking.MOST_SHOWN],
        "is_cut": len(answers) > checking.MOST_SHOWN,
        "most_shown": checking.MOST_SHOWN,
    }
    return render(request, "filings/verify.html", shown | context, status=status)
