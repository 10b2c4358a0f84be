from linli.cases.domain.deed import lock
from linli.hall.models import Application


def hold(application: Application) -> Application:
    """The application with its case locked: one deed on it at a time, and as it is now."""
    case = lock(application.case_id)
    held = Application.objects.select_related("version__item", "place").get(pk=application.pk)
    held.case = case
    return held
