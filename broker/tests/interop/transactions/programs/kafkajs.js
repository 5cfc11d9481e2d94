// A producer of kafkajs that is told what to do, as confluent.py is.
//
// ADDRESS TRANSACTIONAL_ID TIMEOUT_MS

const readline = require('readline')
const { Kafka, Partitioners, logLevel } = require('kafkajs')

const [address, transactionalId, timeout] = process.argv.slice(2)

const say = (...words) => process.stdout.write(words.join(' ') + '\n')

const kafka = new Kafka({
  clientId: 'kafkajs',
  brokers: [address],
  logLevel: logLevel.WARN,
  logCreator: () => ({ namespace, log }) => console.error(namespace, log.message, log.error || ''),
})
const producer = kafka.producer({
  transactionalId,
  transactionTimeout: Number(timeout),
  idempotent: true,
  maxInFlightRequests: 1,
  createPartitioner: Partitioners.DefaultPartitioner,
})

let transaction
// kafkajs asks for its epoch with the first transaction alone.
let first

// What is sent has arrived when the promise is fulfilled; so there is nothing to flush.
const orders = {
  init: async () => {
    await producer.connect()
    first = await producer.transaction()
  },
  begin: async () => {
    transaction = first || (await producer.transaction())
    first = undefined
  },
  send: (topic, partition, value) =>
    transaction.send({ topic, acks: -1, messages: [{ partition: Number(partition), value }] }),
  flush: async () => {},
  offsets: (group, topic, partition, offset) =>
    transaction.sendOffsets({
      consumerGroupId: group,
      topics: [{ topic, partitions: [{ partition: Number(partition), offset }] }],
    }),
  commit: () => transaction.commit(),
  abort: () => transaction.abort(),
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [what, ...rest] = line.split(' ')
    try {
      await orders[what](...rest)
      say('ok')
    } catch (error) {
      say('error', 'other', error.type || error.name, error.message.replaceAll('\n', ' '))
    }
  }
  await producer.disconnect()
  process.exit(0)
}

main()
