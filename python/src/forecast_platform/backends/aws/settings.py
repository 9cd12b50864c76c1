"""What the deployment says of AWS to a backend."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class AwsSettings:
    """What the deployment says of AWS to one backend.

    Attributes:
        backend: whose settings they are.
        account: 12 digits.
        region: of the forecasting service and of the bucket.
        bucket: the exchange bucket: data go into `in/`, results come out of `out/`.
        prefix: what the names of all resources begin with; the roles may touch nothing else.
        roles: ARNs of `submitter`, `poller` and `cleaner`, which a job takes, and of those that
            the service takes: `import` and `export`, or `execution`.
        tags: what every resource is marked with; the roles may create nothing without them.
        audience: what the Entra token is made out to, `api://<application>`.
        service_credential: the name of Unity Catalog's, which gives that token.
        forecasts: the names of the configured ones on this backend.

    """

    backend: str
    account: str
    region: str
    bucket: str
    prefix: str
    roles: Mapping[str, str]
    tags: Mapping[str, str]
    audience: str
    service_credential: str
    forecasts: tuple[str, ...]

    def tag_list(self, **more: str) -> list[dict[str, str]]:
        """Return the tags, and more of them, as the services take them."""
        return [{"Key": key, "Value": value} for key, value in {**self.tags, **more}.items()]


def read_aws(settings: str, backend: str) -> AwsSettings:
    """Return what the deployment says of AWS to a backend.

    Args:
        settings: JSON text: `{forecasts: [{name, backend}], aws: {accountId, region, bucket, audience,
            serviceCredential, tags, backends: {<backend>: {prefix, roles}}}}`.
        backend: `amazon-forecast` or `sagemaker-automl`.

    Raises:
        ForecastError: AWS_SETTINGS_MISSING.

    """
    given = json.loads(settings)
    aws = given.get("aws") or {}
    found = aws.get("backends", {}).get(backend)
    if found is None:
        raise ForecastError(
            "AWS_SETTINGS_MISSING",
            f"the settings say nothing of the backend {backend!r} in AWS; they have {sorted(aws) or 'none'}",
            "give the stack its aws settings, and deploy it again",
        )
    forecasts = given.get("forecasts", [])
    return AwsSettings(
        backend=backend,
        account=str(aws["accountId"]),
        region=str(aws["region"]),
        bucket=str(aws["bucket"]),
        prefix=str(found["prefix"]),
        roles=found["roles"],
        tags=aws["tags"],
        audience=str(aws["audience"]),
        service_credential=str(aws["serviceCredential"]),
        forecasts=tuple(str(each["name"]) for each in forecasts if each.get("backend") == backend),
    )


def aws_backends(settings: str) -> tuple[str, ...]:
    """Return the backends in AWS that the deployment has roles for."""
    aws = json.loads(settings).get("aws") or {}
    return tuple(sorted(aws.get("backends", {})))
