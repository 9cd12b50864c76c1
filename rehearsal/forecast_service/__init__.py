"""A stand-in for Amazon Forecast on one machine, in virtual time, with real data on S3.

It speaks the service's protocol (JSON 1.1), so that the real client is what is tested, and refuses
what the service refuses. What it proves and what not: docs/architecture.md.
"""
