"""What Django needs to know; a real desk adds users, a template engine and a database of its own."""

import os

SECRET_KEY = os.environ.get("SECRET_KEY", "hanya-untuk-mencoba")
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "pengaduan.urls"
INSTALLED_APPS = ["pengaduan"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("DJANGO_DB", "surat.db")}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
