"""`python -m verko.cli`."""

from verko.cli import main

if __name__ == "__main__":
    main()
