import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/**
 * ADDRESS TOPIC PARTITIONS COUNT: reads all partitions of a new topic while COUNT records are written to
 * them in turns, checks that each record comes once and in order, then asks on while nothing is written.
 * Prints the records that came, and the bytes of an answer that has nothing to say.
 */
public class ManyPartitions {
    static final int IDLE_ANSWERS = 20;

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        String topic = arguments[1];
        int partitions = Integer.parseInt(arguments[2]);
        long count = Long.parseLong(arguments[3]);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(created)).all().get();
        }
        Map<String, Object> config = Map.of(
            "bootstrap.servers", address,
            "auto.offset.reset", "earliest",
            "fetch.max.wait.ms", 20,
            // So small that an answer seldom has room for every partition.
            "fetch.max.bytes", 4_000,
            "enable.auto.commit", false,
            "enable.metrics.push", false);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new LongDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(address, topic, partitions, count));
            long seen = 0;
            long[] next = new long[partitions];
            long last = System.nanoTime();
            while (seen < count) {
                for (ConsumerRecord<byte[], Long> record : consumer.poll(Duration.ofMillis(100))) {
                    int partition = record.partition();
                    long expected = next[partition]++;
                    if (record.offset() != expected || record.value() != expected * partitions + partition) {
                        throw new IllegalStateException(record + " where offset " + expected + " was expected");
                    }
                    seen++;
                    last = System.nanoTime();
                }
                if (writing.isCompletedExceptionally()) {
                    writing.get();
                }
                if (System.nanoTime() - last > 60_000_000_000L) {
                    throw new IllegalStateException("only " + seen + " of " + count + " records came");
                }
            }
            writing.get();
            System.out.println("records " + seen);
            // What the last records have moved is told first.
            await(consumer, 5);
            double bytes = metric(consumer, "incoming-byte-total");
            double answers = metric(consumer, "fetch-total");
            await(consumer, IDLE_ANSWERS);
            bytes = metric(consumer, "incoming-byte-total") - bytes;
            answers = metric(consumer, "fetch-total") - answers;
            System.out.println("idle " + Math.round(bytes / answers));
        }
    }

    static void write(String address, String topic, int partitions, long count) {
        Map<String, Object> config = Map.of(
            "bootstrap.servers", address,
            "batch.size", 200,
            // Until all partitions have their leader, Apache Kafka may take a second batch before the first.
            "max.in.flight.requests.per.connection", 1,
            "enable.metrics.push", false);
        try (var producer = new KafkaProducer<>(config, new LongSerializer(), new LongSerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (long number = 0; number < count; number++) {
                int partition = (int) (number % partitions);
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, number)));
            }
            for (Future<?> delivery : sent) {
                delivery.get();
            }
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    /** Asks on until so many more answers have come. */
    static void await(KafkaConsumer<?, ?> consumer, int answers) {
        double enough = metric(consumer, "fetch-total") + answers;
        while (metric(consumer, "fetch-total") < enough) {
            consumer.poll(Duration.ofMillis(20));
        }
    }

    static double metric(KafkaConsumer<?, ?> consumer, String name) {
        return consumer.metrics().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(name) && !entry.getKey().tags().containsKey("node-id")
                && !entry.getKey().tags().containsKey("topic"))
            .mapToDouble(entry -> (Double) entry.getValue().metricValue())
            .sum();
    }
}
