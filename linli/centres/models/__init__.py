from linli.centres.models.disclosure import Disclosure

__all__ = ["Disclosure"]
