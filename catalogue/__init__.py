"""What is known: records, versions, agencies, document types, findings; and the store."""
