// Writes the message sets of this folder with Apache Kafka's own classes (kafka-clients 4.3.1), and
// beside each what those classes read from it: a line a record, with offset, timestamp, key and value.
//   java -cp 'kafka-clients-4.3.1.jar:lz4-java.jar:snappy-java.jar:zstd-jni.jar:slf4j-api.jar' WriteMessageSets.java FOLDER
// core/src/protocol/records/tests/message_sets.rs reads both.
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.*;
import org.apache.kafka.common.utils.Utils;

public class WriteMessageSets {
    static final long TIME = 1_500_000_000_000L;

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ByteBuffer set(byte magic, Compression codec, TimestampType type, long baseOffset, int count) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(1024), magic, codec, type,
            baseOffset, TIME + 5_000_000);
        for (int n = 0; n < count; n++) {
            byte[] key = n % 5 == 0 ? null : n % 5 == 1 ? new byte[0] : utf8("key-" + n);
            byte[] value = n % 7 == 0 ? null : n % 7 == 1 ? new byte[0] : utf8(("value " + n + " ").repeat(n % 11));
            long timestamp = magic == 0 ? RecordBatch.NO_TIMESTAMP : TIME + n * 37 % 1000;
            // A gap, as compaction leaves it.
            long offset = baseOffset + n + (n > count / 2 ? 10 : 0);
            builder.appendWithOffset(offset, timestamp, key, value);
        }
        return builder.build().buffer();
    }

    static String text(ByteBuffer bytes) {
        return bytes == null ? "null" : "'" + new String(Utils.toArray(bytes), StandardCharsets.UTF_8) + "'";
    }

    static void write(Path folder, String name, ByteBuffer... sets) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        for (ByteBuffer set : sets)
            all.put(set.duplicate());
        all.flip();
        byte[] bytes = new byte[all.remaining()];
        all.duplicate().get(bytes);
        Files.write(folder.resolve(name + ".set"), bytes);
        StringBuilder lines = new StringBuilder();
        for (RecordBatch batch : MemoryRecords.readableRecords(all).batches()) {
            batch.ensureValid();
            for (var record : batch) {
                record.ensureValid();
                lines.append(record.offset()).append(' ').append(record.timestamp()).append(' ')
                    .append(text(record.key())).append(' ').append(text(record.value())).append('\n');
            }
        }
        Files.writeString(folder.resolve(name + ".records"), lines.toString());
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        TimestampType create = TimestampType.CREATE_TIME, append = TimestampType.LOG_APPEND_TIME;
        Compression none = Compression.none().build();
        List<Compression> codecs = List.of(Compression.gzip().build(), Compression.snappy().build(), Compression.lz4().build());
        write(folder, "v0-none", set((byte) 0, none, create, 100, 20));
        write(folder, "v1-none", set((byte) 1, none, create, 100, 20));
        write(folder, "v1-none-append-time", set((byte) 1, none, append, 100, 20));
        for (Compression codec : codecs) {
            String name = codec.type().name;
            write(folder, "v0-" + name, set((byte) 0, codec, create, 100, 40));
            write(folder, "v1-" + name, set((byte) 1, codec, create, 100, 40));
            write(folder, "v1-" + name + "-append-time", set((byte) 1, codec, append, 100, 40));
            write(folder, "v1-" + name + "-from-0", set((byte) 1, codec, create, 0, 40));
        }
        write(folder, "upgraded", set((byte) 0, none, create, 0, 3), set((byte) 0, codecs.get(0), create, 100, 3),
            set((byte) 1, none, append, 200, 3), set((byte) 1, codecs.get(2), create, 300, 3),
            set((byte) 2, none, create, 400, 3), set((byte) 2, codecs.get(2), append, 500, 3));
    }
}
