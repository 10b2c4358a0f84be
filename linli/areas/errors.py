from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class DivisionsFileFaulty(Refusal):
    code = "divisions_file_faulty"
    sentence = _("%(file)s, row %(row)s: %(fault)s. Nothing was loaded.")
    status = 422


class OverrideFaulty(Refusal):
    code = "area_override_faulty"
    sentence = _("%(file)s, row %(row)s: %(fault)s. No override was applied.")
    status = 422


class DatumUnknown(Refusal):
    code = "datum_unknown"
    sentence = _("The datum %(datum)s is not known; name one of: %(known)s.")
    status = 422


class BoundaryFileUnreadable(Refusal):
    code = "boundary_file_unreadable"
    sentence = _("%(file)s could not be read as GeoJSON, GeoPackage or Shapefile: %(fault)s")
    status = 422


class LayerUnclear(Refusal):
    code = "layer_unclear"
    sentence = _("%(file)s has several layers, or not the one that was named. It has: %(known)s.")
    status = 422


class CodeFieldMissing(Refusal):
    code = "code_field_missing"
    sentence = _("%(file)s has no field %(field)s; it has: %(known)s.")
    status = 422


class DatumContradicts(Refusal):
    code = "datum_contradicts"
    sentence = _("%(file)s says its coordinates are in %(crs)s, but %(datum)s needs plain longitude and latitude.")
    status = 422
