from django.urls import path

from linli.areas.views import desk

app_name = "areas"
urlpatterns = [
    path("", desk.tree, name="tree"),
    path("codes.csv", desk.codes, name="codes"),
    path("coverage/", desk.coverage, name="coverage"),
    path("<str:code>/shape.json", desk.shape, name="shape"),
    path("<str:code>/", desk.area, name="area"),
]
