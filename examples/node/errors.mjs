// What goes wrong says what, where, and what to do.
import { Broker, Client, InvalidInputError, OttlaError, UnknownTopicError } from 'ottla';

const broker = await Broker.start();
const client = await Client.embedded(broker);
// readme: errors
try {
  await client.admin().describeTopics(['nowhere']);
} catch (error) {
  if (!(error instanceof UnknownTopicError)) throw error;
  console.log(`${error.operation}: ${error.brokerCodeName}, topic ${error.context.topic}`);
}
// readme: end
try {
  client.producer({ lingrMs: 5 });
} catch (error) {
  if (!(error instanceof InvalidInputError)) throw error;
  console.log(`did you mean linger.ms? ${error.message.includes('linger.ms')}`);
}
try {
  await Client.connect('127.0.0.1:1');
} catch (error) {
  if (!(error instanceof OttlaError)) throw error;
  console.log(`${error.code}: ${error.advice}`.toLowerCase());
}
await client.close();
await broker.stop();
