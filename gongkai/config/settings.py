"""Settings of a deployment, read from the environment; every variable stands in .env.example."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
env.read_env(BASE_DIR / ".env", overwrite=False)

# Where the program writes: database, uploads, search index.
HOME = Path(env("GONGKAI_HOME", default=str(BASE_DIR / "var")))
HOME.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("GONGKAI_DEBUG", default=False)


def _secret_key() -> str:
    """Return the key of this deployment; make one in HOME when none is given (one machine)."""
    given: str = env("GONGKAI_SECRET_KEY", default="")
    if given:
        return given
    from gongkai.common.secret import kept_secret

    return kept_secret(HOME / "secret-key")


SECRET_KEY = _secret_key()
# What seals identity data: "id:base64" entries, newest first; empty: the file of this machine, HOME/keys.
GONGKAI_KEYS: str = env("GONGKAI_KEYS", default="")
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GONGKAI_TRUSTED_ORIGINS", default=[])
BASE_URL = env("GONGKAI_BASE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "gongkai.portal",
    "gongkai.office",
    "gongkai.cli",
    "gongkai.api",
    "gongkai.proofing",
    "gongkai.reports",
    "gongkai.mail",
    "gongkai.documents",
    "gongkai.search",
    "gongkai.statistics",
    "gongkai.letters",
    "gongkai.bundles",
    "gongkai.promotion",
    "gongkai.remedies",
    "gongkai.casework",
    "gongkai.publishing",
    "gongkai.ledger",
    "gongkai.bodies",
    "gongkai.design",
    "gongkai.common",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_prose_editor",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.common.headers.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gongkai.portal.views.errors.explain_wrong_ways",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongkai.portal.middleware.BodyMiddleware",
    "gongkai.api.giving.let_other_sites_ask",
    "gongkai.portal.old_addresses.OldAddressMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.context.portal",
            ],
            "builtins": ["gongkai.design.templatetags.design"],
        },
    }
]

# --- database: SQLite on one machine, PostgreSQL by DATABASE_URL -----------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'db.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Wagtail's defaults answer "database is locked" to 29 of 40 parallel saves.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- tasks ------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Tasks to enqueue, in the same transaction, when an item goes live, changes or is withdrawn.
GONGKAI_ON_ITEM_CHANGED = ["gongkai.search.tasks.index_item", "gongkai.documents.tasks.follow_item"]
# Who has a say before an item goes out; each refuses by raising.
GONGKAI_BEFORE_PUBLICATION = ["gongkai.documents.gate.check_publication"]
GONGKAI_BEFORE_VALIDITY = ["gongkai.documents.gate.check_validity"]  # and before its validity is changed
# Who looks where the number of a document is named when it has ended.
CITING = "gongkai.documents.citing"
GONGKAI_CITING = [f"{CITING}.{place}" for place in ("items", "columns", "guides", "templates")]
GONGKAI_CITING += ["gongkai.portal.citing.pages"]
# Caches (nginx) in front of the site, told of each change: "http://127.0.0.1", one for each web host.
GONGKAI_CACHES: list[str] = env.list("GONGKAI_CACHES", default=[])
# The same for a topic of the portal: approved, changed, taken down.
GONGKAI_ON_TOPIC_CHANGED: list[str] = []
if GONGKAI_CACHES:
    GONGKAI_ON_ITEM_CHANGED.append("gongkai.portal.tasks.refresh_item")
    GONGKAI_ON_TOPIC_CHANGED.append("gongkai.portal.tasks.refresh_topic")
# The same for a step of a request: those of which applicants are told by e-mail or text message.
TOLD = ("register", "confirm_receipt", "ask_to_correct", "extend", "issue_reply")
GONGKAI_ON_REQUEST_STEP = {step: ["gongkai.mail.tasks.tell_applicant"] for step in TOLD}
# Who knows which names are those of applicants, for the check before publication: casework stands beside it.
GONGKAI_KNOWN_NAMES = "gongkai.casework.register.applicants_among"
# Who lists the papers that the file of a request must hold: letters and remedies are above casework.
GONGKAI_CASE_FILE = "gongkai.bundles.filing.papers_of"

# --- e-mail and text messages -----------------------------------------------------------------------------
# Where applicants' mails are fetched from; a body may name its own mailbox in the office.
GONGKAI_IMAP_URL: str = env("GONGKAI_IMAP_URL", default="")
MAIL_LIMIT = env.int("GONGKAI_MAIL_LIMIT_MB", default=40) * 1024 * 1024
# Django's mail backend by URL (smtp://, smtp+tls://, smtp+ssl://, consolemail://); without one
# nothing goes out.
EMAIL_URL: str = env("GONGKAI_EMAIL_URL", default="")
MAIL_GOES_OUT = bool(EMAIL_URL)
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("GONGKAI_EMAIL_FROM", default="gongkai@localhost")
# "file" (JSON lines in HOME/sms, for trials), or the dotted path of a gateway; without one none are sent.
GONGKAI_SMS: str = env("GONGKAI_SMS", default="")

# --- what each process remembers -------------------------------------------------------------------------
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": LOCAL},
    "pages": {"BACKEND": LOCAL, "LOCATION": "pages", "TIMEOUT": 30, "OPTIONS": {"MAX_ENTRIES": 4_000}},
    # texts as PDF and Word: dear to make, and the same until the item changes
    "texts": {"BACKEND": LOCAL, "LOCATION": "texts", "TIMEOUT": 86_400, "OPTIONS": {"MAX_ENTRIES": 60}},
}

# --- search -----------------------------------------------------------------------------------------------
# "tantivy" (one machine) or "postgresql" (several web hosts)
GONGKAI_SEARCH = env("GONGKAI_SEARCH", default="tantivy")
SEARCH_INDEX_DIR = HOME / "search"

# --- people -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "bodies.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "gongkai.office.accounts.AssignmentBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "gongkai.bodies.passwords.MinimumLength", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "gongkai.office.accounts.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 30 * 60  # seconds that a link for a new password works
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "gongkai.office.forms.passwords.CodeForm"}
MFA_TOTP_ISSUER = "政府信息公开"

# --- Wagtail: nothing may be asked of other hosts -----------------------------------------------------------
WAGTAIL_SITE_NAME = "政府信息公开"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": True}}
TAGGIT_CASE_INSENSITIVE = True

# --- language, time, files ---------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "gongkai.design.bundling.BundledStorage"},
}
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"  # never served directly: every file goes through a view that asks who may see it
UPLOAD_LIMIT = env.int("GONGKAI_UPLOAD_LIMIT_MB", default=20) * 1024 * 1024
# Files from this size on are read for the check by a program of its own, within bounds of time and memory.
READ_APART_FROM = env.int("GONGKAI_READ_APART_KB", default=1024) * 1024
# A clamd that looks into every upload, "host:port" or the path of its socket; empty: none.
CLAMD_ADDRESS: str = env("CLAMD_ADDRESS", default="")
# What is uploaded stays in memory until it was looked into: a file with a mark of secrecy is never written.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Folders with the customer's own fonts (方正小标宋, 仿宋_GB2312 …), first choice for PDF.
GOV_FONTS = env.list("GONGKAI_FONTS", default=[])

# --- security ----------------------------------------------------------------------------------------------
HTTPS = env.bool("GONGKAI_HTTPS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# The Wagtail shell has inline scripts without a nonce; it is behind the login.
OFFICE_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "gongkai.config.logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}
    },
    "root": {"handlers": ["console"], "level": env("GONGKAI_LOG_LEVEL", default="WARNING")},
}
