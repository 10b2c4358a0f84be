"""The staff door under /staff/: of allauth's pages only these; its own names, since it asks for them."""

from django.urls import path

from linli.people.views import staff

urlpatterns = [
    path("login/", staff.sign_in, name="account_login"),
    path("logout/", staff.sign_out, name="account_logout"),
    path("inactive/", staff.inactive, name="account_inactive"),
    path("password/", staff.change_password, name="account_change_password"),
    path("again/", staff.password_again, name="account_reauthenticate"),
    path("second-factor/", staff.security, name="mfa_index"),
    path("second-factor/code/", staff.second_factor, name="mfa_authenticate"),
    path("second-factor/again/", staff.second_factor_again, name="mfa_reauthenticate"),
    path("second-factor/app/", staff.activate, name="mfa_activate_totp"),
    path("second-factor/app/removal/", staff.deactivate, name="mfa_deactivate_totp"),
    path("second-factor/recovery/", staff.recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery/new/", staff.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/recovery/file/", staff.recovery_file, name="mfa_download_recovery_codes"),
]
