"""How a show is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """Where a show is published, and what a target must know. No credentials: they have files.

    Attributes:
        target: where; empty: it is said each time.
        endpoint: of an S3 service that is not Amazon's; empty: what the environment or
            `~/.aws/config` says.
        ssh_config: a file that ssh reads instead of the user's own; relative to the show's folder.
        history: whether a git branch keeps what was published before; without it the branch has
            one commit.
    """

    target: str = ""
    endpoint: str = ""
    ssh_config: str = ""
    history: bool = True
