"""The views of accounts, one file a page or flow."""
