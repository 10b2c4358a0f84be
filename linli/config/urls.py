from django.urls import URLPattern, URLResolver, include, path

from linli.api.urls import interface

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("linli.common.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/areas/", include("linli.areas.urls")),
    path("staff/", include("linli.people.urls_staff")),
    path("", include("linli.people.urls")),
    path("files/", include("linli.documents.urls")),
    path("verify/", include("linli.documents.urls_papers")),
    path("", include("linli.notices.urls")),
    path("", include("linli.api.urls")),
    path("api/v1/", interface),
    path("desk/knowledge/", include("linli.knowledge.urls")),
    path("desk/hotline/", include("linli.hotline.urls")),
    path("", include("linli.field.urls")),
    path("", include("linli.grid.urls")),
    path("", include("linli.centres.urls")),
    path("", include("linli.hall.urls")),
    path("", include("linli.ratings.urls")),
    path("", include("linli.tickets.urls")),
    path("", include("linli.mediation.urls")),
    path("", include("linli.petitions.urls")),
    path("", include("linli.bills.urls")),
    path("", include("linli.forms.urls")),
    path("desk/", include("linli.desk.urls")),
    path("screen/", include("linli.screen.urls")),
    path("settings/", include("linli.settings.urls")),
    path("", include("linli.portal.urls")),
]

handler400 = "linli.common.views.errors.bad_request"
handler403 = "linli.common.views.errors.forbidden"
handler404 = "linli.common.views.errors.not_found"
handler500 = "linli.common.views.errors.server_error"
