"""One file per kind of publication; a file is registered by being here."""
