from django.core.validators import RegexValidator
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class County(TenantMixin):  # type: ignore[misc]
    """A county, district or county-level city: the unit of scale. All its data live in one schema of its own."""

    auto_create_schema = False

    code = models.CharField(max_length=6, unique=True, validators=[RegexValidator(r"^\d{6}$")])
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    number_prefix = models.CharField(max_length=4, default="FQ")
    time_zone = models.CharField(max_length=50, default="Asia/Shanghai")

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class HostName(DomainMixin):  # type: ignore[misc]
    """A host name under which a county is served."""

    def __str__(self) -> str:
        return str(self.domain)
