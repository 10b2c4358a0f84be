from django.urls import path

from linli.desk.views import (
    case,
    cases,
    deed,
    erasure,
    export,
    figures,
    instruction,
    look,
    procedures,
    saved,
    search,
    to_route,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", today.show_today, name="today"),
    path("cases/", cases.show_cases, name="cases"),
    path("cases/export.<str:shape>", export.export_cases, name="export"),
    path("cases/<str:number>/", case.show_case, name="case"),
    path("cases/<str:number>/looks/", look.show_looks, name="looks"),
    path("cases/<str:number>/look/", look.make_look, name="look"),
    path("cases/<str:number>/verification/", case.show_verification, name="verification"),
    path("cases/<str:number>/alike/", case.show_alike, name="alike"),
    path("cases/<str:number>/erasure/", erasure.make_erasure, name="erasure"),
    path("cases/<str:number>/instruction/", instruction.give_instruction, name="instruct"),
    path("cases/<str:number>/<slug:noun>/", deed.make_deed, name="deed"),
    path("instructions/", instruction.show_instructions, name="instructions"),
    path("views/", saved.keep_view, name="keep-view"),
    path("views/<uuid:view_id>/removal/", saved.remove_view, name="remove-view"),
    path("to-route/", to_route.show_to_route, name="to-route"),
    path("to-route/assignments/", to_route.make_assignments, name="assignments"),
    path("search/", search.show_search, name="search"),
    path("figures/", figures.show_figures, name="figures"),
    path("figures/export.<str:shape>", export.export_figures, name="export-figures"),
    path("procedures/", procedures.show_procedures, name="procedures"),
    path("procedures/<slug:code>/", procedures.show_procedure, name="procedure"),
]
