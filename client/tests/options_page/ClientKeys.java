// Writes apache_kafka.tsv: every key of Apache Kafka's clients, which of them has it, and its default.
// java -cp "$KAFKA_LIBS/*" ClientKeys.java > apache_kafka.tsv
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.AppInfoParser;

public class ClientKeys {
    public static void main(String[] arguments) {
        System.out.println("# Apache Kafka " + AppInfoParser.getVersion());
        print("producer", ProducerConfig.configDef());
        print("consumer", ConsumerConfig.configDef());
        print("admin", AdminClientConfig.configDef());
    }

    static void print(String client, ConfigDef definition) {
        new TreeMap<>(definition.configKeys()).forEach((key, one) -> {
            boolean needed = one.defaultValue == ConfigDef.NO_DEFAULT_VALUE;
            String text = needed ? null : ConfigDef.convertToString(one.defaultValue, one.type);
            System.out.println(client + "\t" + key + "\t" + (text == null ? "" : text));
        });
    }
}
