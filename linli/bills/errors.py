from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class LinkFaulty(Refusal):
    code = "link_faulty"
    status = 422
    sentence = _(
        "A link begins with https:// and leads to the provider’s own web address; no user name, no port, no number in place of a name."
    )


class HostNotAllowed(Refusal):
    code = "host_not_allowed"
    status = 422
    sentence = _(
        "%(host)s is not among the web addresses that are allowed. Add it there first, if it is the provider’s own."
    )


class HostFaulty(Refusal):
    code = "host_faulty"
    status = 422
    sentence = _("%(host)s is no web address: write it like pay.example.cn, one a line.")


class ProviderIncomplete(Refusal):
    code = "provider_incomplete"
    status = 422
    sentence = _("A name, at least one place, and one way to reach the provider are needed.")


class ProviderThere(Refusal):
    code = "provider_there"
    status = 422
    sentence = _("A provider of this kind and name stands here already.")


class ProviderAreaUnknown(Refusal):
    code = "provider_area_unknown"
    status = 422
    sentence = _("There is no place %(area)s.")
