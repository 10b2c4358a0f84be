from django.apps import AppConfig


class MediationConfig(AppConfig):
    """Disputes settled by a mediator whom both sides accept, in a compartment of its own."""

    name = "linli.mediation"
    label = "mediation"
