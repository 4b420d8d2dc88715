"""What whoever runs the service can set: environment variables that begin with DONTSIGN_, or a TOML file.

The file is the one that DONTSIGN_SETTINGS names; the environment stands over it.
"""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from scanner.errors import SettingError
from scanner.words import EXIT_URL

PREFIX = "DONTSIGN_"
FILE = f"{PREFIX}SETTINGS"
MIB = 1024 * 1024


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _lower(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.lower() for value in values)


def _addresses(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        ipaddress.ip_network(value)
    return values


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_lower)]
Origin = Annotated[str, Field(pattern=r"^https?://[^/*\s]+$")]
KeyHash = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
Origins = Annotated[tuple[Origin, ...], NoDecode, BeforeValidator(_split), AfterValidator(_lower)]
Addresses = Annotated[Names, AfterValidator(_addresses)]
KeyHashes = Annotated[tuple[KeyHash, ...], NoDecode, BeforeValidator(_split), AfterValidator(_lower)]


class Settings(BaseSettings):
    """Settings of one running service.  Raises pydantic.ValidationError for a value that cannot be meant."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True)

    host: str = Field("127.0.0.1", description="address to listen on; any but this computer's own needs a key")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on")
    processes: int = Field(1, ge=1, le=64, description="server processes; each has workers and a line of its own")
    workers: int = Field(2, ge=1, le=64, description="papers that a process reads at the same time")
    queue: int = Field(32, ge=0, description="papers that may wait for a worker; more are told to come back")
    wait_seconds: float = Field(5, ge=0, description="how long a paper waits for a worker")
    seconds: float = Field(60, gt=0, description="longest time for reading one paper")
    grace_seconds: float = Field(20, ge=0, description="how long papers may still be read when the service is stopped")
    max_bytes: int = Field(50 * MIB, ge=1, description="largest request body, in bytes")
    body_seconds: float = Field(
        20, gt=0, description="time for headers, then for a body; every 16 KiB of it add a second"
    )
    body_memory: int = Field(512 * MIB, ge=1, description="bytes of all request bodies together that a process holds")
    connections: int = Field(512, ge=1, description="open connections; more are refused")
    allowed_hosts: Names = Field((), description="names beside 127.0.0.1 and localhost under which people reach it")
    cors_origins: Origins = Field((), description="other sites whose pages may use the API, such as https://a.example")
    proxies: Addresses = Field((), description="addresses of reverse proxies whose X-Forwarded-For is believed")
    key_hashes: KeyHashes = Field((), description="SHA-256 of each key; with one, nobody gets in without a key")
    open_page: bool = Field(False, description="whether the page for people needs no key where the API needs one")
    rate: int = Field(60, ge=0, description="papers a minute for each key or address, this computer aside; 0 for any")
    log_requests: bool = Field(True, description="one line of JSON for each request, without anything it says")
    exit_url: str = Field(EXIT_URL, pattern="^https://", description="where the exit link leads")

    @model_validator(mode="after")
    def _needs_a_key(self) -> Settings:
        if not is_loopback(self.host) and not self.key_hashes:
            raise ValueError(
                "host: to listen on any address but 127.0.0.1, set a key first: `dontsign serve --make-key` makes one"
            )
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, os.environ.get(FILE))


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load(given: Mapping[str, Any] | None = None) -> Settings:
    """The settings of this process, with those that are `given` over all.  Raises SettingError with what to mend."""
    path = os.environ.get(FILE)
    try:
        if path is not None and not os.path.isfile(path):  # noqa: PTH113  an empty value is no path
            raise SettingError(f"{FILE} names a file that is not there.")
        return Settings(**(given or {}))
    except ValidationError as error:
        raise SettingError(
            "\n".join(_sentence(each["loc"], each["type"], each["msg"]) for each in error.errors())
        ) from None
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingError(f"The file that {FILE} names could not be read: {error}") from None


def _sentence(where: tuple[int | str, ...], kind: str, what: str) -> str:
    """What is wrong with one setting, without its value: it can be a key that was put in the wrong place."""
    if not where:
        return what.removeprefix("Value error, ")
    name = str(where[0])
    if kind == "extra_forbidden":
        return f"{name}: there is no such setting."
    if name == "proxies":
        return "proxies: each is an address such as 10.0.0.5, or a network such as 10.0.0.0/24."
    if name == "key_hashes":
        return "key_hashes: each is 64 letters and digits, the SHA-256 of a key, not the key itself."
    return f"{name}: {what}."
