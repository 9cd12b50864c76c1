"""Lints IAM identity policies with parliament: one JSON object {name: document} on stdin.

Exit code 1: findings, one line each on stderr. 2: there is nothing to lint.
"""

import json
import sys

from parliament import analyze_policy_string


def main() -> int:
    """Lint every document and return the exit code."""
    documents = json.load(sys.stdin)
    if not documents:
        print("no policy to lint", file=sys.stderr)
        return 2
    findings = [
        f"{name}: {finding}"
        for name, document in documents.items()
        for finding in analyze_policy_string(json.dumps(document)).findings
    ]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(documents)} policies, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
