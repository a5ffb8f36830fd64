"""What a server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiheng_web.settings")
if os.environ.get("JIHENG_SERVED"):
    # A worker whose server was killed would go on answering beside the next one.
    from jiheng_children.reader_process import die_with_the_parent

    die_with_the_parent()
application = get_wsgi_application()
