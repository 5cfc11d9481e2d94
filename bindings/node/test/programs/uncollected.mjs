// A broker that nobody has any more, and a client that knows its address.
import { Broker, Client } from 'ottla';

async function started() {
  const broker = await Broker.start();
  collected.register(broker, null);
  return broker.bootstrapServers;
}

let tell;
const told = new Promise((resolve) => (tell = resolve));
const collected = new FinalizationRegistry(() => tell(true));
const turn = () => new Promise((resolve) => setImmediate(resolve, false));

const address = await started();
while (!(await Promise.race([told, turn()]))) globalThis.gc();
// What is in Rust goes a little later than what is in JavaScript.
for (let turns = 0; turns < 100; turns += 1) {
  globalThis.gc();
  await turn();
}
const client = await Client.connect(address);
console.log((await client.producer().send('orders', 'paid')).offset);
process.exit(0);
