// Transactions of kafkajs.
//
// produce ADDRESS TRANSACTIONAL_ID TIMEOUT_MS   a producer that is told what to do, as confluent.py is
// read ADDRESS TOPIC ISOLATION COUNT            prints the values of COUNT records

const readline = require('readline')
const { Kafka, Partitioners, logLevel } = require('kafkajs')

const [what, address, ...more] = process.argv.slice(2)

const say = (...words) => process.stdout.write(words.join(' ') + '\n')

const kafka = new Kafka({
  clientId: 'kafkajs',
  brokers: [address],
  logLevel: logLevel.WARN,
  logCreator: () => ({ namespace, log }) => console.error(namespace, log.message, log.error || ''),
})

let transaction
// kafkajs asks for its epoch with the first transaction alone.
let first

// What is sent has arrived when the promise is fulfilled; so there is nothing to flush.
const ordersOf = producer => ({
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
})

async function produce(transactionalId, timeout) {
  const producer = kafka.producer({
    transactionalId,
    transactionTimeout: Number(timeout),
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  const orders = ordersOf(producer)
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [order, ...rest] = line.split(' ')
    try {
      await orders[order](...rest)
      say('ok')
    } catch (error) {
      say('error', 'other', error.type || error.name, error.message.replaceAll('\n', ' '))
    }
  }
  await producer.disconnect()
}

async function read(topic, isolation, count) {
  setTimeout(() => {
    console.error('not all records came')
    process.exit(1)
  }, 30000)
  const consumer = kafka.consumer({
    groupId: `reader-${topic}-${isolation}-${Date.now()}`,
    readUncommitted: isolation === 'read_uncommitted',
    maxWaitTimeInMs: 100,
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  let left = Number(count)
  await new Promise(done =>
    consumer.run({
      eachMessage: async ({ message }) => {
        if (left > 0) say(message.value.toString())
        left -= 1
        if (left === 0) done()
      },
    })
  )
  await consumer.disconnect()
}

const start = what === 'produce' ? produce : read
start(...more).then(
  () => process.exit(0),
  error => {
    console.error(error)
    process.exit(1)
  }
)
