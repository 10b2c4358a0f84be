from linli.field.models.delivery import Delivery, State
from linli.field.models.device import Device

__all__ = ["Delivery", "Device", "State"]
