from django.apps import AppConfig


class CountiesConfig(AppConfig):
    name = "linli.counties"
    label = "counties"
