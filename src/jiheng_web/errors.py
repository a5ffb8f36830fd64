"""Trouble in the office: one class a case, raised with facts; statuses stand in `failures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotLoggedIn(JihengError):
    """Something is asked for that takes a person who is known."""

    def __init__(self) -> None:
        super().__init__(Bilingual("请先登录。", "Please log in first."))


class LoginRefused(JihengError):
    """Who logs in is not who they say, or is locked: all cases are told alike."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "用户名、密码或动态口令不正确，或账号已被锁定（连续 5 次错误锁定 15 分钟）。",
                "Name, password or code is wrong, or the account is locked"
                " (five wrong attempts lock it for 15 minutes).",
            )
        )


class SignOnUnavailable(JihengError):
    """The service for single sign-on cannot be reached, or says what cannot be understood."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "统一身份认证服务暂时无法使用。请稍后再试，或用本系统的用户名和密码登录。",
                "The single sign-on service does not answer as it should. Try again later,"
                " or log in with user name and password.",
            )
        )


class SignOnRefused(JihengError):
    """What came back from the service for single sign-on proves nothing.

    Attributes:
        why: For the audit trail.
    """

    def __init__(self, *, why: str) -> None:
        self.why = why
        super().__init__(
            Bilingual(
                "统一身份认证未通过或已超时，请重新登录。",
                "Single sign-on failed or took too long: please log in again.",
            )
        )


class NotBound(JihengError):
    """The service for single sign-on knows somebody who may not log in here: all told alike."""

    def __init__(self, *, name: str) -> None:
        super().__init__(
            Bilingual(
                f"统一身份认证账号“{name}”没有对应的可用账号。请将此名称告知安全管理员进行绑定；"
                "账号停用或锁定时也会出现此提示。",
                f"“{name}” of the single sign-on is bound to no account that may log in."
                " Tell the security administrator this name; an account that is not active or"
                " is locked is answered alike.",
            )
        )


class AppNotSetUp(JihengError):
    """An administrator comes by single sign-on before an authenticator app is set up."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "管理员首次登录须使用用户名和密码并设置动态口令，之后方可使用统一身份认证。",
                "Administrators log in with user name and password first and set up the"
                " authenticator app; single sign-on works from then on.",
            )
        )


class NotPermitted(JihengError):
    """A person may see the thing, but may not do this with it."""

    def __init__(self, *, deed: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"您的岗位不能“{deed.zh}”。如确有需要，请联系本单位的安全管理员调整岗位。",
                f"Your role may not “{deed.en}”. If it should, ask your security administrator.",
            )
        )


class NotApart(JihengError):
    """A person would judge their own work: roles that exclude one another on the same thing."""

    def __init__(self, *, deed: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"不能对自己编制或上报的内容“{deed.zh}”，请由另一人办理（不相容岗位分离）。",
                f"You wrote or submitted this yourself: “{deed.en}” is for somebody else.",
            )
        )


class NotFound(JihengError):
    """There is no such thing, or it lies outside of what the person may see: both look alike."""

    def __init__(self, *, kind: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"没有找到这个{kind.zh}，或者它不在您的查看范围内。",
                f"There is no such {kind.en}, or it lies outside of what you may see.",
            )
        )


class WrongState(JihengError):
    """The act does not fit the state the thing is in."""

    def __init__(self, *, deed: Bilingual, state: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"当前状态是“{state.zh}”，不能“{deed.zh}”。请刷新页面查看最新情况。",
                f"It is “{state.en}” now, so “{deed.en}” is not possible. Reload to see how it is.",
            )
        )


class Blocked(JihengError):
    """Findings that block stand in the way of submitting."""

    def __init__(self, *, count: int, first: Bilingual) -> None:
        self.count = count
        super().__init__(
            Bilingual(
                f"还有 {count} 处“不得提交”的问题，第一处：{first.zh}",
                f"{count} finding(s) block submission, the first: {first.en}",
            )
        )


class StaleRevision(JihengError):
    """Somebody else saved in the meantime; nothing was overwritten.

    Attributes:
        kept: Whether what was not saved is kept as a draft, to be compared.
    """

    def __init__(self, *, by: str, theirs: int, kept: bool = True) -> None:
        self.by = by
        self.theirs = theirs
        self.kept = kept
        super().__init__(
            Bilingual(
                f"{by} 已先保存了修改。您的修改没有丢失：请对照差异后选择保留哪一份。",
                f"{by} saved first. Your changes are not lost: compare and choose what to keep.",
            )
            if kept
            else Bilingual(
                f"{by} 已先保存了修改，这次没有保存。请另开一页查看最新内容，再补上您的修改。",
                f"{by} saved first; this was not saved. Look at the newest in a second window.",
            )
        )


class InvalidInput(JihengError):
    """What was filled in cannot be taken: field → why."""

    def __init__(self, faults: dict[str, Bilingual]) -> None:
        self.faults = faults
        super().__init__(
            Bilingual(
                "；".join(fault.zh.rstrip("。") for fault in faults.values()),
                "; ".join(fault.en.rstrip(".") for fault in faults.values()),
            )
        )


class GateClosed(JihengError):
    """The gate before publishing found what must not, or must first, be published."""

    def __init__(self, reasons: Sequence[Bilingual]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            Bilingual(
                "公开前检查未通过：" + "；".join(reason.zh.rstrip("。") for reason in reasons),
                "The check before publishing failed: "
                + "; ".join(r.en.rstrip(".") for r in reasons),
            )
        )


class UnattendedWrite(JihengError):
    """A defect of this program: it tried to write without an act to answer for it."""

    def __init__(self, *, table: str) -> None:
        super().__init__(
            Bilingual(
                f"程序试图在没有操作记录的情况下写入 {table}，已拒绝。",
                f"A write to {table} without an act on record was refused.",
            )
        )
