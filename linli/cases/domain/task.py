"""Note in the history of a matter what became of it as somebody's task in its grid."""

from datetime import datetime

from linli.cases.domain.history import make_event, make_text
from linli.cases.enums import TextPart, Turn, Verb
from linli.cases.models import Case, CaseEvent
from linli.cases.workflow import Words
from linli.people.reader import Reader


def note_task(
    case: Case, turn: Turn, *, by: Reader, at: datetime, words: str = "", ground: Words | None = None
) -> CaseEvent:
    """Write an event, and words that whoever reported the matter does not read, for a case under lock.

    State, unit and limits stay as they are, whatever the procedure says, and nobody who follows the matter is told.
    The words are erased with those of the matter.
    """
    facts: dict[str, object] = {"turn": str(turn)}
    if ground:
        facts["ground_words"] = {"zh": ground.zh, "en": ground.en}
    hashes = {}
    if words:
        text, hashed = make_text(case, case.seq + 1, TextPart.NOTE, words, for_reporter=False)
        text.save(force_insert=True)
        hashes[str(text.id)] = hashed
    event = make_event(case, Verb.TASK, by=by, at=at, from_state=case.state, facts=facts, text_hashes=hashes)
    event.save(force_insert=True)
    case.save(force_update=True)
    return event
