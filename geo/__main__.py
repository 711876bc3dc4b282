"""`python -m geo` is the same as `demarche`."""

from geo.cli import main

if __name__ == "__main__":
    main()
