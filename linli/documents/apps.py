from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "linli.documents"
    label = "documents"
