from linli.areas.models.area import Area
from linli.areas.models.boundary import Boundary

__all__ = ["Area", "Boundary"]
