"""Reads the images of Augmenta's topics in Python: read_images.py HOST:PORT SCHEMAS [TOPIC]

SCHEMAS is the folder that 'augmenta schemas' wrote. Debian: apt install python3-avro python3-confluent-kafka
"""
import io
import json
import pathlib
import sys

import avro.io
import avro.schema
from confluent_kafka import Consumer, TopicPartition

HEADER_BYTES = 10  # Avro single-object encoding: C3 01, then eight bytes that name the writer's schema


def readers(folder):
    """A reader for each of the headers that records begin with."""
    index = json.loads((folder / "schemas.json").read_text())
    return {
        bytes.fromhex(entry["header"]): avro.io.DatumReader(avro.schema.parse((folder / entry["file"]).read_text()))
        for entry in index
    }


def records(consumer, topic):
    """Everything that the topic holds now."""
    for partition in consumer.list_topics(topic).topics[topic].partitions:
        first, end = consumer.get_watermark_offsets(TopicPartition(topic, partition))
        if first == end:
            continue
        consumer.assign([TopicPartition(topic, partition, first)])
        offset = first
        while offset < end:
            message = consumer.poll(10)
            if message is None:
                raise TimeoutError(f"nothing after offset {offset} of partition {partition}")
            if message.error():
                raise RuntimeError(message.error())
            offset = message.offset() + 1
            yield message.value()


def main(broker, schemas, topic="augmenta.image-batches.v1"):
    by_header = readers(pathlib.Path(schemas))
    consumer = Consumer({"bootstrap.servers": broker, "group.id": "unused", "enable.auto.commit": False})
    for value in records(consumer, topic):
        event = by_header[value[:HEADER_BYTES]].read(avro.io.BinaryDecoder(io.BytesIO(value[HEADER_BYTES:])))
        for image in event.get("images", []):
            origin = "synthetic" if image["provenance"] else "real"
            print(image["label"], image["split"], f"{image['width']}x{image['height']}", origin)
    consumer.close()


main(*sys.argv[1:])
