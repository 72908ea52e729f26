"""The command `dongian`: a group that loads a command's module only when it is called."""

import importlib
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from catalogue.errors import CatalogueError
from dongian import __version__
from dongian.clocks import add_clocks
from dongian.language import say, use
from dongian.settings import Settings, as_url

COMMANDS: dict[str, tuple[str, str, str]] = {
    # name: module, help in Vietnamese, help in English
    "init": ("catalogue_commands:init", "Tạo danh mục (cơ sở dữ liệu) mới", "Create a catalogue"),
    "import": ("import_command:import_", "Nhập tệp đã công bố vào danh mục", "Import published files"),
    "extract": ("extract_commands:extract", "Đọc một tệp ra bản ghi chuẩn, không cần danh mục",
                "Read one file into canonical records, without a catalogue"),
    "inspect": ("extract_commands:inspect", "Xem một tệp được nhận ra và đọc thế nào",
                "Show how a file is recognised and read"),
    "sources": ("extract_commands:sources", "Liệt kê các loại nguồn đọc được", "List the sources that can be read"),
    "issues": ("issues_command:issues", "Liệt kê vấn đề cần xem", "List what needs a look"),
    "procedures": ("procedures_commands:procedures", "Xem, so sánh, xuất thủ tục hành chính",
                   "List, show, compare and export procedures"),
    "decisions": ("decisions_commands:decisions", "Quyết định công bố: danh sách, chuỗi, hoàn tác", "Decisions: list, chain, undo"),
    "agencies": ("agencies_commands:agencies", "Danh bạ cơ quan, địa bàn: tra, nhận ra tên, kế thừa, cập nhật",
                 "Register of agencies and places: look up, resolve names, successions, updates"),
    "diff": ("diff_command:diff", "So toàn danh mục giữa hai ngày hoặc hai thời điểm hiểu biết",
             "Compare the whole catalogue on two days, or as known at two moments"),
    "search": ("search_command:search", "Tìm thủ tục, giấy tờ, mã số, số văn bản",
               "Search names, papers, codes and numbers"),
    "open": ("search_command:open_", "Mở một liên kết cố định", "Open a permanent link"),
    "documents": ("documents_commands:documents", "Đọc và so sánh thành phần hồ sơ",
                  "Read and compare dossier components"),
    "forms": ("forms_command:forms", "Mục khai trong mẫu đơn, tờ khai", "Blanks of the forms of a dossier"),
    "judgements": ("judgements_commands:judgements", "Phán quyết về các cặp loại giấy tờ",
                   "Judgements about pairs of document types"),
    "duplicates": ("findings_commands:duplicates", "Giấy tờ bị yêu cầu trùng lặp", "Papers asked for again and again"),
    "once-only": ("findings_commands:once_only", "Giấy tờ Nhà nước đã có", "Papers that the State already holds"),
    "zombies": ("findings_commands:zombies", "Giấy tờ, cơ quan, văn bản không còn mà vẫn được nêu",
                "Papers, agencies and texts that no longer are"),
    "check": ("check_command:check", "Kiểm tra nội dung công bố", "Check what is published"),
    "timeliness": ("timeliness_commands:timeliness", "Công bố, công khai kịp thời",
                   "Decisions announced and published in time"),
    "index766": ("index_command:index766", "Bộ chỉ số 766", "Index 766"),
    "calendar": ("calendar_command:calendar", "Lịch nghỉ lễ, Tết, ngày làm việc", "Days off and working days"),
    "graph": ("graph_commands:graph", "Đồ thị thủ tục, giấy tờ, cơ quan", "Graph of procedures, papers and agencies"),
    "cost": ("cost_commands:cost", "Chi phí tuân thủ", "Compliance cost"),
    "parameters": ("parameters_commands:parameters", "Số liệu dùng để tính chi phí", "Figures that costs rest on"),
    "measures": ("measures_commands:measures", "Phương án cắt giảm và trạng thái", "Measures and their states"),
    "cuts": ("cuts_commands:cuts", "Gợi ý, hiệu quả và kế hoạch cắt giảm", "Suggested cuts, their effect, and plans"),
    "targets": ("cost_commands:targets", "Tiến độ so với chỉ tiêu cắt giảm", "Progress against the targets"),
    "sync": ("sync_commands:sync", "Đối chiếu và đồng bộ lên các cổng", "Compare portals and bring them in line"),
    "release": ("release_command:release", "Bản phát hành tính lại được", "Releases that can be computed again"),
    "template": ("template_command:template", "Mẫu biểu để sửa rồi nhập lại", "Templates to edit and import back"),
    "publish": ("publish_commands:publish", "Xuất danh mục ra tệp cho người khác", "Write the catalogue for others"),
    "changes": ("changes_command:changes", "Những gì danh mục ghi nhận thêm", "What the catalogue recorded"),
    "report": ("report_command:report", "Ghi báo cáo HTML", "Write the HTML report"),
    "demo": ("report_command:demo", "Chạy toàn bộ trên dữ liệu mẫu", "Run everything on sample data"),
}  # fmt: skip


class LazyGroup(click.Group):
    """Knows its commands by name; imports one only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"dongian.commands.{module}"), name)
        command.name = cmd_name
        add_clocks(command, cmd_name)
        add_common_options(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Lệnh", "Commands")):
            formatter.write_dl([(name, say(vi, en)) for name, (_, vi, en) in COMMANDS.items()])


def _with(settings: Settings, field: str, value: Any) -> Settings:
    if field == "database":
        return replace(settings, database=as_url(value))
    return replace(settings, json=True) if field == "json" else replace(settings, debug=True)


def _set(field: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is None or value is False:
            return
        if field == "lang":
            use(value)
            return
        root = ctx.find_root()
        root.obj = ctx.obj = _with(ctx.find_object(Settings) or Settings.from_environment(), field, value)

    return callback


def common_options() -> list[click.Option]:
    """Options that every command takes, before or after its name."""
    return [
        click.Option(
            ["--database"],
            metavar="URL",
            expose_value=False,
            callback=_set("database"),
            help=say("Danh mục: URL hoặc tệp SQLite (mặc định: DONGIAN_DATABASE, dongian.db)",
                     "Catalogue: URL or SQLite file (default: DONGIAN_DATABASE, dongian.db)"),
        ),
        click.Option(["--json"], is_flag=True, expose_value=False, callback=_set("json"),
                     help=say("In kết quả dạng JSON", "Print results as JSON")),
        click.Option(["--lang"], type=click.Choice(["vi", "en"]), expose_value=False, callback=_set("lang"),
                     help=say("Ngôn ngữ màn hình", "Language of the screen")),
        click.Option(["--debug"], is_flag=True, expose_value=False, callback=_set("debug"),
                     help=say("In nhật ký chi tiết", "Print a detailed log")),
    ]  # fmt: skip


def add_common_options(command: click.Command) -> None:
    """Give a command, and the commands below it, the common options."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            add_common_options(below)
        return
    taken = {option for param in command.params for option in param.opts}
    command.params.extend(option for option in common_options() if option.opts[0] not in taken)


def _about() -> str:
    return say(
        "Đơn Giản: từ quyết định công bố thủ tục hành chính đến danh mục có cấu trúc, "
        "và từ danh mục đến ít giấy tờ hơn cho người dân.",
        "Đơn Giản: from decisions publishing administrative procedures to a structured catalogue, "
        "and from the catalogue to fewer papers for people.",
    )


@click.group(
    cls=LazyGroup, params=[*common_options()], context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="dongian")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """The root of all commands."""
    ctx.obj = ctx.obj or Settings.from_environment()


cli.help = _about()


def report(error: CatalogueError) -> None:
    """What, where, why and what to do, on stderr."""
    click.echo(f"{say('Lỗi', 'Error')}: {error.message}", err=True)
    if error.at:
        click.echo(f"  {say('Ở đâu', 'Where')}: {error.at}", err=True)
    if error.hint:
        click.echo(f"  {say('Cần làm', 'What to do')}: {error.hint}", err=True)


def main() -> None:
    """Run the command line; exit 0 done, 1 done with errors or blocked, 2 wrong usage."""
    debug = "--debug" in sys.argv
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    try:
        cli.main(prog_name="dongian", standalone_mode=True)
    except CatalogueError as error:
        if debug:
            raise
        report(error)
        sys.exit(1)
