"""What both ways to run share. Addresses come from the profile (embedded, services)."""

import warnings
from pathlib import Path
from typing import Any, Literal

from media.photos.rules import EXTENSIONS, MOST_BYTES, MOST_PIXELS
from tadpole.config.env import Env
from tadpole.config.settings.security import secured
from tadpole.operations.logs import configured

ENV = Env.read()
HOME = (Path.cwd() / ENV.home).resolve()
PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.secret_key_fallbacks)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
ORIGIN = ENV.origin
CSRF_TRUSTED_ORIGINS = [ORIGIN]
EXTRA_ORIGINS = [ORIGIN.replace("localhost", "127.0.0.1")] if "localhost" in ORIGIN else []
ROOT_URLCONF = "tadpole.config.urls"
ASGI_APPLICATION = "tadpole.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FEATURES = [
    "search.feed",
    "search.results",
    "search.index",
    "campaigns.contests",
    "content.home",
    "content.guides",
    "content.reviews",
    "content.blocks",
    "community.live",
    "community.threads",
    "community.notes",
    "community.circles",
    "community.kols",
    "community.products",
    "community.badges",
    "community.moderation",
    "community.notifications",
    "community.profiles",
    "community.families",
    "media.previews",
    "media.photos",
    "media.screening",
    "tadpole.analytics",
    "tadpole.accounts",
    "tadpole.operations",
    "tadpole.events",
]

INSTALLED_APPS = [
    "tadpole.config",
    *FEATURES,
    "tadpole.ui",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "tadpole.accounts.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "django_htmx",
    "lucide",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "tadpole.operations.middleware.ObservedMiddleware",
    "tadpole.config.headers.DoorMiddleware",
    "tadpole.operations.middleware.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tadpole.config.headers.PolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tadpole.operations.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "content.blocks.middleware.PagePasswordsMiddleware",
    "tadpole.accounts.middleware.AccountZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tadpole.accounts.middleware.PaceMiddleware",
    "tadpole.operations.middleware.ReadOnlyMiddleware",
    "tadpole.accounts.middleware.SanctionsMiddleware",
    "tadpole.accounts.middleware.SessionActivityMiddleware",
    "tadpole.accounts.middleware.SecondFactorMiddleware",
    "tadpole.config.bad_input.BadInputMiddleware",
    "tadpole.config.reading.ReadingMiddleware",
    "tadpole.ui.middleware.RefusalMiddleware",
    "tadpole.ui.middleware.OnceMoreMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tadpole.ui.templatetags.tokens"],  # {% csrf_token %} says for whom the page was made
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tadpole.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Language: the default has no prefix in its addresses; every page exists under the others' prefixes.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = ["tadpole.config.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
EMAIL_BACKEND = "tadpole.accounts.adapters.PostedMail"  # the outbox; MAIL_CARRIER takes mails from there
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 3 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CSRF_FAILURE_VIEW = "tadpole.ui.views.csrf_failure"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_ADAPTER = "tadpole.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "tadpole.accounts.forms.AddAddressForm",
    "confirm_login_code": "tadpole.accounts.forms.MailedCodeForm",
    "login": "tadpole.accounts.forms.LogInForm",
    "request_login_code": "tadpole.accounts.forms.AskForCodeForm",
    "reset_password": "tadpole.accounts.forms.ForgottenPasswordForm",
    "signup": "tadpole.accounts.forms.SignUpForm",
    "confirm_email_verification_code": "tadpole.accounts.forms.ConfirmAddressForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",  # of all strangers together, for an address that is typed
    "login_failed_known": "5/5m/key,50/d/key",  # on a device where that account was opened before
    "signup": "20/h/ip",
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "60/h/ip",
    "mail_known": "3/m/key,10/h/key",  # asked for to an address on a device where its account was opened before
    "mail_near": "3/m/key,10/h/key",  # to an address from one network address
    "mail_all": "30/h/key",  # to an address by all strangers together
}
WRITES_A_MINUTE = (
    ENV.writes_a_minute
)  # anything that is sent, whatever it is; actions have narrower limits of their own
LINK_PREVIEWS = ENV.link_previews == "always"
MFA_ADAPTER = "tadpole.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "tadpole.accounts.forms.CodeForm",
    "reauthenticate": "tadpole.accounts.forms.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ORIGIN.startswith("http://")
USERSESSIONS_TRACK_ACTIVITY = True

# Pages
WAGTAIL_SITE_NAME = "小蝌蚪"
WAGTAILADMIN_BASE_URL = ORIGIN
WAGTAILADMIN_LOGIN_URL = "staff_door"
WAGTAILIMAGES_IMAGE_MODEL = "photos.EditorialImage"
WAGTAILIMAGES_EXTENSIONS = EXTENSIONS
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.photos.forms.EditorialImageForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.index.adapters"}}
MOST_FILE_BYTES = MOST_BYTES  # of any file in any form
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MOST_FILE_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MOST_PIXELS
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = MOST_FILE_BYTES
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # through us, also from a bucket: a collection may be private
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # passwords and addresses are changed in one place, the account's pages
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Files
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static" if ENV.static == Path() else ENV.static.resolve()
STATICFILES_DIRS: list[Path] = []
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tadpole.config.statics.HashedStatics"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "uploads"
WHITENOISE_USE_FINDERS = True
# A text of 10 MB is read so that its form can say no and keep what fits; files do not count.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = [
    "tadpole.ui.uploads.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Security: what depends on the profile is said again there.
SECURITY: dict[str, Any] = {
    "origin": ORIGIN,
    "proxies": ENV.proxies,
    "hsts_seconds": ENV.hsts_seconds,
    "second_factor": ENV.staff_second_factor,
}
PROXIES: int
DESK_POLICY: dict[str, Any]
DEVICE_COOKIE_NAME: str
DEVICE_COOKIE_SECURE: bool
DEVICE_COOKIE_HTTPONLY: bool
DEVICE_COOKIE_SAMESITE: Literal["Lax", "Strict", "None"]
vars().update(secured(profile="embedded", **SECURITY))
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the CMS shows previews of our own pages in a frame
    "security.W021",  # a browser's built-in list is hard to leave: its operator decides
]

# Tasks: the queue may be lost at any moment, all work is re-derivable from rows.
RADIO_URL = ""  # what processes tell each other: only where there are several
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "deliveries"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(HOME / "beat" / "schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LOGGING = configured(json=False)
SWITCH_SECONDS: float | None = (
    1.0  # how old a process's knowledge of reading only and maintenance may be; None: never asked again
)

# Files are answered from threads, a block at a time, and are small; an asynchronous reader would not be faster.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
