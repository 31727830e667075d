"""The language in which pages speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_in_browser

from gavn.access import services
from gavn.access.pure.languages import LANGUAGES
from gavn.access.pure.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@page(everybody=True)
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language from now on; remembered for those who are signed in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in LANGUAGES:
        services.choose_language(by=request.user, language=language)
    return remember_in_browser(request)


@page(respondent=True)
@require_POST
def set_respondents_language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language to somebody who answers with a code."""
    return remember_in_browser(request)
