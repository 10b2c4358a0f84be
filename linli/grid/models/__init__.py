from linli.grid.models.call_out import CalledUnit, CallOut
from linli.grid.models.change import GridChange
from linli.grid.models.feedback import Feedback
from linli.grid.models.file import GridFile
from linli.grid.models.hand_over import HandOver
from linli.grid.models.message import GridMessage
from linli.grid.models.post_terms import PostTerms
from linli.grid.models.take_over import TakeOver
from linli.grid.models.task_refusal import TaskRefusal
from linli.grid.models.visit import Visit, VisitConsent
from linli.grid.models.voluntary_post import VoluntaryPost
from linli.grid.models.wish import Wish, WishClaim
from linli.grid.models.words import GridWords

__all__ = [
    "CallOut",
    "CalledUnit",
    "Feedback",
    "GridChange",
    "GridFile",
    "GridMessage",
    "GridWords",
    "HandOver",
    "PostTerms",
    "TakeOver",
    "TaskRefusal",
    "Visit",
    "VisitConsent",
    "VoluntaryPost",
    "Wish",
    "WishClaim",
]
