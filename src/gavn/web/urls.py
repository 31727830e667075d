"""The staff's pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from gavn.access.views import set_language
from gavn.web import views
from gavn.web.components.gallery import gallery
from gavn.web.help import views as help_views
from gavn.web.offline import views as offline

urlpatterns: list[URLPattern | URLResolver] = [
    path("ready/", views.ready, name="ready"),
    path("language/", set_language, name="set_language"),
    path("device-key/", offline.device_key, name="device_key"),
    path("offline/<str:language>/", offline.offline, name="offline"),
    path("worker.js", offline.worker, name="worker"),
    path("help/guides/<path:guide>/", help_views.show_guide, name="guide"),
    path("help/<slug:name>/", help_views.help_page, name="help"),
    path("", include("gavn.access.urls")),
    path("", include("gavn.catalogue.urls")),
    path("", include("gavn.people.urls")),
    path("", include("gavn.rights.urls")),
    path("", include("gavn.collect.urls")),
    path("", include("gavn.imports.urls")),
    path("", include("gavn.measure.urls")),
    path("", include("gavn.protect.urls")),
    path("", include("gavn.report.urls")),
    path("", include("gavn.benefit.urls")),
    path("", include("gavn.setup.urls")),
    path("", include("gavn.desk.urls")),
]
if settings.GAVN_DEMO:
    urlpatterns.append(path("look/", gallery, name="gallery"))

handler400 = views.not_understood
handler403 = views.not_allowed
handler404 = views.not_found
