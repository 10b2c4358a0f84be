from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "linli.documents"
    label = "documents"

    def ready(self) -> None:
        from linli.documents.holders import DRAFT, may_see_draft, register_holder
        from linli.documents.pictures import refuse_bombs

        refuse_bombs()
        register_holder(DRAFT, may_see_draft)
