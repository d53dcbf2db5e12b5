"""From exceptions to exit statuses: a person sees one sentence, the trace of a fault of ours goes to a log."""

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from generators.errors import CannotMake
from generators.registry import UnknownGenerator
from studio.errors import Blocked, UserError
from studio.helptext import usage_sentence
from styles.themes import UnknownTheme

DONE, FAULT, USAGE, NOT_ACCEPTED, BLOCKED = 0, 1, 2, 3, 4


def exit_status(command: Callable[[], object]) -> int:
    """Run ``command`` and return the exit status of the command line's contract; never raises."""
    try:
        outcome = command()
        return outcome if isinstance(outcome, int) else DONE
    except Blocked as error:
        return _tell(str(error), BLOCKED)
    except (UserError, CannotMake) as error:
        return _tell(str(error), NOT_ACCEPTED)
    except (UnknownGenerator, UnknownTheme) as error:
        return _tell(error.args[0], USAGE)
    except KeyboardInterrupt:
        return _tell("已中断。", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAULT
    except Exception as error:
        if type(error).__module__.startswith("typer"):
            return _typer_outcome(error)
        return _tell(f"程序出错了，这不是您的问题。详细情况已记入 {log_fault()}，请把它交给维护人员。", FAULT)


def _typer_outcome(error: Exception) -> int:
    name = type(error).__name__
    if name == "Exit":
        return getattr(error, "exit_code", DONE)
    if name == "Abort":
        return _tell("已中断。", 130)
    if name == "NoArgsIsHelpError":
        print(error)
        return USAGE
    return _tell(usage_sentence(error), USAGE)


def _tell(sentence: str, status: int) -> int:
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, markup=False)
    return status


def log_fault() -> Path:
    """Append the current exception's trace to the log and return the log's path."""
    home = os.environ.get("STUDIO_HOME")
    log = Path(home or tempfile.gettempdir()) / "policy-studio-faults.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(traceback.format_exc() + "\n")
    logging.getLogger("policy-studio").debug("fault logged to %s", log)
    return log
