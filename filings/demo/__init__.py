"""The demo's people and filings: invented, made only through the actions, never twice."""
