"""confluent-kafka as a writer and a reader.

write ADDRESS TOPIC CODEC FILE   lines of JSON with key, value, timestamp, headers, to partition 0
read ADDRESS TOPIC COUNT         prints timestamp, headers, key, value of each record, tabs between
admin ADDRESS                    creates, describes and deletes a topic
"""

import json
import sys

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewTopic


def write(address, topic, codec, path):
    failures = []
    producer = Producer(
        {
            "bootstrap.servers": address,
            "enable.idempotence": True,
            "compression.type": codec,
            "linger.ms": 5,
        }
    )

    def delivered(error, _message):
        if error is not None:
            failures.append(error)

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            while True:
                try:
                    producer.produce(
                        topic,
                        key=record["key"],
                        value=record["value"],
                        partition=0,
                        timestamp=record["timestamp"],
                        headers=[tuple(header) for header in record["headers"]],
                        on_delivery=delivered,
                    )
                    break
                except BufferError:
                    producer.poll(0.1)
            producer.poll(0)
    left = producer.flush(60)
    if left or failures:
        sys.exit(f"{left} records not sent, failures: {failures[:3]}")


def read(address, topic, count):
    consumer = Consumer(
        {
            "bootstrap.servers": address,
            "group.id": "not-used",
            "enable.auto.commit": False,
            "auto.offset.reset": "error",
        }
    )
    consumer.assign([TopicPartition(topic, 0, 0)])
    seen = 0
    output = sys.stdout.buffer
    while seen < count:
        messages = consumer.consume(min(1000, count - seen), timeout=30)
        if not messages:
            sys.exit(f"only {seen} of {count} records came")
        for message in messages:
            if message.error():
                sys.exit(str(message.error()))
            if message.offset() != seen:
                sys.exit(f"offset {message.offset()} where {seen} was expected")
            headers = ",".join(f"{k}={v.decode()}" for k, v in message.headers() or [])
            fields = [str(message.timestamp()[1]).encode(), headers.encode()]
            fields += [message.key() or b"", message.value() or b""]
            output.write(b"\t".join(fields) + b"\n")
            seen += 1
    consumer.close()


def admin(address):
    client = AdminClient({"bootstrap.servers": address})
    topic = NewTopic("by-confluent", 3, 1, config={"retention.ms": "12345"})
    for future in client.create_topics([topic]).values():
        future.result(30)
    metadata = client.list_topics(timeout=30)
    partitions = metadata.topics["by-confluent"].partitions
    assert len(partitions) == 3 and all(p.leader == 1 for p in partitions.values()), partitions
    resource = ConfigResource(ConfigResource.Type.TOPIC, "by-confluent")
    configs = client.describe_configs([resource])[resource].result(30)
    assert configs["retention.ms"].value == "12345", configs["retention.ms"]
    assert configs["segment.bytes"].is_default, configs["segment.bytes"]
    for future in client.delete_topics(["by-confluent"]).values():
        future.result(30)
    assert "by-confluent" not in client.list_topics(timeout=30).topics


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "write":
        write(*rest)
    elif command == "read":
        read(rest[0], rest[1], int(rest[2]))
    elif command == "admin":
        admin(*rest)
    else:
        sys.exit(__doc__)
