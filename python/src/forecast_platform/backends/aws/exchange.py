"""The exchange bucket: data go into `in/`, the service's results come out of `out/`."""

from pathlib import Path

from botocore.client import BaseClient

from forecast_platform.backends.aws.errors import sorted_errors
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.errors import ForecastError

INPUT, OUTPUT = "in/", "out/"
"""The two prefixes, which the roles' policies name."""


class Exchange:
    """The bucket, as the submitter may use it: it puts data in, lists, and takes results out."""

    def __init__(self, settings: AwsSettings, sessions: Sessions) -> None:
        """Remember the bucket; the client is made when it is first used."""
        self._settings = settings
        self._sessions = sessions

    def uri(self, key: str) -> str:
        """Return the address of a key or a prefix, as the services take it."""
        return f"s3://{self._settings.bucket}/{key}"

    def check_region(self) -> None:
        """Refuse a bucket that the service could not reach.

        Amazon Forecast reads no bucket of another region; boto follows such a bucket by itself, so that
        only the service's own job would fail, minutes later.

        Raises:
            ForecastError: AWS_BUCKET_ELSEWHERE, and those of `sorted_errors`.

        """
        settings = self._settings
        with sorted_errors(f"s3:ListBucket on {settings.bucket}"):
            answer = self._s3.list_objects_v2(Bucket=settings.bucket, Prefix=INPUT, MaxKeys=1)
        region = answer["ResponseMetadata"]["HTTPHeaders"].get("x-amz-bucket-region", settings.region)
        if region != settings.region:
            raise ForecastError(
                "AWS_BUCKET_ELSEWHERE",
                f"bucket {settings.bucket} is in {region}, the service in {settings.region}",
                "the bucket has to be in the region of the forecasting service",
            )

    def put(self, key: str, file: Path) -> None:
        """Put a file in, in place of one of that key; at most 5 GB, as S3 takes in one request."""
        with sorted_errors(f"s3:PutObject on {self.uri(key)}"), file.open("rb") as content:
            self._s3.put_object(Bucket=self._settings.bucket, Key=key, Body=content)

    def list(self, prefix: str) -> list[str]:
        """Return the keys that begin with a prefix, sorted."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._settings.bucket, Prefix=prefix
        )
        with sorted_errors(f"s3:ListBucket on {self.uri(prefix)}"):
            return sorted(str(each["Key"]) for page in pages for each in page.get("Contents", []))

    def get(self, key: str) -> bytes:
        """Return the content of a key."""
        with sorted_errors(f"s3:GetObject on {self.uri(key)}"):
            content: bytes = self._s3.get_object(Bucket=self._settings.bucket, Key=key)["Body"].read()
        return content

    @property
    def _s3(self) -> BaseClient:
        return self._sessions.client("submitter", "s3")
