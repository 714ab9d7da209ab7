"""Settings: what wins, what is refused and how that is said."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dtale_nb import folders
from dtale_nb.errors import BadSetting
from dtale_nb.settings import Settings

NOBODY = 65534


class Places:
    """A user's home with a project two folders deep, and no environment."""

    def __init__(self, root):
        self.home = root / "home" / "jo"
        self.project = self.home / "work" / "project"
        self.folder = self.project / "notebooks" / "deep"
        self.folder.mkdir(parents=True)
        self.environ = {}

    def write_project(self, text):
        (self.project / "pyproject.toml").write_text(text, encoding="utf-8")

    def write_user(self, text):
        path = folders.user_folder("config", self.environ, self.home) / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def load(self, **call):
        return Settings.load(self.environ, self.folder, self.home, **call)


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path)


# What wins


def test_defaults_hold_when_nobody_says_anything(places):
    assert places.load() == Settings()


def test_each_place_wins_over_the_weaker_ones(places):
    places.write_user("height = 200\nstatic_rows = 2\nkeep_views = 2\ntheme = 'dark'\n")
    assert places.load().height == 200
    places.write_project(
        "[tool.dtale_nb]\nheight = 300\nstatic_rows = 3\nkeep_views = 3\n"
    )
    assert places.load().height == 300
    places.environ |= {"DTALE_NB_HEIGHT": "400", "DTALE_NB_STATIC_ROWS": "4"}
    assert places.load().height == 400
    assert places.load(height=500) == Settings(
        height=500, static_rows=4, keep_views=3, theme="dark"
    )


def test_the_nearest_project_is_read_and_no_other(places):
    (places.home / "pyproject.toml").write_text("[tool.dtale_nb]\nheight = 200\n")
    places.write_project("[project]\nname = 'x'\n")
    assert places.load().height == Settings().height


def test_the_user_file_follows_the_xdg_variable(places, tmp_path):
    places.environ["XDG_CONFIG_HOME"] = str(tmp_path / "elsewhere")
    places.write_user("height = 222\n")
    assert (tmp_path / "elsewhere" / "dtale_nb" / "config.toml").is_file()
    assert places.load().height == 222


@pytest.mark.parametrize(
    ("platform", "environ", "purpose", "folder"),
    [
        ("linux", {}, "config", "/h/.config/dtale_nb"),
        ("linux", {}, "cache", "/h/.cache/dtale_nb"),
        ("linux", {"XDG_CACHE_HOME": "/c"}, "cache", "/c/dtale_nb"),
        ("linux", {"XDG_CONFIG_HOME": "not/absolute"}, "config", "/h/.config/dtale_nb"),
        ("darwin", {}, "config", "/h/Library/Application Support/dtale_nb"),
        ("darwin", {}, "cache", "/h/Library/Caches/dtale_nb"),
        ("win32", {"APPDATA": "/r"}, "config", "/r/dtale_nb"),
        ("win32", {}, "cache", "/h/AppData/Local/dtale_nb"),
    ],
)
def test_the_users_folder_on_each_platform(platform, environ, purpose, folder):
    found = folders.user_folder(purpose, environ, Path("/h"), platform)
    assert found == Path(folder)


# How values are read


def test_texts_of_the_environment_are_read_by_the_fields_type(places):
    places.environ |= {
        "DTALE_NB_HEIGHT": "1_000",
        "DTALE_NB_IDLE_TIMEOUT": "0.5",
        "DTALE_NB_SHOW_TYPES": "DataFrame, Series",
        "DTALE_NB_URL": "https://gate.example/{port}/",
        "HEIGHT": "7",
    }
    assert places.load() == Settings(
        height=1000,
        idle_timeout=0.5,
        show_types=("DataFrame", "Series"),
        url="https://gate.example/{port}/",
    )


def test_an_empty_list_turns_the_hook_off_from_each_place(places):
    places.environ["DTALE_NB_SHOW_TYPES"] = ""
    assert places.load().show_types == ()
    assert places.load(show_types=["Series"]).show_types == ("Series",)


def test_a_whole_number_of_seconds_is_a_float():
    timeout = Settings(idle_timeout=60).idle_timeout
    assert timeout == 60.0
    assert isinstance(timeout, float)


def test_settings_cannot_be_changed_and_a_replaced_one_is_checked_again():
    settings = Settings()
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.height = 10
    with pytest.raises(TypeError):
        Settings(420)
    with pytest.raises(BadSetting, match="height"):
        dataclasses.replace(settings, height=10)


# What is refused


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"height": "tall"}, "height in the call is 'tall', not a whole number"),
        ({"height": 420.0}, "not a whole number"),
        ({"height": True}, "not a whole number"),
        ({"height": 119}, "less than 120"),
        ({"height": 4001}, "more than 4,000"),
        ({"min_rows": -1}, "less than 0"),
        ({"min_rows": 10, "max_rows": 9}, "max_rows is 9, below min_rows, 10"),
        ({"idle_timeout": float("nan")}, "not a finite number"),
        ({"idle_timeout": float("inf")}, "not a finite number"),
        ({"idle_timeout": "60"}, "not a finite number"),
        ({"idle_timeout": None}, "not a finite number"),
        ({"keep_views": 0}, "less than 1"),
        ({"copy_limit": 0}, "less than 1"),
        ({"theme": "drak"}, r"not among auto, light, dark \(did you mean 'dark'\?\)"),
        ({"theme": b"dark"}, "not a text"),
        ({"show_types": "DataFrame"}, "not a list of texts"),
        ({"show_types": ["Dataframe"]}, r"did you mean 'DataFrame'\?"),
        ({"show_types": [1]}, "not a list of texts"),
        ({"url": "javascript:alert(1)"}, "not an address"),
        ({"url": "gate.example/{port}/"}, "it begins with http"),
        ({"url": "/{port/"}, "braces around something else"),
        ({"url": "/{prot}/"}, "known: {port}, {base}, {kernel}"),
        ({"url": "/{port.__class__}/"}, "something else"),
        ({"url": "/{}/"}, "something else"),
        ({"hight": 420}, r"no setting 'hight', named in the call .*mean 'height'\?"),
        ({"zzzzzz": 1}, "settings: height, show_types"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_right(places, call, words):
    with pytest.raises(BadSetting, match=words):
        places.load(**call)


@pytest.mark.parametrize(
    ("variable", "text", "words"),
    [
        (
            "DTALE_NB_HEIGHT",
            "",
            "height in the environment variable DTALE_NB_HEIGHT is '', not a whole",
        ),
        ("DTALE_NB_HEIGHT", "4e2", "not a whole number"),
        ("DTALE_NB_IDLE_TIMEOUT", "soon", "not a finite number"),
        ("DTALE_NB_IDLE_TIMEOUT", "nan", "not a finite number"),
        ("DTALE_NB_THEME", "Dark", "did you mean 'dark'"),
        (
            "DTALE_NB_HIGHT",
            "1",
            "variable DTALE_NB_HIGHT .did you mean 'height'",
        ),
    ],
)
def test_a_wrong_variable_is_named(places, variable, text, words):
    places.environ[variable] = text
    with pytest.raises(BadSetting, match=words):
        places.load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.dtale_nb]\nhight = 1\n", "named in .tool.dtale_nb. of ~/work/project/"),
        ("[tool.dtale_nb]\nheight = '420'\n", "not a whole number"),
        ("[tool.dtale_nb]\ntheme = 1\n", "not a text"),
        ("[tool]\ndtale_nb = 1\n", "is not a table"),
        ("[tool.dtale_nb\n", "cannot be read from ~/work/project/pyproject.toml"),
    ],
)
def test_a_wrong_project_file_is_named(places, text, words):
    places.write_project(text)
    with pytest.raises(BadSetting, match=words):
        places.load()


@pytest.mark.parametrize(
    "text", ["", "tool = 1\n", "[tool.ruff]\nline-length = 88\n", "[not toml\n"]
)
def test_a_project_that_says_nothing_of_us_changes_nothing(places, text):
    places.write_project(text)
    assert places.load() == Settings()


def test_a_wrong_value_is_said_although_a_stronger_place_hides_it(places):
    places.write_user("height = 'tall'\n")
    with pytest.raises(BadSetting, match=r"height in ~/\S*dtale_nb/config.toml"):
        places.load(height=420)


def test_a_file_that_is_not_utf8_is_named(places):
    places.write_project("")
    (places.project / "pyproject.toml").write_bytes(b"x = '\xff'\n")
    with pytest.raises(BadSetting, match="cannot be read from"):
        places.load()


def test_another_users_project_file_cannot_choose_the_url(places):
    """A planted /tmp/pyproject.toml must not receive the viewers' secrets."""
    places.write_project(
        "[tool.dtale_nb]\nheight = 300\nurl = 'https://evil.example/'\n"
    )
    path = places.project / "pyproject.toml"
    try:
        os.chown(path, NOBODY, -1)
    except (AttributeError, PermissionError):
        pytest.skip("needs the right to give a file to another user")
    with pytest.raises(BadSetting, match="belongs to another user"):
        places.load()
    path.write_text("[tool.dtale_nb]\nheight = 300\n")
    assert places.load().height == 300


# The process


def run_python(code, cwd, environ):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_this_process_reads_its_environment_its_folder_and_its_home(places):
    places.write_project("[tool.dtale_nb]\nkeep_views = 3\n")
    places.write_user("theme = 'dark'\n")
    environ = {"HOME": str(places.home), "DTALE_NB_HEIGHT": "345"}
    code = (
        "from dtale_nb.settings import Settings;"
        "print(Settings.from_environment(static_rows=7))"
    )
    expected = Settings(height=345, keep_views=3, theme="dark", static_rows=7)
    assert run_python(code, places.folder, environ) == repr(expected)


def test_a_deleted_working_folder_does_not_hinder(places):
    gone = places.home / "gone"
    gone.mkdir()
    code = (
        "import os; os.rmdir(os.getcwd());"
        "from dtale_nb.settings import Settings; print(Settings.from_environment())"
    )
    found = run_python(code, gone, {"HOME": str(places.home)})
    assert found == repr(Settings())


def test_reading_settings_costs_no_toml_reader_where_there_is_no_file(places):
    code = (
        "import sys; from dtale_nb.settings import Settings;"
        "Settings.from_environment();"
        "print({'tomllib', 'tomli', 'pandas', 'flask'} & set(sys.modules))"
    )
    assert run_python(code, places.home, {"HOME": str(places.home)}) == "set()"


# The README


def markdown_table():
    """The settings as README shows them."""
    lines = ["| Setting | Default | What it does |", "|---|---|---|"]
    for field in dataclasses.fields(Settings):
        limits = field.metadata
        about = limits["help"]
        if "choices" in limits:
            about += f" Choices: {', '.join(limits['choices'])}."
        if "most" in limits:
            about += f" {limits['least']:,} to {limits['most']:,}."
        default = json.dumps(field.default)
        lines.append(f"| `{field.name}` | `{default}` | {about} |")
    return "\n".join(lines)


def test_the_readme_has_every_setting_as_it_is():
    readme = Path(__file__).parents[2] / "README.md"
    assert markdown_table() in readme.read_text(encoding="utf-8")
