from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where people are received: centres, service stations, rest stops; their rooms and windows, and when they are open."""

    name = "linli.places"
    label = "places"
