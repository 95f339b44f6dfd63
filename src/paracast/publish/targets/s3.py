"""S3 and everything that speaks it.

Keys, region and endpoint are found as every program of Amazon's finds them: in the environment, in
`~/.aws`, or from the machine that this runs on.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from paracast.errors import PublishError
from paracast.publish.address import Address
from paracast.publish.kinds import cache_control, media_type
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions
from paracast.publish.target import PublishTarget

Client: TypeAlias = Any
"""botocore's client; its class is made when it runs."""

_REGION = "us-east-1"  # what services that know no regions take
_REMEDY = (
    "Check the bucket's name, and the keys in the environment (AWS_ACCESS_KEY_ID, "
    "AWS_SECRET_ACCESS_KEY) or in ~/.aws. Another service than Amazon's wants --endpoint."
)


@contextmanager
def open_s3(address: Address, options: PublishOptions) -> Iterator[PublishTarget]:
    """Take a bucket, or what lies below a prefix in it, as a target."""
    with _told(address):
        session = botocore.session.get_session()
        client = session.create_client(
            "s3",
            region_name=session.get_config_variable("region") or _REGION,
            endpoint_url=options.endpoint or None,
            config=Config(
                connect_timeout=20,
                read_timeout=60,
                retries={"mode": "standard", "max_attempts": 5},
                # Newer checksums are sent in trailers, which many services of others refuse.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
    prefix = f"{address.folder}/" if address.folder else ""
    yield S3Target(client, address, prefix)


@dataclass(frozen=True, slots=True)
class S3Target:
    """A bucket. A file is replaced by one request, which happens or does not.

    Attributes:
        prefix: what all names begin with; empty, or with a slash at its end.
    """

    client: Client
    address: Address
    prefix: str

    def inventory(self) -> Mapping[str, Held]:
        """List the objects; a thousand cost one request."""
        pages = self.client.get_paginator("list_objects_v2")
        with _told(self.address):
            return {
                found["Key"].removeprefix(self.prefix): Held(found["ETag"], found["Size"])
                for page in pages.paginate(Bucket=self.address.host, Prefix=self.prefix)
                for found in page.get("Contents", ())
                if not found["Key"].endswith("/")  # a folder, as some consoles make them
            }

    def read(self, path: str) -> bytes:
        """Return an object whole."""
        with _told(self.address):
            found = self.client.get_object(Bucket=self.address.host, Key=self.prefix + path)
            data: bytes = found["Body"].read()
            return data

    def upload(self, local: Local) -> Held:
        """Put an object, with its type, and how long caches may keep it.

        The service itself compares the bytes with their MD5 (RFC 1864), and takes all or none.
        """
        md5 = hashlib.md5(usedforsecurity=False)
        for piece in local.pieces():
            md5.update(piece)
        with _told(self.address), local.opened() as body:
            answer = self.client.put_object(
                Bucket=self.address.host,
                Key=self.prefix + local.path,
                Body=body,
                ContentLength=local.length,
                ContentMD5=base64.b64encode(md5.digest()).decode(),
                ContentType=media_type(local.path),
                CacheControl=cache_control(local.path),
                Metadata={"sha256": local.digest},
            )
        return Held(answer["ETag"], local.length)

    def remove(self, path: str) -> None:
        """Delete an object."""
        with _told(self.address):
            self.client.delete_object(Bucket=self.address.host, Key=self.prefix + path)


@contextmanager
def _told(address: Address) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "an error")
        raise PublishError(f"{address} answers {code}.", remedy=_REMEDY) from error
    except BotoCoreError as error:
        raise PublishError(f"Cannot reach {address}: {error}.", remedy=_REMEDY) from error
