"""Help and usage errors of the command line in Chinese; typer's own are English."""

import typer
from rich.console import Console
from rich.table import Table
from typer.core import TyperCommand, TyperGroup


def _options(command) -> list[tuple[str, str]]:
    rows = []
    for option in (parameter for parameter in command.params if parameter.param_type_name == "option"):
        names = "，".join(option.opts)
        rows.append((names if option.is_flag else f"{names} {(option.metavar or option.name).upper()}", option.help or ""))
    return rows


def print_help(command, context, *, console: Console | None = None) -> None:
    """Print the help of a command: 用法, what it does with examples, its arguments, options and sub-commands."""
    console = console or Console(highlight=False)
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    named = [((parameter.metavar or parameter.name).upper(), getattr(parameter, "help", "") or "") for parameter in arguments]
    words = " ".join(name for name, _ in named)
    tail = "命令 …" if isinstance(command, TyperGroup) else f"{words} [选项]".strip()
    console.print(f"用法：{context.command_path} {tail}\n", markup=False)
    console.print((command.help or "").strip(), markup=False, soft_wrap=True)
    if isinstance(command, TyperGroup):
        rows = [(name, (sub.help or "").strip().split("\n")[0]) for name, sub in command.commands.items()]
        _print_table(console, "命令", rows)
    _print_table(console, "参数", named)
    _print_table(console, "选项", [*_options(command), ("--help", "显示本说明")])


def _print_table(console: Console, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    console.print(f"\n{title}：")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, help_text in rows:
        table.add_row(f"  {name}".replace("[", r"\["), help_text.replace("[", r"\["))
    console.print(table)


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx, formatter) -> None:
        """Print the help instead of handing typer's to the formatter."""
        print_help(self, ctx)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_help(self, ctx, formatter) -> None:
        """Print the help instead of handing typer's to the formatter."""
        print_help(self, ctx)


def usage_sentence(error: Exception) -> str:
    """Return one Chinese sentence for a usage error of typer."""
    kind = type(error).__name__
    name = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    shown = (parameter.metavar or parameter.name).upper() if parameter is not None else ""
    if kind == "NoSuchOption":
        return f"没有 {name} 这个选项，加 --help 可查看用法。"
    if kind == "MissingParameter":
        return f"缺少 {shown}，加 --help 可查看用法。"
    if kind == "NoSuchCommand" or "No such command" in str(error):
        return "没有这个命令，运行 policy-studio --help 可查看全部命令。"
    if kind == "BadOptionUsage":
        return f"选项 {name} 后面缺少内容，加 --help 可查看用法。"
    if shown:
        return f"{shown} 的内容不对，加 --help 可查看用法。"
    return "命令写法不对，加 --help 可查看用法。"


def new_app(**settings) -> typer.Typer:
    """Return a typer application with Chinese help and no completion options."""
    return typer.Typer(cls=ChineseGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None, **settings)
