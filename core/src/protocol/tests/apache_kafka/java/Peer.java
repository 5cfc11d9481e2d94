import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Apache Kafka's side of the byte comparison: reads and writes messages with the classes of the
 * jars on its class path. The frames are those of peer.rs.
 *
 * <pre>
 * Peer echo            reads messages on standard input and writes each as Kafka writes it
 * Peer defaults JARS   writes what each message is when nothing has been set
 * Peer random JARS SEED COUNT   writes COUNT random values of each message in each version
 * </pre>
 */
public final class Peer {
    private static final byte FINE = 0;
    private static final byte FAULT = 1;

    private final DataOutputStream output;

    private Peer(DataOutputStream output) {
        this.output = output;
    }

    public static void main(String[] arguments) throws Exception {
        DataOutputStream output = new DataOutputStream(new BufferedOutputStream(System.out));
        Peer peer = new Peer(output);
        switch (arguments[0]) {
            case "echo" -> peer.echo(new DataInputStream(new BufferedInputStream(System.in)));
            case "defaults" -> peer.defaults(Definition.all(Path.of(arguments[1])));
            case "random" -> peer.random(
                Definition.all(Path.of(arguments[1])),
                Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        output.flush();
    }

    private void echo(DataInputStream input) throws IOException {
        while (true) {
            String name;
            try {
                name = input.readUTF();
            } catch (EOFException end) {
                return;
            }
            short version = input.readShort();
            byte[] bytes = new byte[input.readInt()];
            input.readFully(bytes);
            answer(name, version, () -> MessageClass.of(name).echo(bytes, version));
        }
    }

    private void defaults(Map<String, Definition> definitions) throws IOException {
        for (Definition definition : definitions.values()) {
            for (short version : definition.versions()) {
                answer(definition.name(), version,
                    () -> MessageClass.of(definition.name()).unset(version));
            }
        }
    }

    private void random(Map<String, Definition> definitions, long seed, int count)
            throws IOException {
        Random random = new Random(seed);
        for (Definition definition : definitions.values()) {
            for (short version : definition.versions()) {
                RandomValue values = new RandomValue(definition, version, random);
                for (int index = 0; index < count; index++) {
                    answer(definition.name(), version,
                        () -> MessageClass.of(definition.name()).encode(values.next(), version));
                }
            }
        }
    }

    private interface Step {
        byte[] run() throws Exception;
    }

    /** A fault is an answer too: the test says which message it was. */
    private void answer(String name, short version, Step step) throws IOException {
        byte status = FINE;
        byte[] bytes;
        try {
            bytes = step.run();
        } catch (Exception fault) {
            status = FAULT;
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            bytes = cause.toString().getBytes(StandardCharsets.UTF_8);
        }
        output.writeUTF(name);
        output.writeShort(version);
        output.writeByte(status);
        output.writeInt(bytes.length);
        output.write(bytes);
    }
}
