"""Every way in which a phone, or what it delivers, can be refused, with its code and its sentence."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class DeviceUnknown(Refusal):
    code = "device_unknown"
    status = 403
    sentence = _("This phone is not enrolled. Enrol it, then send again; what you wrote is kept.")


class DeviceForeign(Refusal):
    code = "device_foreign"
    status = 403
    sentence = _("This phone was enrolled by somebody else. Sign in with that account to send what is waiting.")


class DeviceRevoked(Refusal):
    code = "device_revoked"
    status = 403
    sentence = _(
        "This phone was stopped from the desk. Nothing more is taken from it; what you wrote can still be read."
    )


class KeyFaulty(Refusal):
    code = "device_key_faulty"
    status = 422
    sentence = _("The phone's key cannot be read. Try to enrol it again.")


class SignatureFalse(Refusal):
    code = "signature_false"
    status = 403
    sentence = _("The signature does not fit the phone. Nothing was done.")


class DeliveryFaulty(Refusal):
    code = "delivery_faulty"
    status = 422
    sentence = _("The delivery cannot be read. Nothing was done; what you wrote is kept on the phone.")


class DeliveryReused(Refusal):
    code = "delivery_reused"
    sentence = _("Something else was delivered under this number before. Nothing was done.")


class PostNotHeld(Refusal):
    code = "post_not_held"
    status = 403
    sentence = _("The post you held when you wrote this is not yours any more. Give your words to whoever has it now.")


class CaseNotThere(Refusal):
    code = "case_not_there"
    status = 404
    sentence = _("There is no such matter, or it is not yours to see.")


class PlaceUnsure(Refusal):
    code = "place_unsure"
    status = 422
    sentence = _(
        "The phone knows the place only to within %(metres)s metres. Choose it from the list or write it as well."
    )


class NotOnSite(Refusal):
    code = "not_on_site"
    status = 403
    sentence = _("Your post does not take you on site. Report it as everybody does, under “Report”.")


class DeedUnknown(Refusal):
    code = "deed_unknown"
    status = 422
    sentence = _("This cannot be done from the field.")


class NotYourPhone(Refusal):
    code = "not_your_phone"
    status = 403
    sentence = _("Only its holder or an administrator of the place can stop this phone.")
