"""All settings, read from the environment. Every name a user may set is listed in docs/settings.md."""

import os
from pathlib import Path
from typing import Any

import psycopg
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from linli.config.embedded import Server
from linli.config.faults import SettingFault
from linli.config.secret import secret_from

PROJECT = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("LINLI_STATE", PROJECT / ".linli"))
env = os.environ.get


def flag(name: str, default: str = "") -> bool:
    return env(name, default).lower() in {"1", "yes", "true", "on"}


def number(name: str, default: str) -> int:
    text = env(name, default)
    if not text.strip().isascii() or not text.strip().isdigit():
        raise SettingFault(f"{name} must be a number without a sign, not {text!r}.")
    return int(text)


# --- who and where ----------------------------------------------------------------------------------------------
LINLI_COUNTY = env("LINLI_COUNTY", "350181")
LINLI_DEMO = flag("LINLI_DEMO", "yes")  # shows sign-in codes in a visible outbox, labels invented data
DEBUG = False
SECRET_KEY = env("LINLI_SECRET_KEY") or secret_from(STATE / "secret.key")
LINLI_KEY_FILE = Path(env("LINLI_KEY_FILE", str(STATE / "keys.json")))
ALLOWED_HOSTS = env("LINLI_HOSTS", "localhost,127.0.0.1,[::1],.localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("LINLI_ORIGINS", "").split(",") if origin]
LINLI_ADDRESS = env("LINLI_ADDRESS", "http://127.0.0.1:8000")  # written into letters and notices

# --- database ---------------------------------------------------------------------------------------------------
EMBEDDED_SERVER = Server(PROJECT, env("LINLI_SERVER", ""))
LINLI_ROLE = env("LINLI_DB_ROLE", "app")  # "owner" migrates; "app" may neither truncate nor switch off a trigger


def _database() -> dict[str, Any]:
    owner = LINLI_ROLE == "owner"
    url = (env("DATABASE_OWNER_URL") if owner else None) or env("DATABASE_URL")
    if not url:
        return EMBEDDED_SERVER.address("linli_owner" if owner else "linli_app")
    try:
        words = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:  # the address itself holds a password, and is not repeated
        name = "DATABASE_OWNER_URL" if owner and env("DATABASE_OWNER_URL") else "DATABASE_URL"
        raise SettingFault(f"{name} is no address of a database, such as postgresql://user@host/name.") from error
    named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    found = {named[word]: value for word, value in words.items() if word in named}
    return found | {"OPTIONS": {word: value for word, value in words.items() if word not in named}}


DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "linli.counties.backend",
        "CONN_MAX_AGE": None,  # a fresh connection a request costs more than the request
        **_database(),
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TENANT_MODEL = "counties.County"
TENANT_DOMAIN_MODEL = "counties.HostName"
TENANT_LIMIT_SET_CALLS = True
TENANT_CREATION_FAKES_MIGRATIONS = False

# --- apps -------------------------------------------------------------------------------------------------------
SHARED_APPS = ["django_tenants", "linli.counties", "procrastinate.contrib.django"]
COUNTY_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "linli.common",
    "linli.areas",
    "linli.people",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "linli.documents",
    "linli.notices",
    "linli.places",
    "linli.ratings",
    "linli.cases",
    "linli.bookings",
    "linli.forms",
    "linli.knowledge",
    "linli.hotline",
    "linli.grid",
    "linli.centres",
    "linli.hall",
    "linli.tickets",
    "linli.mediation",
    "linli.petitions",
    "linli.bills",
    "linli.portal",
    "linli.desk",
    "linli.screen",
    "linli.field",
    "linli.settings",
    "linli.api",
]
TENANT_APPS = COUNTY_APPS
INSTALLED_APPS = [
    *SHARED_APPS,
    *COUNTY_APPS,
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_vite",
    "django_cotton.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "linli.common.middleware.DatabaseAwayMiddleware",
    "linli.counties.middleware.CountyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "linli.common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "linli.people.middleware.ReaderMiddleware",
    "linli.common.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"

# --- pages ------------------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "linli.common.context.page",
                "linli.desk.context.page",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "linli.common.templatetags.linli"],
        },
    }
]
COTTON_DIR = "components"
COTTON_SNAKE_CASED_NAMES = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9A-Za-z_-]{8,12}\..+$"  # Vite's content hashes
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": PROJECT / "linli/common/static/linli/manifest.json",
        "static_url_prefix": "linli",
    }
}

# --- languages and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PROJECT / "linli/locale"]
LANGUAGE_COOKIE_NAME = "linli_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
FORMAT_MODULE_PATH = "linli.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["linli.people.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "linli.people.adapter.StaffDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = False  # allauth counts in each process; our own counters hold for all workers
ACCOUNT_FORMS = {
    "login": "linli.people.forms.staff.SignInForm",
    "change_password": "linli.people.forms.staff.PasswordForm",
    "reauthenticate": "linli.people.forms.staff.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "linli.people.forms.second_factor.CodeForm",
    "reauthenticate": "linli.people.forms.second_factor.CodeAgainForm",
    "activate_totp": "linli.people.forms.second_factor.ActivateForm",
}
MFA_ADAPTER = "linli.people.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Linli"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: the clocks of phones run fast and slow
# A reading of the screen may be this old in seconds while matters move; its moment stands beside it.
LINLI_SCREEN_REST = number("LINLI_SCREEN_REST", "5")
LINLI_SMS_WEBHOOK = env("LINLI_SMS_WEBHOOK", "")  # https://… that takes {"phone", "text"} as JSON; empty: none
LINLI_SMS_TOKEN = env("LINLI_SMS_TOKEN", "")  # its bearer token
LINLI_SEAL = env(
    "LINLI_SEAL", ""
)  # class that puts electronic seals onto papers (documents.official.seal); empty: none
LINLI_PROXIES = number("LINLI_PROXIES", "0")  # proxies of our own in front, whose X-Forwarded-For is believed
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "linli.people.session"

# --- security ---------------------------------------------------------------------------------------------------
LINLI_HTTPS = flag("LINLI_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LINLI_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if LINLI_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LINLI_HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "linli.common.views.errors.csrf_failure"
# https://…/{z}/{x}/{y}.png of an approved provider; several, parted by spaces, lie one over the other; empty: no map
LINLI_MAP_TILES = env("LINLI_MAP_TILES", "")
LINLI_MAP_CREDIT = env("LINLI_MAP_CREDIT", "")  # the provider's name and approval number, shown on the map
LINLI_MAP_DATUM = env("LINLI_MAP_DATUM", "wgs84")  # the frame its tiles are drawn in: wgs84, cgcs2000, gcj02, bd09
_map_origins = sorted({"/".join(one.split("/")[:3]) for one in LINLI_MAP_TILES.split() if one.startswith("http")})
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", *_map_origins],
    "media-src": [CSP.SELF, "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, *_map_origins],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "linli.documents.uploading.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- files, mail, cache, background -----------------------------------------------------------------------------
LINLI_FILES = Path(env("LINLI_FILES", str(STATE / "files")))
LINLI_S3_BUCKET = env("LINLI_S3_BUCKET", "")
LINLI_S3_ENDPOINT = env("LINLI_S3_ENDPOINT", "")
_store: dict[str, Any] = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": LINLI_S3_BUCKET,
            "endpoint_url": LINLI_S3_ENDPOINT or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }
    if LINLI_S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(LINLI_FILES)}}
)
STORAGES = {"default": _store, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("LINLI_SMTP_HOST", ""),
            "port": number("LINLI_SMTP_PORT", "25"),
            "username": env("LINLI_SMTP_USER", ""),
            "password": env("LINLI_SMTP_PASSWORD", ""),
            "use_tls": flag("LINLI_SMTP_TLS"),
            "use_ssl": env("LINLI_SMTP_TLS", "").lower() == "implicit",
            "timeout": 15,
        },
    }
}
DEFAULT_FROM_EMAIL = env("LINLI_MAIL_FROM", "linli@localhost")
LINLI_AUDITOR_EMAIL = env("LINLI_AUDITOR_EMAIL", "")  # receives the daily root of all histories
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
LINLI_CALL_OUT_NAME = env("LINLI_CALL_OUT_NAME", "")  # what the county calls a call-out (吹哨报到 in Beijing)
LINLI_API_RATE = number("LINLI_API_RATE", "3000")  # requests a minute, a token and a web worker; 0: no limit
# Where webhooks may go, and the secret that signs for each: "host=secret,other.host=secret".
LINLI_WEBHOOKS = dict(pair.split("=", 1) for pair in env("LINLI_WEBHOOKS", "").split(",") if "=" in pair)
LINLI_WEBHOOKS_PRIVATE = flag("LINLI_WEBHOOKS_PRIVATE")  # allow hosts in private address ranges
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
LINLI_HOLIDAYS = Path(env("LINLI_HOLIDAYS", "")) if env("LINLI_HOLIDAYS") else None
LINLI_OFFICE_HOURS = Path(env("LINLI_OFFICE_HOURS", "")) if env("LINLI_OFFICE_HOURS") else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LINLI_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004", "django_vite.W001"]  # said by `linli doctor`, in words
