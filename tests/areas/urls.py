"""The pages of areas where the project mounts them, with what the desk's frame links to."""

from django.urls import include, path

from linli.config.urls import handler403, handler404, handler500

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("desk/areas/", include("linli.areas.urls")),
    path("staff/", include("allauth.urls")),
]
