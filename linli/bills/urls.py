from django.urls import path

from linli.bills.views import portal, settings

app_name = "bills"
urlpatterns = [
    path("bills/", portal.show_bills, name="bills"),
    path("bills/<uuid:provider_id>/", portal.show_provider, name="provider"),
    path("settings/providers/", settings.show_providers, name="settings"),
    path("settings/providers/new/", settings.make_provider, name="new"),
    path("settings/providers/<uuid:provider_id>/", settings.show_provider, name="change"),
    path("settings/providers/<uuid:provider_id>/verification/", settings.make_verification, name="verification"),
    path("settings/providers/changes/<uuid:entry_id>/taking-back/", settings.take_back_change, name="taking-back"),
]
