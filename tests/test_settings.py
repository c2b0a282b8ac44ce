"""Settings come from the environment and from files, and what is wrong with them is said by name and never by value."""

import pytest

from selfcheck_service.settings import _FORMS, Settings, SettingsInvalid, default_database_url, unknown_variables


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch, tmp_path):
    for name in ("STATE_DIRECTORY", "XDG_DATA_HOME", "SELFCHECK_DATABASE_URL", "SELFCHECK_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


class TestDatabaseUrl:
    def test_it_lies_in_the_data_folder_of_whoever_runs_the_service(self, tmp_path):
        expected = f"sqlite+aiosqlite:///{tmp_path}/.local/share/selfcheck/selfcheck.db"
        assert Settings.load().database_url.get_secret_value() == expected

    @pytest.mark.parametrize(
        ("environment", "url"),
        [
            ({"XDG_DATA_HOME": "/data", "HOME": "/"}, "sqlite:////data/selfcheck/selfcheck.db"),
            ({"XDG_DATA_HOME": "relative", "HOME": "/"}, "sqlite:////.local/share/selfcheck/selfcheck.db"),
            ({"STATE_DIRECTORY": "/var/lib/selfcheck:/b", "HOME": "/"}, "sqlite:////var/lib/selfcheck/selfcheck.db"),
        ],
    )
    def test_it_follows_the_conventions_of_the_system(self, environment, url):
        assert default_database_url(environment) == url

    def test_a_demo_has_one_of_its_own_there(self, tmp_path, monkeypatch):
        assert default_database_url({"XDG_DATA_HOME": "/data"}, demo=True) == "sqlite:////data/selfcheck/demo.db"
        monkeypatch.setenv("SELFCHECK_DEMO", "true")
        expected = f"sqlite+aiosqlite:///{tmp_path}/.local/share/selfcheck/demo.db"
        assert Settings.load().database_url.get_secret_value() == expected

    @pytest.mark.parametrize("environment", [{}, {"HOME": "/nonexistent"}, {"HOME": ""}, {"HOME": "relative"}])
    def test_a_user_without_a_home_is_told_which_setting_helps(self, environment):
        with pytest.raises(SettingsInvalid, match="SELFCHECK_DATABASE_URL"):
            default_database_url(environment)

    @pytest.mark.parametrize(
        ("given", "used"),
        [
            ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
            ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
            ("sqlite:////tmp/a.db", "sqlite+aiosqlite:////tmp/a.db"),
            ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
        ],
    )
    def test_common_forms_are_understood(self, given, used):
        assert Settings.load(database_url=given).database_url.get_secret_value() == used

    def test_another_database_is_refused_without_repeating_its_password(self):
        with pytest.raises(SettingsInvalid, match="SELFCHECK_DATABASE_URL") as refused:
            Settings.load(database_url="mysql://user:hunter2@host/database")
        assert "hunter2" not in str(refused.value)

    def test_it_is_masked_wherever_settings_are_shown(self):
        settings = Settings.load(database_url="postgresql://user:hunter2@host/database")
        assert "hunter2" not in repr(settings)
        assert "hunter2" not in settings.model_dump_json()


class TestFiles:
    def test_a_secret_may_stand_in_a_file(self, monkeypatch, tmp_path):
        (tmp_path / "url").write_text("postgresql://user:hunter2@host/database\n")
        monkeypatch.setenv("SELFCHECK_DATABASE_URL_FILE", str(tmp_path / "url"))
        assert Settings.load().database_url.get_secret_value() == "postgresql+asyncpg://user:hunter2@host/database"

    def test_both_at_once_are_refused(self, monkeypatch, tmp_path):
        (tmp_path / "url").write_text("sqlite:////tmp/a.db")
        monkeypatch.setenv("SELFCHECK_DATABASE_URL_FILE", str(tmp_path / "url"))
        monkeypatch.setenv("SELFCHECK_DATABASE_URL", "sqlite:////tmp/b.db")
        with pytest.raises(SettingsInvalid, match="only one"):
            Settings.load()

    @pytest.mark.parametrize("content", [None, b"\xff", b"x" * 5000])
    def test_a_file_that_cannot_be_used_is_named(self, monkeypatch, tmp_path, content):
        if content is not None:
            (tmp_path / "url").write_bytes(content)
        monkeypatch.setenv("SELFCHECK_DATABASE_URL_FILE", str(tmp_path / "url"))
        with pytest.raises(SettingsInvalid, match="SELFCHECK_DATABASE_URL_FILE"):
            Settings.load()


class TestValues:
    def test_every_variable_that_is_wrong_is_named(self, monkeypatch):
        monkeypatch.setenv("SELFCHECK_PORT", "many")
        monkeypatch.setenv("SELFCHECK_LOG_LEVEL", "loud")
        with pytest.raises(SettingsInvalid) as refused:
            Settings.load()
        assert "SELFCHECK_PORT" in str(refused.value)
        assert "SELFCHECK_LOG_LEVEL" in str(refused.value)
        assert "many" not in str(refused.value)

    @pytest.mark.parametrize(
        ("variable", "value", "told"),
        [
            ("SELFCHECK_PUBLIC_URL", "https://rathaus.example.org/selfcheck", "a prefix stands in SELFCHECK_ROOT_PATH"),
            ("SELFCHECK_ROOT_PATH", "selfcheck/", "such as /selfcheck"),
            ("SELFCHECK_CONTACT", "call me", "one of a mailbox"),
        ],
    )
    def test_a_form_is_told_in_words_and_by_no_pattern(self, monkeypatch, variable, value, told):
        monkeypatch.setenv(variable, value)
        with pytest.raises(SettingsInvalid) as refused:
            Settings.load(database_url="sqlite:///x.db")
        assert told in str(refused.value)
        assert "pattern" not in str(refused.value)
        assert value not in str(refused.value)

    def test_every_form_has_words(self):
        forms = {
            name
            for name, field in Settings.model_fields.items()
            if any(hasattr(each, "pattern") for each in field.metadata)
        }
        assert forms == set(_FORMS)

    def test_lists_are_separated_by_commas_or_spaces(self, monkeypatch):
        monkeypatch.setenv("SELFCHECK_CORS_ORIGINS", "https://a.example, http://b.example:8080  https://c.example")
        expected = ("https://a.example", "http://b.example:8080", "https://c.example")
        assert Settings.load().cors_origins == expected

    @pytest.mark.parametrize("origin", ["*", "https://", "a.example", "https://a.example/", "https://a.example/path"])
    def test_what_is_no_origin_is_refused(self, origin):
        with pytest.raises(SettingsInvalid, match="SELFCHECK_CORS_ORIGINS"):
            Settings.load(cors_origins=origin)

    def test_they_do_not_change(self):
        with pytest.raises(ValueError, match="frozen"):
            Settings.load().port = 1  # type: ignore[misc]  # that it cannot be set is the point

    def test_nothing_is_open_unless_somebody_opens_it(self):
        settings = Settings.load()
        assert (settings.host, settings.anonymous_evaluations, settings.cors_origins) == ("127.0.0.1", False, ())

    def test_variables_that_are_no_settings_are_found(self):
        environment = {"SELFCHECK_PROT": "1", "SELFCHECK_PORT": "1", "SELFCHECK_DATABASE_URL_FILE": "x", "HOME": "/"}
        assert unknown_variables(environment) == ("SELFCHECK_PROT",)
