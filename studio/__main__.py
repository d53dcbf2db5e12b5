"""``python -m studio`` and the installed ``policy-studio``."""

from studio.commandline import main

if __name__ == "__main__":
    main()
