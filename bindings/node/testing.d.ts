// A broker for tests, with a client, and what is made from it, closed at the end: for node:test, Vitest and Jest.
import type {
  Broker,
  BrokerOptions,
  Client,
  ClientOptions,
  Consumer,
  ConsumerOptions,
  PartitionConsumer,
  PartitionConsumerOptions,
  Producer,
  ProducerOptions,
  RebalanceListener,
  Waiting,
} from './index.js';

/** How broker and client are started. */
export interface KafkaOptions {
  readonly broker?: BrokerOptions;
  readonly client?: ClientOptions;
}

/** A broker and a client of it. */
export class Kafka {
  readonly broker: Broker;
  readonly client: Client;
  readonly bootstrapServers: string;
  /** Creates a topic with a name of its own, and gives the name. */
  topic(options?: {
    readonly prefix?: string;
    readonly partitions?: number;
    readonly config?: { readonly [key: string]: string };
  }): Promise<string>;
  /** A producer that is closed at the end. */
  producer(options?: ProducerOptions): Producer;
  /** A consumer that is closed at the end; it begins with the first records, unless the options say otherwise. */
  consumer(options: ConsumerOptions, extras?: { readonly listener?: RebalanceListener | null } & Waiting): Promise<Consumer>;
  /** A consumer that is closed at the end. */
  partitionConsumer(options?: PartitionConsumerOptions): PartitionConsumer;
  /** Closes everything. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

type Hook = (hook: () => Promise<unknown>) => unknown;

/** The hooks of a test runner: those of node:test, or those of Vitest and Jest. */
export type Hooks = { readonly before: Hook; readonly after: Hook } | { readonly beforeAll: Hook; readonly afterAll: Hook };

/** A broker that the caller stops, or a block of `await using`. */
export function startKafka(options?: KafkaOptions): Promise<Kafka>;

/** A broker for all tests of a file, or of a `describe`. Without hooks, those of Jest and Vitest that are global are taken. */
export function useKafka(hooks?: Hooks, options?: KafkaOptions): Kafka;
