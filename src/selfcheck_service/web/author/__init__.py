"""The pages for those who write questionnaires: versions, checking a draft, what differs, publishing, retiring."""
