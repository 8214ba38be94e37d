"""A complaint desk in Django: the complaint is a model of Django, its way through the office a case in the store.

From the folder that holds procedures/ (without SOPFLOW_DB cases are kept in kasus.db; Django's own tables in surat.db):

pip install ".[postgresql]" django
export SOPFLOW_DB=postgresql://localhost/kantor
python docs/contoh/django/manage.py migrate --run-syncdb
python docs/contoh/django/manage.py runserver
"""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pengaduan.settings")
execute_from_command_line(sys.argv)
