"""Settings of the Superset that the bundle is tried in: reached from this machine alone, and thrown away."""

import os

SECRET_KEY = os.environ["WEIR_SUPERSET_KEY"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.join(os.environ["SUPERSET_HOME"], "superset.db")
# A script logs in, and there is nobody to protect.
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
