"""The commands that need the database: running the app, people, export, verification, the doctor."""

import getpass
import json
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from generators import registry
from generators.errors import CannotMake
from generators.model import Brief
from studio import demonstration, serving, workbench
from studio.commandline import JSON, ProgressBars, app, emit, environment_home, say
from studio.errors import Blocked, CannotAccept, UserError
from studio.helptext import ChineseCommand
from studio.publishing import lapsed_policy, verify_package
from studio.publishing.builds import package_from_build
from studio.service import Role, Studio
from styles.themes import Theme

HOST = Annotated[str, typer.Option("--host", metavar="地址", help="监听地址，缺省 127.0.0.1（只供本机使用）")]
PORT = Annotated[int, typer.Option("--port", metavar="端口", help="监听端口，缺省 8501")]


def run(
    host: HOST = "127.0.0.1",
    port: PORT = 8501,
    sample: Annotated[bool, typer.Option("--sample/--no-sample", help="首次启动时是否载入示例政策")] = True,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="启动后是否打开浏览器")] = True,
) -> None:
    """打开工作室；首次启动时先载入示例政策并制作示例产品。

    示例：
      policy-studio run
      policy-studio run --host 0.0.0.0 --port 8080 --no-sample
    """
    home = environment_home()
    with ProgressBars() as bars:
        studio = Studio.open(home)
        if sample and studio.needs_first_administrator():
            demonstration.load(studio, home.parent, lambda name, share, doing: bars(name, share, doing))
    accounts = home / demonstration.ACCOUNTS_FILE
    if accounts.exists():
        say(f"示例账号和密码见 {accounts}。")
    serving.serve(home.resolve(), host, port, open_browser=browser, say=say)


def worker() -> None:
    """在后台制作产品；可以在多台机器上同时运行。

    示例：
      policy-studio worker
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    serving.work(environment_home(), stop)


def init(account: Annotated[str, typer.Argument(metavar="账号", help="管理员账号")], name: Annotated[str, typer.Argument(metavar="姓名", help="管理员姓名")]) -> None:
    """建立数据库和第一个管理员账号；密码从键盘输入，或取自环境变量 STUDIO_PASSWORD。

    示例：
      policy-studio init admin 王敏
    """
    studio = Studio.open(environment_home())
    studio.create_first_administrator(account, name, _password("新密码："))
    say("管理员账号已建立，可以用 policy-studio run --no-sample 打开工作室。")


def users(
    add: Annotated[str, typer.Option("--add", metavar="账号", help="增加账号")] = "",
    name: Annotated[str, typer.Option("--name", metavar="姓名", help="新账号的姓名")] = "",
    roles: Annotated[str, typer.Option("--roles", metavar="职责", help="逗号分隔：drafter,reviewer,signer,admin")] = "drafter",
    by: Annotated[str, typer.Option("--by", metavar="管理员", help="管理员账号")] = "",
    as_json: JSON = False,
) -> None:
    """列出账号，或增加账号（需管理员密码）。

    示例：
      policy-studio users
      policy-studio users --add zhangmin --name 张敏 --roles drafter --by admin
    """
    studio = Studio.open(environment_home())
    if add:
        try:
            wanted = tuple(Role(role.strip()) for role in roles.split(",") if role.strip())
        except ValueError:
            raise CannotAccept("职责只能是 drafter、reviewer、signer、admin，多个之间用逗号分隔。") from None
        administrator = studio.sign_in(by, _password(f"{by} 的密码："))
        password = os.environ.get("STUDIO_NEW_PASSWORD") or getpass.getpass(f"{add} 的初始密码：")
        studio.create_person(add, name or add, password, wanted, actor=administrator.person.id)
        say("账号已建立。")
    rows = [
        {"account": person.account, "name": person.name, "roles": [role.value for role in person.roles], "disabled": person.disabled}
        for person in studio.people()
    ]
    if as_json:
        emit(rows)
    else:
        for row in rows:
            print(f"{row['account']}　{row['name']}　{'、'.join(row['roles'])}{'　已停用' if row['disabled'] else ''}")


def theme(
    add: Annotated[Path | None, typer.Option("--add", metavar="文件", help="添加或更新主题：主题文件（.toml），或放主题文件的文件夹")] = None,
    export: Annotated[str, typer.Option("--export", metavar="主题", help="导出主题的代号或名称")] = "",
    to: Annotated[Path | None, typer.Option("--to", metavar="文件", help="导出到哪个文件，缺省为“代号.toml”")] = None,
    by: Annotated[str, typer.Option("--by", metavar="账号", help="添加时：拟稿人或管理员的账号")] = "",
    as_json: JSON = False,
) -> None:
    """列出主题；从文件添加本单位主题（需账号密码）；把主题导出成文件。

    示例：
      policy-studio theme
      policy-studio theme --add 民政绿.toml --by chen
      policy-studio theme --export 民政绿 --to 民政绿.toml
    """
    studio = Studio.open(environment_home())
    if export:
        known = {view.label: view.name for view in studio.themes()}
        file = studio.export_theme(known.get(export, export))
        target = to or Path(file.filename)
        try:
            target.write_bytes(file.data)
        except OSError as error:
            raise CannotAccept(f"无法写入 {target}（{error.strerror}），请换一个位置。") from None
        say(f"主题已导出到 {target}。")
        return
    if add:
        files = sorted(add.glob("*.toml")) if add.is_dir() else [add]
        if not files:
            raise CannotAccept(f"文件夹 {add} 里没有主题文件（.toml）。")
        actor = studio.sign_in(by, _password(f"{by} 的密码：")).person.id
        for path in files:
            studio.add_theme_file(workbench.Input.from_path(path).data, path.name, actor=actor)
        say(f"已添加 {len(files)} 个主题。")
    rows = [{"name": view.name, "label": view.label, "own": view.own, "description": view.description} for view in studio.themes()]
    if as_json:
        emit(rows)
    else:
        for row in rows:
            print(f"{row['name']}　{row['label']}　{'本单位　' if row['own'] else ''}{row['description']}")


def _password(prompt: str) -> str:
    return os.environ.get("STUDIO_PASSWORD") or getpass.getpass(prompt)


def export(
    what: Annotated[str, typer.Argument(metavar="文件夹或政策", help="build 写出的文件夹，或工作室中政策的编号")],
    to: Annotated[Path, typer.Option("--to", metavar="目标", help="发布包（.zip）或放发布包的文件夹")],
    drafted_by: Annotated[str, typer.Option("--drafted-by", metavar="姓名", help="拟稿人（导出文件夹时）")] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", metavar="姓名", help="审核人，不能是拟稿人（导出文件夹时）")] = "",
    signed_by: Annotated[str, typer.Option("--signed-by", metavar="姓名", help="签发人，不能是拟稿人；缺省为审核人")] = "",
    by: Annotated[str, typer.Option("--by", metavar="账号", help="签发人账号（导出工作室中的政策时）")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="政策已失效、废止或被取代时，仍要导出的理由，会写进发布包")] = "",
) -> None:
    """导出审核通过的发布包。工作室中的政策须已审核、签发；build 写出的文件夹须写明拟稿人和审核人。

    政策已失效、废止或被取代的，写明理由才能导出。

    示例：
      policy-studio export 成品 --to 发布包.zip --drafted-by 张敏 --approved-by 林岚
      policy-studio export 3f2a… --to 发布包.zip --by zhouzheng
      policy-studio export 3f2a… --to 存档.zip --by zhouzheng --reason 存档
    """
    folder = Path(what)
    if folder.is_dir():
        content = package_from_build(folder, drafted_by=drafted_by, approved_by=approved_by, signed_by=signed_by, reason=reason)
        name = f"{folder.resolve().name}.zip"
    else:
        studio = Studio.open(environment_home())
        if what not in {policy.id for policy in studio.policies()}:
            raise CannotAccept(f"找不到文件夹或政策 {what}，请检查路径，或用工作室中的政策编号。")
        lapsed_policy(studio.record(what).out_of_force, reason, "请用 --reason 写明理由")
        signer = studio.sign_in(by, _password(f"{by} 的密码：")).person
        file = studio.package_file(studio.export(what, actor=signer.id, reason=reason).id)
        content, name = file.data, file.filename
    target = to if to.suffix.lower() == ".zip" else to / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise CannotAccept(f"无法写入 {target}（{error.strerror}），请换一个位置或检查权限。") from None
    report = verify_package(content)
    emit({"package": str(target), "bytes": len(content), "problems": list(report.problems)})
    if report.problems:
        raise Blocked("发布包没有通过核验，请把上述问题交给维护人员。")


def verify(package: Annotated[Path, typer.Argument(metavar="发布包", help="export 导出的 .zip 文件")], as_json: JSON = False) -> None:
    """核验发布包：文件、链接、审核记录是否完整，有没有改动。

    示例：
      policy-studio verify 发布包.zip
    """
    report = verify_package(workbench.Input.from_path(package).data)
    if as_json:
        emit({"package": str(package), "holds": not report.problems, "problems": list(report.problems)})
    elif not report.problems:
        print("核验通过：文件、链接、审核记录完整，没有改动。")
    if report.problems:
        raise Blocked("核验未通过：" + "；".join(report.problems[:5]))


def batch(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放政策原文的文件夹")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="成品放到哪个文件夹")],
    workers: Annotated[int, typer.Option("--workers", metavar="个数", min=1, help="同时处理几份")] = 1,
    products: Annotated[str, typer.Option("--products", metavar="产品", help="逗号分隔，缺省为全部")] = "",
    theme: Annotated[str, typer.Option("--theme", metavar="主题", help="主题名称，或主题文件（.toml）；缺省按政策内容选")] = "",
) -> None:
    """给一个文件夹中的每份政策制作解读产品；一份不能读取不影响其余。

    示例：
      policy-studio batch 政策 --out 成品 --workers 2 --products infographic,faq
    """
    names = tuple(name.strip() for name in products.split(",") if name.strip()) or registry.usual()
    for name in names:
        registry.get(name)
    look = workbench.find_theme(theme)
    if not folder.is_dir():
        raise CannotAccept(f"找不到文件夹 {folder}，请检查路径是否正确。")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
    results = []
    with ProgressBars() as bars, ProcessPoolExecutor(workers) as pool:
        pending = [(path, pool.submit(_build_one, path, out / path.relative_to(folder).with_suffix(""), names, look)) for path in files]
        for done, (path, future) in enumerate(pending, 1):
            results.append({"file": str(path), **future.result()})
            bars("批量制作", done / len(files), path.name)
    emit({"files": len(files), "done": sum(row["status"] == 0 for row in results), "results": results})
    if any(row["status"] not in (0, 3) for row in results):
        raise Blocked("有文件的产品需要修改，请查看各文件夹中的 build.json。")


def _build_one(path: Path, out: Path, names: tuple[str, ...], look: Theme | None) -> dict:
    try:
        source = workbench.Input.from_path(path)
        interpretation = workbench.draft(source)
        look = look or workbench.suited_theme(interpretation)
        result = workbench.build(source, interpretation, names, Brief(theme=look.name), theme=look)
        workbench.write(result, out)
    except (UserError, CannotMake) as error:
        return {"status": 3, "message": str(error)}
    return {"status": 4 if result.is_blocked else 0, "out": str(out)}


def doctor(as_json: JSON = False) -> None:
    """检查运行环境：程序库、字体、语音、数据库、文件是否完好，起草助手、在线语音（如已设置）能否使用。

    示例：
      policy-studio doctor
    """
    studio = Studio.open(environment_home())
    checks = (*serving.environment_checks(), *studio.doctor().checks, studio.assistant_check(), studio.speech_check())
    if as_json:
        print(json.dumps([{"name": check.name, "ok": check.ok, "text": check.text} for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print(f"{'正常' if check.ok else '异常'}　{check.name}：{check.text}")
    if not all(check.ok for check in checks):
        raise Blocked("有项目不正常，请按提示处理。")


for command in (run, worker, init, users, theme, export, verify, batch, doctor):
    app.command(cls=ChineseCommand)(command)
