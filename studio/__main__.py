"""``python -m studio`` and the installed ``policy-studio``."""

import sys

from studio import commands, faults


def main() -> None:
    """Run the command and turn every outcome into an exit status and, where needed, one Chinese sentence."""
    sys.exit(faults.exit_status(lambda: commands.app(standalone_mode=False, prog_name="policy-studio")))


if __name__ == "__main__":
    main()
