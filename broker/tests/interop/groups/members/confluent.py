"""A member of a group, of confluent-kafka.

ADDRESS GROUP TOPIC [KEY=VALUE...]   settings of librdkafka

Prints what happens, a line each: assigned, revoked and lost with partitions, record with partition,
offset and value, committed with partition and offset, closed. Closes when its input ends.
"""

import sys
import threading

from confluent_kafka import Consumer, KafkaException, TopicPartition

RECORDS_PER_COMMIT = 50


def say(*words):
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class Member:
    def __init__(self, topic, settings):
        self.topic = topic
        self.pending = {}
        self.count = 0
        self.consumer = Consumer(settings)
        self.consumer.subscribe(
            [topic], on_assign=self.assigned, on_revoke=self.revoked, on_lost=self.lost
        )

    def assigned(self, _consumer, partitions):
        say("assigned", *[p.partition for p in partitions])

    def revoked(self, _consumer, partitions):
        self.commit()
        self.forget(partitions)
        say("revoked", *[p.partition for p in partitions])

    def lost(self, _consumer, partitions):
        self.forget(partitions)
        say("lost", *[p.partition for p in partitions])

    def forget(self, partitions):
        for partition in partitions:
            self.pending.pop(partition.partition, None)

    def commit(self):
        """What is refused is committed with the next records, or the next time that there are none."""
        self.count = 0
        if not self.pending:
            return
        offsets = [TopicPartition(self.topic, p, o) for p, o in self.pending.items()]
        try:
            results = self.consumer.commit(offsets=offsets, asynchronous=False)
        except KafkaException as error:
            say("commit_failed", error)
            return
        for result in results:
            if result.error is None:
                say("committed", result.partition, result.offset)
                self.pending.pop(result.partition, None)
            else:
                say("commit_failed", result.error)

    def step(self):
        message = self.consumer.poll(0.1)
        if message is None:
            self.commit()
        elif message.error():
            say("error", message.error())
        else:
            say("record", message.partition(), message.offset(), message.value().decode())
            self.pending[message.partition()] = message.offset() + 1
            self.count += 1
            if self.count == RECORDS_PER_COMMIT:
                self.commit()


def main(address, group, topic, *more):
    settings = {
        "bootstrap.servers": address,
        "group.id": group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    }
    settings.update(setting.split("=", 1) for setting in more)
    closing = threading.Event()

    def wait_for_end():
        sys.stdin.read()
        closing.set()

    threading.Thread(target=wait_for_end, daemon=True).start()
    member = Member(topic, settings)
    while not closing.is_set():
        member.step()
    member.commit()
    member.consumer.close()
    say("closed")


if __name__ == "__main__":
    main(*sys.argv[1:])
