import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer of Apache Kafka that is told what to do, as confluent.py is.
 *
 * ADDRESS TRANSACTIONAL_ID TIMEOUT_MS
 */
public class TransactionalProducer {
    private final KafkaProducer<String, String> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    TransactionalProducer(String address, String transactionalId, String timeout) {
        producer = new KafkaProducer<>(Map.of(
            "bootstrap.servers", address,
            "transactional.id", transactionalId,
            "transaction.timeout.ms", timeout,
            "max.block.ms", 30_000,
            "enable.metrics.push", false), new StringSerializer(), new StringSerializer());
    }

    public static void main(String[] arguments) throws Exception {
        var told = new TransactionalProducer(arguments[0], arguments[1], arguments[2]);
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(told.answer(line.split(" ")));
            System.out.flush();
        }
        told.producer.close();
    }

    String answer(String[] words) throws InterruptedException {
        try {
            act(words);
            return "ok";
        } catch (RuntimeException | ExecutionException failure) {
            // The kind of an error is its class, or that of its cause where another error is around it.
            Throwable error = failure;
            while (error.getCause() != null) {
                error = error.getCause();
            }
            boolean fatal = error instanceof ApplicationRecoverableException || error instanceof AuthorizationException;
            String text = String.valueOf(failure.getMessage()).replace('\n', ' ');
            return "error " + (fatal ? "fatal " : "other ") + error.getClass().getSimpleName() + " " + text;
        }
    }

    void act(String[] words) throws InterruptedException, ExecutionException {
        switch (words[0]) {
            case "init" -> producer.initTransactions();
            case "begin" -> {
                sent.clear();
                producer.beginTransaction();
            }
            case "send" -> sent.add(producer.send(
                new ProducerRecord<>(words[1], Integer.parseInt(words[2]), null, words[3])));
            case "flush" -> {
                producer.flush();
                for (Future<?> delivery : sent) {
                    delivery.get();
                }
            }
            case "offsets" -> producer.sendOffsetsToTransaction(
                Map.of(new TopicPartition(words[2], Integer.parseInt(words[3])),
                    new OffsetAndMetadata(Long.parseLong(words[4]))),
                new ConsumerGroupMetadata(words[1]));
            case "commit" -> producer.commitTransaction();
            case "abort" -> producer.abortTransaction();
            default -> throw new IllegalArgumentException(words[0]);
        }
    }
}
