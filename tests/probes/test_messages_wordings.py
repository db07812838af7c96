"""What a message is about: many that hospitals send, each by the one topic that it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import RootModel

from documents import parse_as, read_yaml
from probes.flows.messages.topics import topic_of, topics


class _Messages(RootModel[dict[str, list[str]]]):
    pass


MESSAGES = parse_as(_Messages, read_yaml(Path(__file__).with_name("messages-wordings.yaml"))).root


def told(message: str) -> str:
    heading, _, text = message.partition(" | ")
    topic = topic_of(heading, text)
    return topic.name if topic is not None else "nothing"


def test_every_topic_has_its_messages() -> None:
    assert set(MESSAGES) == {topic.name for topic in topics()} | {"nothing"}


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_has_one_topic(name: str) -> None:
    wrong = {message: told(message) for message in MESSAGES[name]}
    assert {message: found for message, found in wrong.items() if found != name} == {}
