"""The addresses of applications; `urls` takes them beside those of the catalogue."""

from django.urls import path

from linli.hall.views import (
    application_apply,
    application_desk,
    application_figures,
    application_mine,
)

application_patterns = [
    path("items/<slug:code>/apply/", application_apply.apply, name="apply"),
    path("items/<slug:code>/apply/removal/", application_apply.drop, name="drop-draft"),
    path("me/applications/", application_mine.show_mine, name="my-applications"),
    path("me/applications/<str:number>/", application_mine.show_one, name="my-application"),
    path("me/applications/<str:number>/papers/", application_mine.add, name="add-papers"),
    path("me/consents/", application_mine.show_consents, name="consents"),
    path("me/consents/<uuid:consent_id>/<slug:deed>/", application_mine.decide, name="consent"),
    path("desk/applications/", application_desk.show_list, name="applications"),
    path("desk/applications/new/", application_desk.begin, name="new-application"),
    path("desk/applications/figures/", application_figures.show_figures, name="application-figures"),
    path("desk/applications/outside.csv", application_desk.export_outside, name="outside-export"),
    path("desk/applications/outside/", application_desk.import_outside, name="outside-import"),
    path("desk/applications/<str:number>/", application_desk.show_one, name="application"),
    path("desk/applications/<str:number>/<slug:deed>/", application_desk.make_deed, name="application-deed"),
]
