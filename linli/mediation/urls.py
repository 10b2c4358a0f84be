from django.urls import path

from linli.mediation.views import desk, portal, settings

app_name = "mediation"
urlpatterns = [
    path("mediation/", portal.show_mediation, name="about"),
    path("mediation/new/", portal.make_application, name="apply"),
    path("mediation/<str:number>/", portal.show_matter, name="matter"),
    path("mediation/<str:number>/agreement.<slug:shape>", portal.give_paper, name="paper"),
    path("mediation/<str:number>/<slug:deed>/", portal.make_deed, name="deed"),
    path("settings/mediation/", settings.show_intervals, name="intervals"),
    path("desk/mediation/", desk.show_desk, name="desk"),
    path("desk/mediation/new/", desk.type_application, name="type"),
    path("desk/mediation/figures/", desk.show_figures, name="figures"),
    path("desk/mediation/<str:number>/", desk.show_matter, name="desk-matter"),
    path("desk/mediation/<str:number>/<slug:deed>/", desk.make_deed, name="desk-deed"),
]
