from django.urls import path

from linli.documents.views import files

app_name = "documents"
urlpatterns = [
    path("", files.receive, name="receive"),
    path("<uuid:document_id>/removal/", files.remove, name="remove"),
    path("<uuid:document_id>/<str:name>", files.show, name="file"),
]
