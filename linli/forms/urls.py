from django.urls import path

from linli.forms.views import mine

app_name = "forms"
urlpatterns = [
    path("me/forms/", mine.show_mine, name="mine"),
    path("me/forms/kept/", mine.drop_answers, name="drop-kept"),
    path("me/forms/<uuid:basket>/dropping/", mine.make_dropping, name="dropping"),
]
