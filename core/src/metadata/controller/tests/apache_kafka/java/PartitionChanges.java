import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.controller.PartitionChangeBuilder;
import org.apache.kafka.metadata.LeaderRecoveryState;
import org.apache.kafka.metadata.PartitionRegistration;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Has Apache Kafka work out changes of partitions that stand on standard input, a line each as
 * apache_kafka/mod.rs writes them, and answers with a line for each record, or "nothing".
 */
public class PartitionChanges {

    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder answers = new StringBuilder();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            answers.append(answer(line.split(" "))).append('\n');
        }
        System.out.print(answers);
    }

    private static String answer(String[] field) {
        List<Integer> replicas = list(field[0]);
        PartitionRegistration partition = new PartitionRegistration.Builder()
            .setReplicas(array(replicas))
            .setDirectories(replicas.stream().map(PartitionChanges::directory).toArray(Uuid[]::new))
            .setIsr(array(list(field[1])))
            .setRemovingReplicas(array(list(field[2])))
            .setAddingReplicas(array(list(field[3])))
            .setElr(array(list(field[4])))
            .setLastKnownElr(array(list(field[5])))
            .setLeader(Integer.parseInt(field[6]))
            .setLeaderRecoveryState(LeaderRecoveryState.of(Byte.parseByte(field[7])))
            .setLeaderEpoch(5)
            .setPartitionEpoch(7)
            .build();
        List<Integer> alive = list(field[8]);
        PartitionChangeBuilder builder = new PartitionChangeBuilder(
            partition,
            new Uuid(9, 9),
            0,
            alive::contains,
            MetadataVersion.fromFeatureLevel(Short.parseShort(field[9])),
            Integer.parseInt(field[10]),
            field[11].equals("elr"));
        builder.setDefaultDirProvider(PartitionChanges::directory)
            .setElection(PartitionChangeBuilder.Election.valueOf(field[12]))
            .setTargetIsr(list(field[13]))
            .setTargetReplicas(list(field[14]))
            .setTargetRemoving(list(field[15]))
            .setTargetAdding(list(field[16]))
            .setTargetLeaderRecoveryState(LeaderRecoveryState.of(Byte.parseByte(field[17])));
        if (!field[18].equals("-")) {
            builder.setUncleanShutdownReplicas(list(field[18]));
        }
        if (!field[19].equals("-")) {
            builder.setDirectory(Integer.parseInt(field[19]), new Uuid(77, 0));
        }
        Optional<ApiMessageAndVersion> built = builder.build();
        if (built.isEmpty()) {
            return "nothing";
        }
        PartitionChangeRecord record = (PartitionChangeRecord) built.get().message();
        List<Uuid> directories = record.directories();
        List<Long> named = directories == null ? null
            : directories.stream().map(Uuid::getMostSignificantBits).toList();
        return String.join(" ", text(record.isr()), text(record.replicas()),
            text(record.removingReplicas()), text(record.addingReplicas()),
            text(record.eligibleLeaderReplicas()), text(record.lastKnownElr()), text(named),
            String.valueOf(record.leader()), String.valueOf(record.leaderRecoveryState()),
            String.valueOf(built.get().version()));
    }

    private static Uuid directory(int broker) {
        return new Uuid(100 + broker, 0);
    }

    private static List<Integer> list(String text) {
        if (text.equals("-")) return new ArrayList<>();
        return new ArrayList<>(Arrays.stream(text.split(",")).map(Integer::valueOf).toList());
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String text(List<?> list) {
        if (list == null) return "null";
        if (list.isEmpty()) return "-";
        return String.join(",", list.stream().map(String::valueOf).toList());
    }
}
