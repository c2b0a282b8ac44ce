"""The JSON API: routes, their wire shapes and their contract."""

from selfcheck_service.api.openapi import openapi_document, questionnaire_schema, schema_documents

__all__ = ["openapi_document", "questionnaire_schema", "schema_documents"]
