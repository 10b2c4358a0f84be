from linli.bills.models.provider import Provider

__all__ = ["Provider"]
