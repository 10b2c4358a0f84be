from django.apps import AppConfig


class FormsConfig(AppConfig):
    """What a form asks, as data: drawn without a programmer, checked alike by server and browser."""

    name = "linli.forms"
    label = "forms"
