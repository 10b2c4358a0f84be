from linli.common.models.audit import AuditEntry
from linli.common.models.cache import CacheEntry
from linli.common.models.outbox import OutboxEntry
from linli.common.models.record import AreaCodeField, Record
from linli.common.models.setting import SettingValue
from linli.common.models.version import ConfigurationVersion

__all__ = ["AreaCodeField", "AuditEntry", "CacheEntry", "ConfigurationVersion", "OutboxEntry", "Record", "SettingValue"]
