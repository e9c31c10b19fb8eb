"""Where uploads are: a folder, or a bucket of an S3-compatible store. Private in both: no address of theirs is ever public.

A store that does not answer, or refuses, raises OSError, as a disk that is full does: callers tell the two apart from nothing
else. What is not there raises FileNotFoundError.
"""

import mimetypes
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.loaders import Loader, create_loader
from botocore.session import get_session
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

mimetypes.add_type("image/avif", ".avif")
MOST_IN_MEMORY = 4_000_000
SECONDS_FOR_NGINX = 60


class StoreAway(OSError):
    """The store did not do what it was asked; it may another time."""


@contextmanager
def answered(name: str) -> Iterator[None]:
    """boto's many ways to fail, as the two that callers know."""
    try:
        yield
    except ClientError as problem:
        status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status == 404:
            raise FileNotFoundError(f"{name} is not in the store") from None
        raise StoreAway(f"the store refused {name}: {problem.response.get('Error', {}).get('Code')}") from None
    except (BotoCoreError, Boto3Error) as problem:
        raise StoreAway(f"the store does not answer ({type(problem).__name__})") from None


class Folder(FileSystemStorage):
    """A folder that nginx can read too."""

    def __init__(self, *, by_nginx: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.by_nginx = by_nginx

    def look(self) -> None:
        """Raises OSError when nothing can be kept or found; a folder is made with its first file."""
        self.exists("none")

    def for_nginx(self, name: str) -> str:
        """The address inside nginx under which it finds the file; empty when it is to be read by us."""
        return f"/_uploads/{filepath_to_uri(name)}" if self.by_nginx else ""


def options_of(address: str) -> dict[str, str]:
    """django-storages' options for http(s)://KEY:SECRET@host:port/bucket?region=NAME."""
    parts = urlsplit(address)
    name = parts.path.strip("/")
    if not (parts.hostname and parts.username and parts.password and name):
        raise ImproperlyConfigured("TADPOLE_FILES_URL must be like https://KEY:SECRET@host/bucket")
    place = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return {
        "bucket_name": name,
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "endpoint_url": f"{parts.scheme}://{place}",
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
    }


@cache
def descriptions() -> Loader:
    """What boto knows of Amazon's services: each session would read it again, for a third of a second, and each thread has one."""
    return create_loader()


class Bucket(S3Storage):
    """Uploads in a bucket. `url` is an address of ours, behind which a view decides who may see the file."""

    def __init__(self, *, address: str, by_nginx: bool = False) -> None:
        self.by_nginx = by_nginx
        self._own = threading.local()
        super().__init__(
            client_config=Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                connect_timeout=2,
                read_timeout=10,
                retries={"total_max_attempts": 2, "mode": "standard"},
                request_checksum_calculation="when_required",  # stores other than Amazon's may not know the newer ones
                response_checksum_validation="when_required",
            ),
            file_overwrite=False,
            default_acl=None,
            **options_of(address),
        )

    @property
    def bucket(self) -> Any:
        """One for each thread: boto's resources are not made to be shared."""
        if not hasattr(self._own, "bucket"):
            self._own.bucket = self.connection.Bucket(self.bucket_name)
        return self._own.bucket

    def _create_session(self) -> boto3.Session:
        session = get_session()
        session.register_component("data_loader", descriptions())
        return boto3.Session(
            aws_access_key_id=self.access_key, aws_secret_access_key=self.secret_key, botocore_session=session
        )

    def look(self) -> None:
        """Raises OSError when the bucket is not there, or does not let us in."""
        with answered(self.bucket_name):
            self.bucket.meta.client.head_bucket(Bucket=self.bucket_name)

    def make(self) -> bool:
        """Make the bucket where there is none; whether it was made now."""
        try:
            self.look()
            return False
        except FileNotFoundError:
            with answered(self.bucket_name):
                self.bucket.create()
            return True

    def url(self, name: str, *_: Any, **__: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def for_nginx(self, name: str) -> str:
        """An address that is signed for a minute, inside nginx: it fetches the file in our place, nobody sees the address."""
        if not self.by_nginx:
            return ""
        signed = urlsplit(super().url(name, expire=SECONDS_FOR_NGINX))
        return f"/_bucket{quote(signed.path, safe='/%')}?{signed.query}"

    def _open(self, name: str, mode: str = "rb") -> File:
        """Fetched whole, by one request; large files on disk."""
        key = self._normalize_name(name)
        held = tempfile.SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115  the File closes it
        with answered(name):
            shutil.copyfileobj(self.bucket.Object(key).get()["Body"], held)
        held.seek(0)
        return File(held, name)

    def _save(self, name: str, content: File) -> str:
        with answered(name):
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with answered(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with answered(name):
            return bool(super().exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with answered(path):
            folders, files = super().listdir(path)
        return folders, files

    def size(self, name: str) -> int:
        with answered(name):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> Any:
        with answered(name):
            return super().get_modified_time(name)
