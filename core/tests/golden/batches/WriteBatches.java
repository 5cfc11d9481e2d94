// Writes the batches of this folder with Apache Kafka's own classes (kafka-clients 4.3.1):
//   java -cp 'kafka-clients-4.3.1.jar:lz4-java.jar:snappy-java.jar:zstd-jni.jar:slf4j-api.jar' WriteBatches.java FOLDER
// core/src/protocol/records/tests/golden.rs knows which records they hold.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.LeaderChangeMessage;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.*;

public class WriteBatches {
    static final long TIME = 1_700_000_000_000L;

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void append(MemoryRecordsBuilder builder, int n) {
        byte[] key = n % 5 == 0 ? null : n % 5 == 1 ? new byte[0] : utf8("key-" + n);
        byte[] value = n % 7 == 0 ? null : n % 7 == 1 ? new byte[0] : utf8(("value " + n + " ").repeat(n % 11));
        List<Header> headers = new ArrayList<>();
        if (n % 3 == 0) {
            headers.add(new RecordHeader("h", utf8("x" + n)));
            headers.add(new RecordHeader("h", (byte[]) null));
            headers.add(new RecordHeader("", new byte[0]));
        }
        builder.append(TIME + n * 37 % 1000, key, value, headers.toArray(new Header[0]));
    }

    static void write(Path folder, String name, ByteBuffer batch) throws IOException {
        byte[] bytes = new byte[batch.remaining()];
        batch.duplicate().get(bytes);
        Files.write(folder.resolve(name + ".batch"), bytes);
    }

    static void batch(Path folder, String name, Compression codec, int count, long producer, boolean transactional)
            throws IOException {
        MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(1024), RecordBatch.MAGIC_VALUE_V2,
            codec, TimestampType.CREATE_TIME, 0, RecordBatch.NO_TIMESTAMP, producer,
            producer < 0 ? RecordBatch.NO_PRODUCER_EPOCH : (short) 3,
            producer < 0 ? RecordBatch.NO_SEQUENCE : Integer.MAX_VALUE - 4, transactional,
            RecordBatch.NO_PARTITION_LEADER_EPOCH);
        for (int n = 0; n < count; n++)
            append(builder, n);
        write(folder, name, builder.build().buffer());
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        batch(folder, "none", Compression.none().build(), 30, -1, false);
        batch(folder, "gzip", Compression.gzip().build(), 3000, -1, false);
        batch(folder, "snappy", Compression.snappy().build(), 3000, -1, false);
        batch(folder, "lz4", Compression.lz4().build(), 3000, -1, false);
        batch(folder, "zstd", Compression.zstd().build(), 3000, -1, false);
        batch(folder, "zstd-22", Compression.zstd().level(22).build(), 3000, -1, false);
        batch(folder, "transactional", Compression.none().build(), 10, 4000, true);
        write(folder, "commit", MemoryRecords.withEndTransactionMarker(17, TIME, 5, 4000, (short) 3,
            new EndTransactionMarker(ControlRecordType.COMMIT, 9)).buffer());
        write(folder, "abort", MemoryRecords.withEndTransactionMarker(18, TIME, 5, 4000, (short) 3,
            new EndTransactionMarker(ControlRecordType.ABORT, 9)).buffer());
        LeaderChangeMessage leader = new LeaderChangeMessage().setVersion((short) 0).setLeaderId(1)
            .setVoters(List.of(new LeaderChangeMessage.Voter().setVoterId(1), new LeaderChangeMessage.Voter().setVoterId(2)))
            .setGrantingVoters(List.of(new LeaderChangeMessage.Voter().setVoterId(1)));
        write(folder, "leader-change", MemoryRecords.withLeaderChangeMessage(0, TIME, 6, ByteBuffer.allocate(256), leader).buffer());
    }
}
