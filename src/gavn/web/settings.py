"""Django's settings, derived from the environment alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gavn.kernel.clock import secret_bytes
from gavn.web import environment
from gavn.web.elsewhere.file import read_providers

BASE_DIR = Path(__file__).resolve().parent
GAVN_DATA = environment.data_folder()
GAVN_DEMO = environment.DEMO.on
GAVN_KEYS = GAVN_DATA / "keys"


def _secret() -> str:
    """The cookie secret: given, or made once and kept with the keys."""
    if environment.SECRET.value:
        return environment.SECRET.value
    kept = GAVN_KEYS / "cookies"
    if not kept.exists():
        GAVN_KEYS.mkdir(mode=0o700, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secret_bytes(48).hex())
    return kept.read_text()


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = environment.HOSTS.value.split(",")
USE_TZ = True
TIME_ZONE = "UTC"
GAVN_ZONE = environment.ZONE.value
GAVN_LOOKS = int(environment.LOOKS.value)

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": GAVN_DATA / "gavn.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        # What was deleted is overwritten, so that nobody reads it out of the file.
        "PRAGMA secure_delete=ON;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(environment.DATABASE.value, conn_max_age=60)
    if environment.DATABASE.value
    else _SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STAGES = [
    "history", "works", "access", "catalogue", "people", "rights", "collect", "imports", "measure", "compare",
    "protect", "report", "benefit", "setup", "desk",
]  # fmt: skip
INSTALLED_APPS = [
    "gavn.web",
    *(f"gavn.{stage}" for stage in STAGES),
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gavn.web.middleware.respondents_apart",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gavn.web.middleware.in_their_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gavn.web.middleware.told_to_scripts",
    "gavn.web.middleware.PageGuard",
]
ROOT_URLCONF = "gavn.web.urls"
RESPONDENT_URLCONF = "gavn.web.urls_respondent"
WSGI_APPLICATION = "gavn.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gavn.web.context.every_page",
            ],
            "builtins": [
                "gavn.web.templatetags.gavn",
                "gavn.web.templatetags.house",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["gavn.access.gateways.passwords.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
GAVN_SECOND_FACTOR = not GAVN_DEMO
ACCOUNT_ADAPTER = "gavn.access.gateways.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "gavn.access.forms.SignIn"}
MFA_ADAPTER = "gavn.access.gateways.accounts.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.HTTPS.on
MFA_FORMS = {
    "add_webauthn": "gavn.access.forms.AddPasskey",
    "authenticate_webauthn": "gavn.access.forms.UsePasskey",
    "login_webauthn": "gavn.access.forms.SignInByPasskey",
    "reauthenticate_webauthn": "gavn.access.forms.ProveByPasskey",
}
GAVN_IDLE_MINUTES = int(environment.IDLE.value)
GAVN_PROVIDERS = read_providers(Path(environment.SIGN_IN.value or GAVN_DATA / "sign-in.yaml"))
SOCIALACCOUNT_ADAPTER = "gavn.web.elsewhere.adapter.Elsewhere"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "gavn.access.gateways.oidc.StrictOpenId"},
    "saml": {"provider_class": "gavn.access.gateways.saml.StrictSaml"},
}
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = environment.LANGUAGE.value
LANGUAGES = [("en", _("English")), ("da", _("Danish")), ("sv", _("Swedish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SECURE = environment.HTTPS.on
FORMAT_MODULE_PATH = ["gavn.web.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.HTTPS.on
if environment.HTTPS.on:
    # A browser takes cookies of this name from this host alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.HTTPS.on else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if environment.HTTPS.on else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.HTTPS.on
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gavn.web.views.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
EMAIL_HOST, _sep, _port = environment.MAIL.value.partition(":")
EMAIL_PORT = int(_port or 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = environment.MAIL_USER.value, environment.MAIL_PASSWORD.value
EMAIL_USE_TLS, EMAIL_USE_SSL = environment.MAIL_TLS.value == "starttls", environment.MAIL_TLS.value == "tls"
EMAIL_TIMEOUT = 20
if GAVN_DEMO and not EMAIL_HOST:
    # The demo writes its mails into a folder, one file each.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = GAVN_DATA / "mail"
GAVN_ADDRESS = environment.address()
DEFAULT_FROM_EMAIL = environment.SENDER.value

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
