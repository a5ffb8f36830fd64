"""`python -m jiheng_web.operations.recovery`: lets an administrator in whom nobody else can help.

Whoever can read the folder of the workspace could do all of this by hand; here it is on record.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from jiheng.bilingual import Bilingual
from jiheng_web.operations.setting_up import migrate, prepare


def let_in(username: str) -> str:
    """Forget the authenticator app and the lock of a person, and end their sessions.

    Returns:
        A password to log in with once.

    Raises:
        InvalidInput: Nobody has this name.
    """
    from jiheng_web.accounts import passwords
    from jiheng_web.accounts.models import User
    from jiheng_web.accounts.roles import end_sessions
    from jiheng_web.accounts.sight import path_of
    from jiheng_web.audit.acts import PROGRAM, act
    from jiheng_web.errors import InvalidInput

    user = User.objects.filter(username=username).first()
    if user is None:
        why = Bilingual(f"没有名为“{username}”的账号。", f"There is no account “{username}”.")
        raise InvalidInput({"username": why})
    first = passwords.temporary()
    with act(PROGRAM, "account.recover", user, path=path_of(user)):
        user.totp_secret, user.totp_last = "", 0
        passwords.put(user, first, first=True)
    end_sessions(user)
    return first


def main(words: list[str]) -> None:
    """Let somebody in, and say with which password."""
    parser = argparse.ArgumentParser(prog="python -m jiheng_web.operations.recovery")
    parser.add_argument("username", help="of the administrator who cannot log in")
    parser.add_argument("--home", type=Path, required=True, help="folder of the workspace")
    given = parser.parse_args(words)
    if not (given.home / "secret.key").exists() and "JIHENG_SECRET_KEY" not in os.environ:
        parser.error(f"{given.home} is no workspace")
    prepare(given.home)
    migrate()
    from jiheng_web.errors import InvalidInput

    try:
        first = let_in(given.username)
    except InvalidInput as error:
        parser.error(error.text("en"))
    sys.stdout.write(f"{given.username}: {first}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
