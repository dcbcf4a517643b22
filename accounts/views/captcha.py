"""The picture, the recording, and a page with both for those without script."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import captcha, captcha_picture, captcha_sound, limits
from accounts.access import open_to_all
from accounts.network import client_network
from icpportal.core.errors import Limited


def _limited(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            limits.spend(limits.PICTURE_BY_NETWORK, client_network(request))
        except Limited as error:
            headers = {"Retry-After": str(error.retry_after)}
            return HttpResponse(
                error.sentence, status=429, content_type="text/plain; charset=utf-8", headers=headers
            )
        return view(request)

    return guarded


@open_to_all
@require_safe
@_limited
def picture(request: HttpRequest) -> HttpResponse:
    """A new challenge, drawn. Each call replaces the one before."""
    text = captcha.letters(captcha.renew(request.session))
    return HttpResponse(captcha_picture.draw(text), content_type="image/png")


@open_to_all
@require_safe
@_limited
def sound(request: HttpRequest) -> HttpResponse:
    """The challenge of the picture shown, spoken; a new one if there is none."""
    challenge = captcha.current(request.session) or captcha.renew(request.session)
    return HttpResponse(captcha_sound.speak(captcha.digits(challenge)), content_type="audio/wav")


@open_to_all
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Another picture and its recording, in a window of their own: the form stays as it was typed."""
    return render(request, "accounts/captcha.html")
