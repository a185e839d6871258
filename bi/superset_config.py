"""Settings of the Superset that the bundle is tried in: reached from this machine alone, and thrown away."""

import os
import secrets

SECRET_KEY = secrets.token_urlsafe(42) if "WEIR_SUPERSET_KEY" not in os.environ else os.environ["WEIR_SUPERSET_KEY"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.join(os.environ["SUPERSET_HOME"], "superset.db")
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
