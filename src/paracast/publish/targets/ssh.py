"""How the system's `ssh` is called: by a list of arguments, never through a shell."""

from paracast.publish.address import Address
from paracast.publish.options import PublishOptions

REMEDY = (
    "Try it by hand: ssh HOST. Keys belong into ~/.ssh or an agent, anything else about the host "
    "into ~/.ssh/config; nobody is asked for a password."
)


def ssh_command(options: PublishOptions) -> list[str]:
    """Return the program and the options that hold for every host."""
    own = ["-F", options.ssh_config] if options.ssh_config else []
    settings = (
        "BatchMode=yes",
        "ConnectTimeout=20",
        "ServerAliveInterval=15",
        "ServerAliveCountMax=4",
    )
    return ["ssh", *own, *(part for setting in settings for part in ("-o", setting))]


def host_arguments(address: Address) -> list[str]:
    """Return what names a host and the user there; a `Address` holds no options among these."""
    user = ["-l", address.user] if address.user else []
    port = ["-p", str(address.port)] if address.port else []
    return [*user, *port, "--", address.host]


def remote_folder(address: Address) -> str:
    """Return the folder there: absolute, or after `/~/` in the user's home."""
    path = address.path.rstrip("/")
    home = path == "/~" or path.startswith("/~/")
    folder = path.removeprefix("/~").lstrip("/") if home else path or "/"
    return "/".join(part for part in (folder.rstrip("/"), address.below) if part) or (
        "." if home else "/"
    )
