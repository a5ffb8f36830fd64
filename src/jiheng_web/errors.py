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
    """Somebody else saved in the meantime; nothing was overwritten."""

    def __init__(self, *, by: str, theirs: int) -> None:
        self.by = by
        self.theirs = theirs
        super().__init__(
            Bilingual(
                f"{by} 已先保存了修改。您的修改没有丢失：请对照差异后选择保留哪一份。",
                f"{by} saved first. Your changes are not lost: compare and choose what to keep.",
            )
        )


class InvalidInput(JihengError):
    """What was filled in cannot be taken: field → why."""

    def __init__(self, faults: dict[str, Bilingual]) -> None:
        self.faults = faults
        super().__init__(
            Bilingual(
                "；".join(fault.zh for fault in faults.values()),
                "; ".join(fault.en for fault in faults.values()),
            )
        )


class GateClosed(JihengError):
    """The gate before publishing found what must not, or must first, be published."""

    def __init__(self, reasons: Sequence[Bilingual]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            Bilingual(
                "公开前检查未通过：" + "；".join(reason.zh for reason in reasons),
                "The check before publishing failed: " + "; ".join(r.en for r in reasons),
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
