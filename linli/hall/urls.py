from django.urls import path

from linli.hall.views import public

app_name = "hall"
urlpatterns = [
    path("items/", public.find, name="items"),
    path("items/fit/", public.show_fit, name="fit"),
    path("items/<slug:code>/", public.show_item, name="item"),
]
