import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;

/** A class that Apache Kafka's build generated for a message, and its converter from JSON. */
final class MessageClass {
    private static final List<String> PACKAGES = List.of(
        "org.apache.kafka.common.message",
        "org.apache.kafka.common.metadata",
        "org.apache.kafka.coordinator.group.generated",
        "org.apache.kafka.coordinator.share.generated",
        "org.apache.kafka.coordinator.transaction.generated",
        "org.apache.kafka.raft.generated",
        "org.apache.kafka.server.log.remote.metadata.storage.generated");
    private static final Map<String, MessageClass> FOUND = new HashMap<>();

    private final Class<?> type;
    private final Method fromJson;

    private MessageClass(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        Class<?> converter = Class.forName(type.getName() + "JsonConverter");
        fromJson = converter.getMethod("read", JsonNode.class, short.class);
    }

    static MessageClass of(String name) throws ReflectiveOperationException {
        MessageClass found = FOUND.get(name);
        if (found == null) {
            found = new MessageClass(find(name));
            FOUND.put(name, found);
        }
        return found;
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        for (String pack : PACKAGES) {
            // Requests, responses and headers have classes of their own under the plain name.
            for (String suffix : List.of("Data", "")) {
                try {
                    Class<?> found = Class.forName(pack + "." + name + suffix);
                    if (Message.class.isAssignableFrom(found)) {
                        return found;
                    }
                } catch (ClassNotFoundException elsewhere) {
                    continue;
                }
            }
        }
        throw new ClassNotFoundException("no class of Apache Kafka's for " + name);
    }

    /** Decodes, and encodes again. */
    byte[] echo(byte[] bytes, short version) throws ReflectiveOperationException {
        Message message = unset();
        ByteBufferAccessor input = new ByteBufferAccessor(ByteBuffer.wrap(bytes));
        message.read(input, version);
        if (input.remaining() > 0) {
            throw new IllegalStateException(input.remaining() + " bytes are left over");
        }
        refuseUnknownTags(message);
        return encoded(message, version);
    }

    /** A tag that Kafka does not know would come back as it was, and nothing would be proven. */
    private static void refuseUnknownTags(Message message) throws ReflectiveOperationException {
        if (!message.unknownTaggedFields().isEmpty()) {
            throw new IllegalStateException("unknown tags " + message.unknownTaggedFields());
        }
        for (Field field : message.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(message);
            Iterable<?> items = value instanceof Iterable<?> many ? many : List.of();
            for (Object item : items) {
                if (item instanceof Message inner) {
                    refuseUnknownTags(inner);
                }
            }
            if (value instanceof Message inner) {
                refuseUnknownTags(inner);
            }
        }
    }

    /** Encodes a value that is given as JSON. */
    byte[] encode(JsonNode json, short version) throws ReflectiveOperationException {
        return encoded((Message) fromJson.invoke(null, json, version), version);
    }

    /** Encodes a message in which nothing has been set. */
    byte[] unset(short version) throws ReflectiveOperationException {
        return encoded(unset(), version);
    }

    private Message unset() throws ReflectiveOperationException {
        return (Message) type.getConstructor().newInstance();
    }

    private static byte[] encoded(Message message, short version) {
        ByteBuffer buffer = MessageUtil.toByteBufferAccessor(message, version).buffer();
        if (buffer.remaining() != buffer.capacity()) {
            throw new IllegalStateException("its size is " + buffer.capacity() + " and "
                + buffer.remaining() + " bytes were written");
        }
        return buffer.array();
    }
}
