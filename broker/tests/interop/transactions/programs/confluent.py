"""Transactions of confluent-kafka.

produce ADDRESS TRANSACTIONAL_ID TIMEOUT_MS   a producer that is told what to do, a line each, see below
read ADDRESS TOPIC ISOLATION COUNT            prints partition, offset and value of COUNT records, or
                                              with COUNT 0 of all up to where its isolation ends
copy ADDRESS GROUP INPUT OUTPUT TRANSACTIONAL_ID SESSION_MS TRANSACTION_MS
                                              copies, partition by partition, until its input ends;
                                              some transactions are aborted; says copied and how many

Lines for produce, each answered with ok, or error, fatal, abortable, retriable or other, name, text:
init, begin, commit, abort, flush, send TOPIC PARTITION VALUE, offsets GROUP TOPIC PARTITION OFFSET
"""

import random
import sys
import threading

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

PATIENCE = 30.0


def say(*words):
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def transactional(address, transactional_id, timeout):
    return Producer(
        {
            "bootstrap.servers": address,
            "transactional.id": transactional_id,
            "transaction.timeout.ms": int(timeout),
            "linger.ms": 0,
            # librdkafka 2.16 goes on asking the coordinator that it knew before it bootstrapped anew, and its
            # offsets wait until the call's time is over; so it does with Apache Kafka.
            "metadata.recovery.strategy": "none",
        }
    )


def grouped(address, group, **more):
    settings = {
        "bootstrap.servers": address,
        "group.id": group,
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
        "session.timeout.ms": 6000,
        "heartbeat.interval.ms": 300,
        "fetch.wait.max.ms": 100,
    }
    settings.update(more)
    return Consumer(settings)


class Told:
    def __init__(self, address, transactional_id, timeout):
        self.address = address
        self.producer = transactional(address, transactional_id, timeout)
        self.failed = None

    def delivered(self, error, _message):
        if error is not None and self.failed is None:
            self.failed = error

    def init(self):
        self.producer.init_transactions(PATIENCE)

    def begin(self):
        self.failed = None
        self.producer.begin_transaction()

    def send(self, topic, partition, value):
        self.producer.produce(
            topic, value.encode(), partition=int(partition), on_delivery=self.delivered
        )

    def flush(self):
        try:
            self.producer.flush(PATIENCE)
        except SystemError as error:
            # A fatal error, which comes while a delivery is told.
            raise error.__cause__ or error
        if self.failed is not None:
            raise KafkaException(self.failed)

    def offsets(self, group, topic, partition, offset):
        consumer = grouped(self.address, group)
        try:
            self.producer.send_offsets_to_transaction(
                [TopicPartition(topic, int(partition), int(offset))],
                consumer.consumer_group_metadata(),
                PATIENCE,
            )
        finally:
            consumer.close()

    def commit(self):
        self.producer.commit_transaction(PATIENCE)

    def abort(self):
        self.producer.abort_transaction(PATIENCE)


def kind(error):
    if error.fatal():
        return "fatal"
    if error.txn_requires_abort():
        return "abortable"
    if error.retriable():
        return "retriable"
    return "other"


def produce(*arguments):
    told = Told(*arguments)
    for line in sys.stdin:
        what, *rest = line.split()
        try:
            getattr(told, what)(*rest)
            say("ok")
        except KafkaException as exception:
            error = exception.args[0]
            say("error", kind(error), error.name(), error.str().replace("\n", " "))


def read(address, topic, isolation, count):
    consumer = grouped(
        address, "reader", **{"isolation.level": isolation, "enable.partition.eof": True}
    )
    partitions = consumer.list_topics(topic, PATIENCE).topics[topic].partitions
    consumer.assign([TopicPartition(topic, partition, 0) for partition in partitions])
    count, read_so_far, at_end = int(count), 0, set()
    while read_so_far < count if count else len(at_end) < len(partitions):
        message = consumer.poll(PATIENCE)
        if message is None:
            sys.exit(f"only {read_so_far} records, at the end of {at_end}")
        error = message.error()
        if error is None:
            read_so_far += 1
            at_end.discard(message.partition())
            sys.stdout.write(
                f"{message.partition()} {message.offset()} {message.value().decode()}\n"
            )
        elif error.code() == KafkaError._PARTITION_EOF:
            at_end.add(message.partition())
        else:
            sys.exit(str(error))
    consumer.close()


class Copier:
    def __init__(self, address, group, source, target, transactional_id, session, timeout):
        self.target = target
        self.address, self.group, self.source, self.session = address, group, source, session
        self.producer = transactional(address, transactional_id, timeout)
        self.copied = 0
        self.producer.init_transactions(PATIENCE)
        self.join()

    def join(self):
        self.consumer = grouped(self.address, self.group, **{"session.timeout.ms": self.session})
        self.consumer.subscribe([self.source])

    def step(self):
        messages = []
        for message in self.consumer.consume(50, 0.1):
            if message.error():
                say("error", message.error())
            else:
                messages.append(message)
        if not messages:
            return
        try:
            self.transaction(messages)
        except KafkaException as exception:
            error = exception.args[0]
            if not error.txn_requires_abort():
                sys.exit(str(error))
            say("aborted", error.name())
            self.producer.abort_transaction(PATIENCE)
            # The group has gone on without it: it begins anew with what is committed.
            self.consumer.close()
            self.join()

    def transaction(self, messages):
        self.producer.begin_transaction()
        for message in messages:
            self.producer.produce(self.target, message.value(), partition=message.partition())
        self.producer.send_offsets_to_transaction(
            self.consumer.position(self.consumer.assignment()),
            self.consumer.consumer_group_metadata(),
            PATIENCE,
        )
        if random.randrange(3) == 0:
            self.abort()
            return
        self.producer.commit_transaction(PATIENCE)
        self.copied += len(messages)
        say("copied", self.copied)

    def abort(self):
        self.producer.abort_transaction(PATIENCE)
        for partition in self.consumer.committed(self.consumer.assignment(), PATIENCE):
            if partition.offset < 0:
                partition.offset = 0
            self.consumer.seek(partition)


def copy(*arguments):
    closing = threading.Event()

    def wait_for_end():
        sys.stdin.read()
        closing.set()

    threading.Thread(target=wait_for_end, daemon=True).start()
    copier = Copier(*arguments)
    while not closing.is_set():
        copier.step()
    copier.consumer.close()
    say("closed")


if __name__ == "__main__":
    {"produce": produce, "read": read, "copy": copy}[sys.argv[1]](*sys.argv[2:])
