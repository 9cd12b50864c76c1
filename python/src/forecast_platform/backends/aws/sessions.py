"""The clients of a backend: each call is made as the role that may make it and little else."""

from typing import Literal

from botocore.client import BaseClient
from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session

from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.aws.web_identity import entra_token, on_databricks, trust_token_only

Role = Literal["submitter", "poller", "cleaner"]
"""Who puts data in, starts work and fetches results; who asks; who stops and deletes."""

_CONFIG = Config(
    connect_timeout=5,
    read_timeout=30,
    # `standard` takes LimitExceededException for throttling and asks again within seconds; at Amazon
    # Forecast it means that three jobs run already, which takes many minutes to change.
    retries={"mode": "legacy", "max_attempts": 2},
)

# The models of the services: parsing them takes longer than all calls of a step.
_MODELS = Loader()


class Sessions:
    """The clients of a backend, made when they are first used."""

    def __init__(self, settings: AwsSettings, session_name: str) -> None:
        """Remember who acts for what.

        On Databricks a role is taken with an Entra token; elsewhere the ordinary chain of credentials
        is used for all three (environment, profile, container, instance).

        Args:
            settings: the roles and where they are.
            session_name: what CloudTrail shows of a role's session: the run's id.

        """
        self._settings = settings
        self._name = session_name
        self._sessions: dict[Role, Session] = {}
        self._clients: dict[tuple[Role, str], BaseClient] = {}

    def client(self, role: Role, service: str) -> BaseClient:
        """Return the client of a service as a role, such as `("poller", "forecast")`."""
        key = (role, service)
        if key not in self._clients:
            region = self._settings.region
            self._clients[key] = self._session(role).create_client(service, region, config=_CONFIG)
        return self._clients[key]

    def _session(self, role: Role) -> Session:
        if role not in self._sessions:
            self._sessions[role] = self._new_session(role)
        return self._sessions[role]

    def _new_session(self, role: Role) -> Session:
        settings = self._settings
        session = Session()
        session.register_component("data_loader", _MODELS)
        if on_databricks():
            token = entra_token(settings.service_credential, settings.audience)
            session.set_config_variable("region", settings.region)
            trust_token_only(session, settings.roles[role], self._name, token)
        return session
