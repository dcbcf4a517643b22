"""Settings, read from the environment. README lists every variable."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from icpportal.core.replicas import replica_databases

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# --- What kind of start this is -------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=not DEMO)

SECRET_KEY = env.str("SECRET_KEY")
# Keys what must outlive a change of SECRET_KEY: digests of personal data, sealed columns.
DATA_KEY = env.str("DATA_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address printed in messages and certificates; never taken from a request's Host header.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
SITE_NAME = "ICP备案管理系统"
HOTLINE = "010-95169001"

# Asked for by the demo and by tests; accounts.checks refuses them elsewhere.
CAPTCHA_ANSWER = env.str("CAPTCHA_ANSWER", default="")
SHOW_CODES = env.bool("SHOW_CODES", default=DEMO)

# --- Applications ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "icpportal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "icpportal.core",
    "accounts",
    "providers",
    "filings",
]

MIDDLEWARE = [
    "icpportal.middleware.RequestIdMiddleware",
    "icpportal.middleware.HeadMiddleware",
    "icpportal.middleware.WellFormedMiddleware",
    "icpportal.middleware.WindowMiddleware",
    # Pads each answer at random against guessing a secret from its length; the form tokens are masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLifeMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.SecondFactorRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "icpportal.middleware.PrivateResponseMiddleware",
    "icpportal.errors.PortalErrorMiddleware",
]

ROOT_URLCONF = "icpportal.urls"
WSGI_APPLICATION = "icpportal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "icpportal.core.context.portal",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/portal.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# SQLite leaves out what an index of PostgreSQL holds besides its keys, and needs to be told by nobody.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a read-then-write transaction takes its lock at the start, as FOR UPDATE does.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": ("PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA recursive_triggers=ON;"),
    }
else:
    DATABASES["default"]["ENGINE"] = "icpportal.core.postgresql"
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Public reads may go to these; everything else is the primary's.
DATABASES |= replica_databases(DATABASES["default"], env.str("DATABASE_REPLICA_URL", default=""))
DATABASE_ROUTERS = ["icpportal.core.replicas.PrimaryRouter"]
# A Redis on which all processes count public queries together; rediss:// with TLS. Sessions stay in the database.
CACHE_URL = env.str("CACHE_URL", default="")

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PortalBackend"]
LOGIN_URL = "home"
# accounts.limits counts wrong numbers instead: the plugin doubles its pause without an end.
OTP_TOTP_THROTTLE_FACTOR = 0
# Nobody reads another person's second factor in the admin.
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
LOGIN_REDIRECT_URL = "landing"
PASSWORD_HASHERS = [
    "accounts.hashers.PortalArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.ContextValidator"},
]

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "icpportal.errors.csrf_failure"

# --- Limits (raised in the demo) ------------------------------------------------------------
_many = 1000 if DEMO else 1
CODE_LIFE_SECONDS = env.int("CODE_LIFE_SECONDS", default=300)
CODE_TRIES = env.int("CODE_TRIES", default=5)
CODE_COOLDOWN_SECONDS = env.int("CODE_COOLDOWN_SECONDS", default=0 if DEMO else 60)
SMS_PER_HOUR = env.int("SMS_PER_HOUR", default=5 * _many)
SMS_PER_DAY = env.int("SMS_PER_DAY", default=10 * _many)
CAPTCHA_LIFE_SECONDS = env.int("CAPTCHA_LIFE_SECONDS", default=300)
# Wrong passwords before an account, or an address, must wait (accounts.limits).
LOGIN_TRIES_PER_ACCOUNT = env.int("LOGIN_TRIES_PER_ACCOUNT", default=10 * _many)
LOGIN_TRIES_PER_ADDRESS = env.int("LOGIN_TRIES_PER_ADDRESS", default=60 * _many)
REGISTRATIONS_PER_ADDRESS = env.int("REGISTRATIONS_PER_ADDRESS", default=20 * _many)
# Per address: codes sent in an hour, pictures drawn in a minute.
CODES_PER_ADDRESS = env.int("CODES_PER_ADDRESS", default=60 * _many)
PICTURES_PER_ADDRESS = env.int("PICTURES_PER_ADDRESS", default=120 * _many)
# Public queries in a minute, of one address and of its network; without CACHE_URL each process counts for itself.
PUBLIC_QUERIES_PER_MINUTE = max(1, env.int("PUBLIC_QUERIES_PER_MINUTE", default=60 * _many))
PUBLIC_QUERIES_PER_NETWORK = max(1, env.int("PUBLIC_QUERIES_PER_NETWORK", default=600 * _many))
# Per address, in a minute: certificates and numbers looked up on the public verification page.
VERIFICATIONS_PER_ADDRESS = env.int("VERIFICATIONS_PER_ADDRESS", default=30 * _many)
# How many proxies of ours stand in front; the client's address is read that far from the right.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
OWNER_IDLE_SECONDS = env.int("OWNER_IDLE_SECONDS", default=30 * 60)
OWNER_SESSION_SECONDS = env.int("OWNER_SESSION_SECONDS", default=12 * 3600)
STAFF_IDLE_SECONDS = env.int("STAFF_IDLE_SECONDS", default=15 * 60)
STAFF_SESSION_SECONDS = env.int("STAFF_SESSION_SECONDS", default=8 * 3600)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- Filings --------------------------------------------------------------------------------
# 10: 京ICP备2026000001号, as since 2020. 8: 京ICP备26000001号, as before.
FILING_NUMBER_DIGITS = env.int("FILING_NUMBER_DIGITS", default=10)
# The demo's first approval makes the key that signs certificates; elsewhere `manage.py signing_key --make` does.
SIGNING_KEY_MAKES_ITSELF = DEMO

# --- Messages -------------------------------------------------------------------------------
# smtp://user:password@host:port, consolemail://, memorymail://
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="beian@icpportal.invalid")
EMAIL_TIMEOUT = 10
SMS_BACKEND = env.str("SMS_BACKEND", default="accounts.sms.ConsoleGateway")
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_KEY = env.str("SMS_GATEWAY_KEY", default="")

# --- Web ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "icpportal" / "locale"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = DEBUG is False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
