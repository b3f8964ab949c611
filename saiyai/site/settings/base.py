"""Django's settings, the same for every home; what differs comes from the home and the environment."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.provider import provider_from
from saiyai.site.home import Kind, database_settings, default_folder, home_at

PACKAGE = Path(__file__).resolve().parent.parent.parent
HOME = home_at(default_folder())
DEMONSTRATION = HOME.kind is Kind.DEMONSTRATION

SECRET_KEY = HOME.key("secret")
AUDIT_KEY = HOME.key("audit").encode()  # under which personal values stand in the record as keyed hashes
SEALING_KEY = HOME.key("sealing").encode()  # under which values lie sealed that must not lie open
DEBUG = False
SECURE = os.environ.get("SAIYAI_SECURE") == "1"  # set by the server where it speaks HTTPS
if os.environ.get("SAIYAI_BEHIND_PROXY") == "1":  # then nobody but the proxy reaches the server
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("SAIYAI_HOSTS", "").split()]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in os.environ.get("SAIYAI_HOSTS", "").split()]
BASE_URL = os.environ.get("SAIYAI_ADDRESS", "http://localhost:8000")

INSTALLED_APPS = [
    "saiyai.site.apps.SiteConfig",
    "saiyai.portal.apps.PortalConfig",
    "saiyai.forums.apps.ForumsConfig",
    "saiyai.monitoring.apps.MonitoringConfig",
    "saiyai.network.apps.NetworkConfig",
    "saiyai.accounts.apps.AccountsConfig",
    "saiyai.places.apps.PlacesConfig",
    "saiyai.web.apps.WebConfig",
    "saiyai.analytics.apps.AnalyticsConfig",
    "saiyai.audit.apps.AuditConfig",
    "saiyai.documents",
    "saiyai.portal.editor.apps.EditorConfig",  # its Thai stands before Wagtail's
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "saiyai.web.headers.HeadersMiddleware",
    "saiyai.web.sharing.SharingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "saiyai.web.preferences.PreferencesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "saiyai.accounts.middleware.ScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "saiyai.accounts.middleware.FactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "saiyai.web.refusals.RefusalMiddleware",
    "saiyai.portal.middleware.DeskMiddleware",
    "saiyai.portal.middleware.CmsTransactionMiddleware",
    "saiyai.portal.middleware.MovedMiddleware",
]

ROOT_URLCONF = "saiyai.site.urls"
WSGI_APPLICATION = "saiyai.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "saiyai.web.page.page",
            ],
        },
    }
]
FORM_RENDERER = "saiyai.web.forms.Renderer"

DATABASES = {"default": database_settings(HOME, os.environ.get("DATABASE_URL"))}
CUBE_FOLDER: Path | None = HOME.cube  # None keeps the cube in memory alone
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["saiyai.accounts.backends.SignInBackend"]
PASSWORD_HASHERS = ["saiyai.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "saiyai.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "saiyai.accounts.forms.doors.SignInForm",
    "reauthenticate": "saiyai.accounts.forms.doors.PasswordAgainForm",
    "change_password": "saiyai.accounts.forms.doors.ChangeOwnPasswordForm",
}
ACCOUNT_RATE_LIMITS = (
    False  # accounts.throttle counts tries by account and address, for all processes together
)
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "saiyai.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "saiyai.accounts.forms.doors.FactorForm",
    "reauthenticate": "saiyai.accounts.forms.doors.FactorAgainForm",
    "activate_totp": "saiyai.accounts.forms.doors.AppForm",
    "add_webauthn": "saiyai.accounts.forms.doors.PasskeyForm",
    "edit_webauthn": "saiyai.accounts.forms.doors.PasskeyNameForm",
}
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way: phones' clocks differ
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Saiyai"
USERSESSIONS_ADAPTER = "saiyai.accounts.adapter.SessionAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

IDENTITY_PROVIDER = provider_from(os.environ)  # None where the office names none: then it has no door

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "saiyai.web.refusals.csrf_failure"
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [
        "/cms/"
    ],  # the CMS editor has a policy of its own, set by the headers middleware
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *(IDENTITY_PROVIDER.origins if IDENTITY_PROVIDER else ())],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o640

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "saiyai.web.frame.FrameFinder",
]
STATIC_URL = "/static/"
STATIC_ROOT = HOME.folder / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME.media
PUBLISHED_ROOT = (
    HOME.folder / "published"
)  # files of open data, made anew from the database whenever it changes
INCOMING_ROOT = HOME.folder / "incoming"  # files that were sent and wait to be checked; nothing serves them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SAIYAI_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAIYAI_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAIYAI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAIYAI_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20  # seconds: a mail server that says nothing must not hold the worker
EMAIL_USE_TLS = os.environ.get("SAIYAI_MAIL_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("SAIYAI_MAIL_FROM", "saiyai@localhost")

WAGTAIL_SITE_NAME = "สายใย"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("th", "ไทย"), ("en", "English")]
WAGTAILADMIN_LOGIN_URL = "editors_door"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "saiyai.portal.releasing.put_on_site"
WAGTAILADMIN_COMMENTS_ENABLED = False  # what is to change is said once, when an article is returned
WAGTAIL_AUTOSAVE_INTERVAL = (
    20_000  # milliseconds after the last change: each saving is an entry of the record
)
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "ol", "ul"]},
    }
}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
