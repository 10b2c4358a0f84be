from linli.cases.models.bulk import BulkDeed, BulkRow
from linli.cases.models.case import Case
from linli.cases.models.case_unit import CaseUnit
from linli.cases.models.event import CaseEvent
from linli.cases.models.figure import Delta, Figure, Rollup
from linli.cases.models.kind import Kind
from linli.cases.models.lesson import Lesson
from linli.cases.models.limit import CaseLimit, ExtensionRequest
from linli.cases.models.link import CaseLink
from linli.cases.models.objection import Objection
from linli.cases.models.party import CaseFollower, CaseParty
from linli.cases.models.procedure import Procedure, ProcedureDraft, ProcedureWithdrawal
from linli.cases.models.root import Root
from linli.cases.models.routing_rule import RoutingRule, Target
from linli.cases.models.saved_view import SavedView
from linli.cases.models.search import CaseWords
from linli.cases.models.text import CaseText
from linli.cases.models.visit import ReturnVisit

__all__ = [
    "BulkDeed", "BulkRow", "Case", "CaseEvent", "CaseFollower", "CaseLimit", "CaseLink", "CaseParty", "CaseText", "CaseUnit",
    "CaseWords", "Delta", "ExtensionRequest", "Figure", "Kind", "Lesson", "Objection", "Procedure", "ProcedureDraft",
    "ProcedureWithdrawal", "ReturnVisit", "Rollup", "Root", "RoutingRule", "SavedView", "Target",
]  # fmt: skip
