from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotCatalogueKeeper(Refusal):
    code = "not_catalogue_keeper"
    status = 403
    sentence = _("The catalogue is kept by the administrators of the county.")


class ItemUnknown(Refusal):
    code = "item_unknown"
    status = 404
    sentence = _("There is no item “%(item)s”.")


class ItemCodeTaken(Refusal):
    code = "item_code_taken"
    status = 422
    sentence = _("There is an item “%(item)s” already.")


class ItemFactsFaulty(Refusal):
    code = "item_facts_faulty"
    status = 422
    sentence = _("An item needs a name, a code of small letters, digits and hyphens, a kind and a group; party affairs are no power of the state.")  # fmt: skip


class ItemWithdrawn(Refusal):
    code = "item_withdrawn"
    sentence = _("This item is withdrawn. Offer it again first.")


class ItemNotWithdrawn(Refusal):
    code = "item_not_withdrawn"
    sentence = _("This item is not withdrawn.")


class ReasonMissing(Refusal):
    code = "item_reason_missing"
    status = 422
    sentence = _("Say why, in at most 200 characters: everybody reads it.")


class ItemDraftStands(Refusal):
    code = "item_draft_stands"
    sentence = _("A new version of this item is being written already.")


class ItemDraftGone(Refusal):
    code = "item_draft_gone"
    sentence = _("There is no draft of this item any more: it was published or discarded.")


class ItemDraftChanged(Refusal):
    code = "item_draft_changed"
    sentence = _("Somebody changed the draft while you were writing. What you typed is kept here; look at the draft as it stands now, then save again.")  # fmt: skip


class ItemRowGone(Refusal):
    code = "item_row_gone"
    sentence = _("This is no longer in the draft. Go back and look at it as it stands now.")


class ItemFaulty(Refusal):
    """`found` are the codes of what is wrong (`linli.hall.content.faults`)."""

    code = "item_faulty"
    status = 422
    sentence = _("The draft cannot be published yet: %(problems)s")

    def __init__(self, found: Sequence[str]) -> None:
        self.found = list(found)
        super().__init__(problems=", ".join(self.found))


class ItemUnchanged(Refusal):
    code = "item_unchanged"
    sentence = _("The draft says the same as the version before it. There is nothing to publish.")


class ItemMovedOn(Refusal):
    code = "item_moved_on"
    sentence = _("Version %(version)s was published after this draft was begun. Discard the draft and begin from that version.")  # fmt: skip


class ItemVersionComing(Refusal):
    code = "item_version_coming"
    sentence = _("Version %(version)s is already to hold from %(day)s. Take that one back first, or wait for its day.")


class ItemVersionHolds(Refusal):
    code = "item_version_holds"
    sentence = _("Version %(version)s holds already. Bring the former one back instead.")


class ItemDayPast(Refusal):
    code = "item_day_past"
    status = 422
    sentence = _("A version holds from today or from a day within the next two years.")


class WindowUnknown(Refusal):
    code = "item_window_unknown"
    status = 422
    sentence = _("This place has no window %(number)s that is open.")


class QuestionUnknown(Refusal):
    code = "question_unknown"
    status = 404
    sentence = _("There is no question “%(question)s”.")


class QuestionFaulty(Refusal):
    code = "question_faulty"
    status = 422
    sentence = _("A question needs words, a code of small letters, digits and hyphens, and two to twelve answers, each with a code of its own.")  # fmt: skip


class QuestionAsked(Refusal):
    code = "question_asked"
    sentence = _("%(items)s ask this question or this answer. Change their rules first.")


class CatalogueFileFaulty(Refusal):
    code = "catalogue_file_faulty"
    status = 422
    sentence = _("This file cannot be used: %(reason)s")
