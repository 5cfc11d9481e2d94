"""Reads an order that is given, and writes one with one more of the same."""

import base64
import sys

from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.serialization import MessageField, SerializationContext

url, name, schema = sys.argv[1:]
ours = sys.stdin.buffer.read()
registry = SchemaRegistryClient({"url": url})
context = SerializationContext("orders", MessageField.VALUE)

if name == "avro":
    from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer

    order = AvroDeserializer(registry, schema)(ours, context)
    order["amount"] += 1
    theirs = AvroSerializer(registry, schema)(order, context)
elif name == "json":
    from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer

    order = JSONDeserializer(schema)(ours, context)
    order["amount"] += 1
    theirs = JSONSerializer(schema, registry)(order, context)
else:
    from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    files = descriptor_pb2.FileDescriptorSet.FromString(base64.b64decode(schema))
    pool = descriptor_pool.Default()
    for file in files.file:
        pool.Add(file)
    Order = message_factory.GetMessageClass(pool.FindMessageTypeByName("acme.Order"))
    settings = {"use.deprecated.format": False}
    order = ProtobufDeserializer(Order, settings)(ours, context)
    order.amount += 1
    theirs = ProtobufSerializer(Order, registry, settings)(order, context)

sys.stdout.buffer.write(theirs)
