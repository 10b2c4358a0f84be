from linli.counties.models.county import County, HostName

__all__ = ["County", "HostName"]
