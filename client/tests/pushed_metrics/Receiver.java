import java.io.FileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.server.telemetry.ClientTelemetry;
import org.apache.kafka.server.telemetry.ClientTelemetryReceiver;

/** Writes what clients push: a line with their id, whether it is the last time, and the bytes. */
public class Receiver implements MetricsReporter, ClientTelemetry {
    @Override
    public ClientTelemetryReceiver clientReceiver() {
        return (context, payload) -> {
            ByteBuffer data = payload.data().duplicate();
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            String line = payload.clientInstanceId() + " " + payload.isTerminating() + " "
                + payload.contentType() + " " + HexFormat.of().formatHex(bytes) + "\n";
            synchronized (Receiver.class) {
                try (FileWriter file = new FileWriter(System.getProperty("pushed"), true)) {
                    file.write(line);
                } catch (IOException error) {
                    throw new RuntimeException(error);
                }
            }
        };
    }

    @Override public void init(List<KafkaMetric> metrics) { }
    @Override public void metricChange(KafkaMetric metric) { }
    @Override public void metricRemoval(KafkaMetric metric) { }
    @Override public void close() { }
    @Override public void configure(Map<String, ?> configs) { }
}
