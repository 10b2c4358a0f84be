from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "linli.common"
    label = "common"

    def ready(self) -> None:
        from linli.common.look import register_look
        from linli.common.retention import register_retention
        from linli.common.stored_calendar import register_calendar

        register_retention()
        register_look()
        register_calendar()
