"""The container's files: what no build on a developer's machine would notice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def steps(stage: int | None = None) -> list[tuple[str, str]]:
    """Return the instructions of one stage (or of the whole Dockerfile), each with its rest."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    text = re.sub(r"\\\n\s*", "", text)
    found = [(name, rest) for name, _, rest in (each.partition(" ") for each in text.split("\n"))]
    starts = [at for at, (name, _) in enumerate(found) if name == "FROM"]
    if stage is None:
        return [step for step in found if step[0]]
    end = starts[stage + 1] if stage + 1 < len(starts) else None
    return [step for step in found[starts[stage] : end] if step[0]]


def last(name: str) -> str:
    """Return what the final stage's last instruction of this name says."""
    return [rest for each, rest in steps(1) if each == name][-1]


def test_both_stages_stand_on_the_same_python():
    images = [rest.removesuffix(" AS build") for name, rest in steps() if name == "FROM"]
    assert images[0] == images[1]
    assert "-slim-" in images[0]


def test_the_user_is_a_number_other_than_root():
    user, group = (int(part) for part in last("USER").split(":"))
    assert user >= 1000
    assert group >= 1000


def test_the_bot_is_process_one_and_hears_sigterm():
    assert json.loads(last("ENTRYPOINT")) == ["python", "-m", "bot"]
    assert json.loads(last("CMD")) == ["run"]


def test_the_health_check_needs_no_shell_and_is_python():
    command = json.loads(last("HEALTHCHECK").partition(" CMD ")[2])
    assert command[0] == "python"
    compile(command[-1], "HEALTHCHECK", "exec")
    paths = dict(re.findall(r"(BOT_\w+)=(\S+)", last("ENV")))
    assert Settings.from_environment(paths).metrics_port is not None  # which it asks


def test_libraries_are_installed_by_hash_as_wheels():
    (install,) = [rest for name, rest in steps(0) if name == "RUN" and "pip install" in rest]
    assert "--require-hashes" in install
    assert "--only-binary :all:" in install


def test_no_index_and_no_place_of_a_machine_is_written_down():
    text = (ROOT / "Dockerfile").read_text("utf-8") + (ROOT / "compose.yaml").read_text("utf-8")
    assert re.findall(r"https?://|index-url|find-links|trusted-host|/root|/home/\w", text) == []


def test_whatever_is_copied_exists():
    for name, rest in steps(0):
        if name == "COPY":
            source = rest.split()[0]
            assert (ROOT / source).exists(), source


def test_nothing_but_the_named_files_reaches_the_build():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == {
        rest.split()[0] for name, rest in steps(0) if name == "COPY"
    }


def test_all_that_is_written_lies_on_a_volume():
    volumes = json.loads(last("VOLUME"))
    paths = dict(re.findall(r"(BOT_\w+)=(\S+)", last("ENV")))
    assert {"BOT_KNOWLEDGE", "BOT_DATABASE", "BOT_SECRET_FILE", "BOT_CACHE"} <= paths.keys()
    for name in ("BOT_DATABASE", "BOT_SECRET_FILE", "BOT_CACHE"):
        assert any(Path(paths[name]).is_relative_to(volume) for volume in volumes), name


def test_the_key_and_the_data_lie_on_different_volumes():
    paths = dict(re.findall(r"(BOT_\w+)=(\S+)", last("ENV")))
    assert Path(paths["BOT_DATABASE"]).parts[1] != Path(paths["BOT_SECRET_FILE"]).parts[1]
    mounts = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"][
        "volumes"
    ]
    for name in ("BOT_DATABASE", "BOT_SECRET_FILE"):
        folder = str(Path(paths[name]).parent)
        assert any(mount.split(":")[1] == folder for mount in mounts), name


def test_compose_starts_it_with_a_read_only_root_and_without_rights():
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert service["environment"]["BOT_TOKEN"].startswith("${BOT_TOKEN:?")
