from django.urls import path

from linli.petitions.views import desk, figures, portal

app_name = "petitions"
urlpatterns = [
    path("petitions/", portal.show_petitions, name="about"),
    path("petitions/new/", portal.write_petition, name="write"),
    path("petitions/<str:number>/", portal.show_matter, name="matter"),
    path("petitions/<str:number>/<slug:deed>/", portal.make_deed, name="deed"),
    path("desk/petitions/", desk.show_desk, name="desk"),
    path("desk/petitions/new/", desk.type_petition, name="type"),
    path("desk/petitions/figures/", figures.show_figures, name="figures"),
    path("desk/petitions/figures/list/", figures.show_counted, name="counted"),
    path("desk/petitions/figures/file.xlsx", figures.export_figures, name="figures-file"),
    path("desk/petitions/<str:number>/", desk.show_matter, name="desk-matter"),
    path("desk/petitions/<str:number>/<slug:deed>/", desk.make_deed, name="desk-deed"),
]
