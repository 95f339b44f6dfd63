"""A folder at a host, reached over the system's `ssh` and its SFTP server."""

from paracast.publish.targets.sftp.target import open_sftp

__all__ = ["open_sftp"]
