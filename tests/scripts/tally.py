# SPDX-License-Identifier: MIT
"""What a script has checked so far, and what was wrong."""
failures = []
checks = 0


def check(condition, what):
    """Counts the check; `what` is kept where the condition does not hold. Returns the condition."""
    global checks
    checks += 1
    if not condition:
        failures.append(what)
    return condition
