"""Parse, call one function, print."""


def main() -> None:
    """Run the command line. Importing this loads nothing: worker processes do it too."""
    from paracast.cli.app import run

    raise SystemExit(run())
