"""The procedures in force, to read: states, what leads from one to another, limits, in both languages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.enums import Stage, Verb
from linli.cases.queries.procedure import kind_map, published
from linli.cases.queries.procedure_words import clock_words, needs_words, who_words
from linli.cases.queries.sentences import limit_words
from linli.cases.workflow import ProcedureSpec, Transition
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role


@require_safe
@staff_only()
def show_procedures(request: ReadRequest) -> HttpResponse:
    known = published()
    kinds = [kind.procedure_code for kind in kind_map().values() if kind.is_active]
    specs = [(known.by_id[number], kinds.count(code)) for code, number in sorted(known.newest.items())]
    return answer(request, "desk/procedures.html", "desk/procedures.html", {"procedures": specs})


@require_safe
@staff_only()
def show_procedure(request: ReadRequest, code: str) -> HttpResponse:
    known = published()
    if code not in known.newest:
        raise Http404
    spec = known.by_id[known.newest[code]]
    context = {
        "spec": spec,
        "states": [{"state": state, "stage": Stage(state.stage).label, "is_first": state.code == spec.first}
                   for state in spec.states.values()],
        "steps": [_step(spec, step) for step in spec.transitions],
        "limits": [{"rule": rule, "length": limit_words(rule.limit), "clock": clock_words(rule.clock),
                    "starts": Verb(rule.starts).label, "met_by": " · ".join(str(verb.label) for verb in Verb if verb in rule.met_by)}
                   for rule in spec.limits],
        "ladder": [(rung.title, limit_words(rung.after) if rung.after else _("at once")) for rung in spec.ladder],
        "escalates_to": Role(spec.escalates_to).label,
        "object_within": limit_words(spec.objection_within) if spec.objection_within else "",
    }  # fmt: skip
    return answer(request, "desk/procedure.html", "desk/procedure.html", context)


def _step(spec: ProcedureSpec, step: Transition) -> dict[str, Any]:
    order = list(spec.states)
    return {
        "step": step,
        "sources": [spec.state(code).title for code in sorted(step.sources, key=order.index)],
        "target": spec.state(step.to).title if step.to else "",
        "who": [who_words(who) for who in sorted(step.who)],
        "needs": [needs_words(need) for need in sorted(step.needs)],
    }
