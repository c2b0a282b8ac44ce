"""The pages for those who run the service: how it is doing, keys, the audit trail."""
