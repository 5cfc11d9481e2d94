"""What goes wrong says what, where, and what to do."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker, ottla.Client.embedded(broker) as client:
        # readme: errors
        try:
            await client.admin().describe_topics(["nowhere"])
        except ottla.UnknownTopic as error:
            print(f"{error.operation}: {error.code_name}, topic {error.context['topic']}")
        # readme: end
        try:
            client.producer(lingr_ms=5)  # type: ignore[call-arg]
        except ottla.InvalidInput as error:
            print(f"did you mean linger.ms? {'linger.ms' in error.message}".lower())
        try:
            await ottla.Client.connect("127.0.0.1:1")
        except ottla.OttlaError as error:
            print(f"{error.kind.name.lower()}: {error.advice.name.lower()}")


asyncio.run(main())
