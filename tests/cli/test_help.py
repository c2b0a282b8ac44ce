"""What the command says of itself."""

from selfcheck_service import __version__
from selfcheck_service.cli.group import COMMANDS
from tests.cli.running import run


def test_every_command_explains_itself():
    listed = run("--help").out
    for name, command in COMMANDS.items():
        assert f"\n  {name} " in listed
        assert command.purpose in " ".join(listed.split())
        assert run(name, "--help").code == 0


def test_the_version_is_printed_by_command_and_by_option():
    assert run("--version").out == run("version").out == f"{__version__}\n"
    assert run("--version").code == 0
