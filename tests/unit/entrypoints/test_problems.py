import tomllib

from domain.message.reason import CATALOGUE
from entrypoints.problems import FOLDER, ROOMS, problem_types


def test_every_reason_is_written_of_once_and_no_other() -> None:
    written = [name for room in ROOMS for name in tomllib.loads((FOLDER / f"{room}.toml").read_text())]
    assert sorted(written) == sorted(CATALOGUE)
    assert sorted(f"{room}.toml" for room in ROOMS) == sorted(file.name for file in FOLDER.glob("*.toml"))


def test_every_text_says_something() -> None:
    assert all(one.when and one.do.endswith(".") for one in problem_types().values())
