"""`python -m paracast` is the command `paracast`."""

from paracast.cli import main

if __name__ == "__main__":
    main()
