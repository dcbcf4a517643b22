"""电子证书: made at approval, signed, drawn, and looked up by anybody.

A certificate is one file, `bazs.cert`: CMS signed-data (RFC 5652) around canonical JSON of public facts, which
`openssl cms -verify` checks with nothing but the published CA file. What holds today is never in the file: it is asked
of the register (`checking`).
"""
