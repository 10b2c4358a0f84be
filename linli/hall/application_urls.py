"""The addresses of applications; `urls` takes them beside those of the catalogue."""

from django.urls import path

from linli.hall.views import (
    application_apply,
    application_archive,
    application_counter,
    application_deeds,
    application_desk,
    application_figures,
    application_list,
    application_mine,
    application_outside,
)

application_patterns = [
    path("items/<slug:code>/apply/", application_apply.apply, name="apply"),
    path("items/<slug:code>/apply/removal/", application_apply.drop, name="drop-draft"),
    path("me/applications/", application_mine.show_mine, name="my-applications"),
    path("me/applications/<str:number>/", application_mine.show_one, name="my-application"),
    path("me/applications/<str:number>/papers/", application_mine.add, name="add-papers"),
    path("me/applications/<str:number>/help/<slug:deed>/", application_mine.change_help, name="help"),
    path("me/consents/", application_mine.show_consents, name="consents"),
    path("me/consents/<uuid:consent_id>/<slug:deed>/", application_mine.decide, name="consent"),
    path("desk/applications/", application_list.show_list, name="applications"),
    path("desk/applications/new/", application_counter.begin, name="new-application"),
    path("desk/applications/drafts/", application_counter.keep_draft, name="counter-draft"),
    path(
        "desk/applications/drafts/<uuid:draft_id>/removal/", application_counter.drop_draft, name="drop-counter-draft"
    ),
    path("desk/applications/archive/", application_archive.show_archive, name="archive"),
    path("desk/applications/archive/file.<slug:shape>", application_archive.export_archive, name="archive-file"),
    path("desk/applications/archive/<str:number>/", application_archive.show_archived, name="archived"),
    path("desk/applications/figures/", application_figures.show_figures, name="application-figures"),
    path("desk/applications/outside.csv", application_outside.export_outside, name="outside-export"),
    path("desk/applications/outside/", application_outside.import_outside, name="outside-import"),
    path("desk/applications/<str:number>/", application_desk.show_one, name="application"),
    path("desk/applications/<str:number>/<slug:deed>/", application_deeds.make_deed, name="application-deed"),
]
