"""Speaks to the accessibility bus: many questions sent at once, events kept as they come.

It owns the connection and the messages; what the answers mean is in `tree`. A question and its
answer take 0.1 ms when sent together with others, and ten times as long alone.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktop.screen import GoneError, wait_for

ATSPI = "org.a11y.atspi"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_EVENTS = (
    "object:state-changed:focused",
    "object:state-changed:showing",
    "object:text-changed",
    "window:activate",
    "focus:",
)
_ANSWER_SECONDS = 20.0


class BusError(GoneError):
    """The program refused a question; its text is what it said."""


@dataclass(frozen=True)
class Question:
    """One call: a member of an interface, or a property when `member` starts with a dot."""

    path: str
    interface: str
    member: str
    signature: str = ""
    values: tuple[Any, ...] = ()

    def message(self, program: str) -> Message:
        """Return it as the bus wants it."""
        address = DBusAddress(self.path, bus_name=program, interface=f"{ATSPI}.{self.interface}")
        if self.member.startswith("."):
            return Properties(address).get(self.member[1:])
        return new_method_call(address, self.member, self.signature or None, self.values)


class Bus:
    """A connection to the accessibility bus."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(bus=address)
        self.events: deque[tuple[str, str, str, int]] = deque(maxlen=2000)
        self._listen()

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def programs(self) -> list[str]:
        """Return the bus names of the programs that have put themselves forward, newest last."""
        with contextlib.suppress(BusError):
            question = Question(_ROOT, "Accessible", "GetChildren")
            return [name for name, _ in self.ask(_REGISTRY, [question])[0]]
        return []

    def ask(self, program: str, questions: Sequence[Question], strict: bool = True) -> list[Any]:
        """Send all questions and return their answers in order.

        A refused one raises BusError, or is None when not `strict` (the object may have gone).
        """
        serials = []
        for question in questions:
            serial = next(self._connection.outgoing_serial)
            self._connection.send(question.message(program), serial=serial)
            serials.append(serial)
        answers = self._answers(set(serials))
        found = []
        for question, serial in zip(questions, serials, strict=True):
            answer = answers[serial]
            if answer.header.message_type == MessageType.error:
                if strict:
                    raise BusError(f"{question}: {answer.body}")
                found.append(None)
            else:
                found.append(_value(answer, question))
        return found

    def drain(self) -> None:
        """Take in the events that have arrived."""
        with contextlib.suppress(TimeoutError):
            while True:
                self._keep(self._connection.receive(timeout=0))

    def _answers(self, awaited: set[int]) -> dict[int, Message]:
        found: dict[int, Message] = {}
        end = time.monotonic() + _ANSWER_SECONDS
        while len(found) < len(awaited):
            message = self._connection.receive(timeout=max(0.0, end - time.monotonic()))
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if serial in awaited:
                found[serial] = message
            else:
                self._keep(message)
        return found

    def _keep(self, message: Message) -> None:
        if message.header.message_type == MessageType.signal and len(message.body) >= 2:
            fields = message.header.fields
            self.events.append((
                fields.get(HeaderFields.member, ""), fields.get(HeaderFields.path, ""),
                str(message.body[0]), int(message.body[1]) if _is_number(message.body[1]) else 0,
            ))  # fmt: skip

    def _listen(self) -> None:
        bus = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", interface="org.freedesktop.DBus"
        )
        for interface in ("Object", "Window", "Focus"):
            rule = f"type='signal',interface='{ATSPI}.Event.{interface}'"
            self._connection.send_and_get_reply(new_method_call(bus, "AddMatch", "s", (rule,)))
        registry = DBusAddress(
            "/org/a11y/atspi/registry", bus_name=_REGISTRY, interface=f"{ATSPI}.Registry"
        )
        for event in _EVENTS:
            call = new_method_call(registry, "RegisterEvent", "sass", (event, [], ""))
            wait_for("the accessibility registry", partial(self._is_done, call))

    def _is_done(self, call: Message) -> bool:
        answer = self._connection.send_and_get_reply(call)
        return bool(answer.header.message_type == MessageType.method_return)


def _is_number(value: object) -> bool:
    return isinstance(value, int)


def _value(answer: Message, question: Question) -> Any:
    if not answer.body:
        return None
    value = answer.body[0] if len(answer.body) == 1 else answer.body
    return value[1] if question.member.startswith(".") else value
