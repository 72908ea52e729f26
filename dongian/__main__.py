"""python -m dongian."""

from dongian.cli import main

if __name__ == "__main__":
    main()
