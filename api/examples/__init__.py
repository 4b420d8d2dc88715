"""What the OpenAPI document shows: a request and the report on it."""
