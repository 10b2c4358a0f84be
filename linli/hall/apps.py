from django.apps import AppConfig


class HallConfig(AppConfig):
    """What can be applied for, what it needs, and the application from the counter to the rating."""

    name = "linli.hall"
    label = "hall"

    def ready(self) -> None:
        from linli.hall.application_registration import register_applications

        register_applications()
