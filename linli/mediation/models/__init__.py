from linli.mediation.models.agreement import Agreement
from linli.mediation.models.mediation import Guest, GuestAnswer, Mediation, Side
from linli.mediation.models.session import ReturnVisit, Session

__all__ = ["Agreement", "Guest", "GuestAnswer", "Mediation", "ReturnVisit", "Session", "Side"]
