"""`python -m selfcheck_service` is `selfcheck`."""

from selfcheck_service.cli import main

if __name__ == "__main__":
    main()
