"""What whoever runs the service can set, by environment variables that begin with DONTSIGN_."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of one running service.  Raises pydantic.ValidationError for a value that cannot be meant."""

    model_config = SettingsConfigDict(env_prefix="DONTSIGN_", frozen=True)

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="names, besides those of this machine itself, under which people may reach it; comma separated"
    )
    workers: int = Field(2, ge=1, le=64, description="papers that are read at the same time")
    max_bytes: int = Field(50 * 1024 * 1024, ge=1, description="largest request body, in bytes")
    seconds: float = Field(60, gt=0, description="longest time for reading one paper")
    queue: int = Field(32, ge=0, description="papers that may wait for a free worker; more are told to come back")
    wait_seconds: float = Field(5, ge=0, description="how long a paper waits for a free worker")
    exit_url: str = Field("https://www.weather.gov/", pattern="^https://", description="where the exit link leads")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(name.strip().lower() for name in value.split(",") if name.strip())
