from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NothingToDisclose(Refusal):
    code = "nothing_to_disclose"
    status = 422
    sentence = _("Write what is to be published.")


class PersonInDisclosure(Refusal):
    code = "person_in_disclosure"
    status = 422
    sentence = _("There is a phone or identity number of a person in it. Name the office instead.")


class ReasonForWithdrawal(Refusal):
    code = "reason_for_withdrawal"
    status = 422
    sentence = _("Say why it is withdrawn; everybody reads it.")


class NotPublished(Refusal):
    code = "not_published"
    sentence = _("This is not published, or withdrawn already.")


class ActivityUnclear(Refusal):
    code = "activity_unclear"
    status = 422
    sentence = _("It needs a title, and an end after its beginning, within two weeks and a year from now.")


class PhotoNotDescribed(Refusal):
    code = "photo_not_described"
    status = 422
    sentence = _("Say in words what the photo shows: whoever cannot see it reads this.")


class PeopleDidNotAgree(Refusal):
    code = "people_did_not_agree"
    status = 422
    sentence = _("A photo with people is shown only if everybody recognisable agreed.")


class PhotoMissing(Refusal):
    code = "photo_missing"
    status = 422
    sentence = _("Choose a photo.")


class TooManyPhotos(Refusal):
    code = "too_many_photos"
    sentence = _("A centre shows %(most)s photos; take one back first.")


class NoSuchMatter(Refusal):
    code = "no_such_matter"
    status = 422
    sentence = _("There is no matter of this number that you may see. All you typed is still here.")
