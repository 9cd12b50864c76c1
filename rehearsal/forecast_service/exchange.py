"""The buckets that the service reads and writes, reached as a client of S3."""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from forecast_service.errors import JobError, invalid

# https://docs.aws.amazon.com/forecast/latest/dg/limits.html
_MOST_FILES = 10_000


class Exchange:
    """S3 as the service sees it."""

    def __init__(self, endpoint: str, region: str) -> None:
        """Connect to an endpoint; nothing is asked yet."""
        self._s3 = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name=region,
            # Of the stand-in itself, so that none of the machine's are used; any will do.
            aws_access_key_id="forecast-service",
            aws_secret_access_key="forecast-service",  # noqa: S106 # opens nothing
            config=Config(retries={"total_max_attempts": 1}),
        )
        self._region = region

    def check_bucket(self, path: str) -> None:
        """Refuse a bucket that the service cannot use.

        Raises:
            ServiceError: InvalidInputException for a bucket that is missing or in another region.

        """
        bucket, _ = _split(path)
        try:
            answer = self._s3.get_bucket_location(Bucket=bucket)
        except ClientError as error:
            raise invalid(f"The bucket {bucket} cannot be accessed: {_code(error)}") from error
        # S3 names its first region by leaving it out.
        region = answer.get("LocationConstraint") or "us-east-1"
        if region != self._region:
            raise invalid(f"The bucket {bucket} is in {region}, it has to be in {self._region}")

    def read(self, path: str) -> list[tuple[str, bytes]]:
        """Return the file at a path, or all files under it, by name.

        Raises:
            JobError: there is none, there are more than 10,000, or S3 refuses.

        """
        bucket, key = _split(path)
        try:
            names = self._names(bucket, key)
            if not names:
                raise JobError(f"No files were found at {path}")
            if len(names) > _MOST_FILES:
                raise JobError(f"{path} holds more than {_MOST_FILES} files")
            return [(name, self._s3.get_object(Bucket=bucket, Key=name)["Body"].read()) for name in names]
        except ClientError as error:
            raise JobError(f"{path} cannot be read: {_code(error)}") from error

    def write(self, path: str, name: str, content: bytes) -> None:
        """Write a file into a folder.

        Raises:
            JobError: S3 refuses.

        """
        bucket, key = _split(path)
        folder = f"{key.rstrip('/')}/" if key else ""
        try:
            self._s3.put_object(Bucket=bucket, Key=folder + name, Body=content)
        except ClientError as error:
            raise JobError(f"{path} cannot be written: {_code(error)}") from error

    def _names(self, bucket: str, key: str) -> list[str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=key)
        names = [each["Key"] for page in pages for each in page.get("Contents", [])]
        if key in names:
            return [key]
        folder = f"{key.rstrip('/')}/" if key else ""
        return [name for name in names if name.startswith(folder) and not name.endswith("/")]


def _split(path: str) -> tuple[str, str]:
    bucket, _, key = path.removeprefix("s3://").partition("/")
    return bucket, key


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])
