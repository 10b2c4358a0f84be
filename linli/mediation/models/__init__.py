from linli.mediation.models.agreement import Agreement
from linli.mediation.models.mediation import Guest, Mediation, Side
from linli.mediation.models.session import ReturnVisit, Session

__all__ = ["Agreement", "Guest", "Mediation", "ReturnVisit", "Session", "Side"]
