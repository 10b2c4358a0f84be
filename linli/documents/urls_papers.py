from django.urls import path

from linli.documents.views import verify

app_name = "papers"
urlpatterns = [
    path("", verify.verify, name="verify"),
    path("<str:code>/", verify.show_paper, name="paper"),
]
