"""AWS credentials for an Entra identity: no key is stored anywhere.

    Unity Catalog's service credential ─► Entra token for the audience ─► STS ─► a role's credentials

The parts are botocore's own; the credentials renew themselves when they are used near their end.
https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
"""

import os
from collections.abc import Callable
from importlib import import_module

from botocore.credentials import (
    AssumeRoleWithWebIdentityCredentialFetcher,
    CredentialProvider,
    CredentialResolver,
    DeferredRefreshableCredentials,
)
from botocore.session import Session

LONGEST_SESSION_NAME = 64
"""https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html, read 2026-11."""


class WebIdentity(CredentialProvider):  # type: ignore[misc] # botocore has no types
    """Credentials of a role, for the holder of a token."""

    METHOD = "assume-role-with-web-identity"

    def __init__(self, session: Session, role_arn: str, session_name: str, token: Callable[[], str]) -> None:
        """Remember whom to become; nothing is asked before credentials are needed.

        Args:
            session: makes the client of STS, for its region.
            role_arn: the role.
            session_name: what CloudTrail shows; cut to 64 characters.
            token: asks for a token; called again for each renewal, never logged.

        """
        super().__init__(session)
        self._fetcher = AssumeRoleWithWebIdentityCredentialFetcher(
            client_creator=session.create_client,
            web_identity_token_loader=token,
            role_arn=role_arn,
            extra_args={"RoleSessionName": session_name[:LONGEST_SESSION_NAME]},
        )

    def load(self) -> DeferredRefreshableCredentials:
        """Return credentials that fetch and renew themselves."""
        return DeferredRefreshableCredentials(
            method=self.METHOD, refresh_using=self._fetcher.fetch_credentials
        )


def trust_token_only(session: Session, role_arn: str, session_name: str, token: Callable[[], str]) -> None:
    """Give a session of botocore the token as its one source of credentials; arguments as `WebIdentity`."""
    provider = WebIdentity(session, role_arn, session_name, token)
    session.register_component("credential_provider", CredentialResolver([provider]))


def on_databricks() -> bool:
    """Return whether this runs on Databricks, which gives the tokens."""
    return "DATABRICKS_RUNTIME_VERSION" in os.environ


def entra_token(service_credential: str, audience: str) -> Callable[[], str]:
    """Return what asks Unity Catalog's service credential for a token.

    Args:
        service_credential: its name; the job needs ACCESS on it.
        audience: what the token is made out to.

    See https://learn.microsoft.com/azure/databricks/connect/unity-catalog/cloud-services/use-service-credentials

    """

    def ask() -> str:
        # The runtime's own object, which exists on Databricks only.
        dbutils = import_module("databricks.sdk.runtime").dbutils
        provider = dbutils.credentials.getServiceCredentialsProvider(service_credential)
        return str(provider.get_token(f"{audience}/.default").token)

    return ask
