"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icpportal.settings")
application = get_wsgi_application()

from accounts.checks import refuse_demo_people  # noqa: E402

refuse_demo_people()
