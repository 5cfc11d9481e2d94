// A member of a group, of kafkajs.
//
// ADDRESS GROUP TOPIC ASSIGNOR   ASSIGNOR: range or roundrobin, the names that other clients use
//
// Prints what confluent.py prints.

const { AssignerProtocol, Kafka, logLevel } = require('kafkajs')

const { MemberAssignment, MemberMetadata } = AssignerProtocol
const [address, group, topic, assignor] = process.argv.slice(2)

const say = (...words) => process.stdout.write(words.join(' ') + '\n')

// Of kafkajs alone is the name RoundRobinAssigner, with which nobody else can join.
const named = name => ({ cluster }) => ({
  name,
  version: 0,
  async assign({ members }) {
    const ids = members.map(member => member.memberId).sort()
    const partitions = cluster.findTopicPartitionMetadata(topic).map(p => p.partitionId).sort((a, b) => a - b)
    const owner = index =>
      name === 'range' ? Math.floor((index * ids.length) / partitions.length) : index % ids.length
    return ids.map((memberId, member) => ({
      memberId,
      memberAssignment: MemberAssignment.encode({
        version: 0,
        assignment: { [topic]: partitions.filter((_, index) => owner(index) === member) },
      }),
    }))
  },
  protocol({ topics }) {
    return { name, metadata: MemberMetadata.encode({ version: 0, topics }) }
  },
})

const kafka = new Kafka({
  clientId: 'kafkajs',
  brokers: [address],
  logLevel: logLevel.ERROR,
  logCreator: () => ({ namespace, log }) => console.error(namespace, log.message, log.error || ''),
})
const consumer = kafka.consumer({
  groupId: group,
  partitionAssigners: [named(assignor)],
  sessionTimeout: 6000,
  heartbeatInterval: 300,
  maxWaitTimeInMs: 100,
  metadataMaxAge: 5000,
})

let assigned = []

async function eachBatch({ batch, resolveOffset, heartbeat, isStale }) {
  if (isStale()) return
  const { partition, messages } = batch
  for (const message of messages) say('record', partition, message.offset, message.value.toString())
  const offset = (BigInt(messages[messages.length - 1].offset) + 1n).toString()
  try {
    await consumer.commitOffsets([{ topic, partition, offset }])
    say('committed', partition, offset)
  } catch (error) {
    say('commit_failed', error.message)
    throw error
  }
  resolveOffset(messages[messages.length - 1].offset)
  await heartbeat()
}

async function main() {
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    if (assigned.length) say('revoked', ...assigned)
    assigned = payload.memberAssignment[topic] || []
    say('assigned', ...assigned)
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch })
  process.stdin.resume()
  process.stdin.on('end', async () => {
    await consumer.disconnect()
    say('closed')
    process.exit(0)
  })
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
