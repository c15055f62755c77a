"""`python -m tsunagari` is the command `tsunagari`."""

from tsunagari.cli import main

if __name__ == "__main__":
    main()
