"""Roles that a request hands to the service."""

from forecast_service.account import Account
from forecast_service.arns import ROLE
from forecast_service.errors import invalid
from forecast_service.resource import Fields


def check_roles(account: Account, *configs: Fields) -> None:
    """Refuse a role that is none, or another account's.

    Raises:
        ServiceError: InvalidInputException.

    """
    encryption = [each["EncryptionConfig"] for each in configs if "EncryptionConfig" in each]
    for arn in [each["RoleArn"] for each in (*configs, *encryption) if "RoleArn" in each]:
        match = ROLE.fullmatch(arn)
        if match is None or match[1] != account.id:
            raise invalid(f"The role {arn} is no role of the account {account.id}")
