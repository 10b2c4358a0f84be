from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "linli.desk"
    label = "desk"
