import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.apache.kafka.common.Uuid;

/**
 * Makes random values of a message in one version, as JSON that Kafka's converters read. Numbers
 * are often at the ends of their range, lengths often at those where a varint grows by a byte.
 */
final class RandomValue {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int[] CHARACTERS = {0, 'a', 'z', '"', 0xdf, 0x7ff, 0x6f22, 0xffff, 0x1f9a6};

    private final Definition definition;
    private final short version;
    private final Random random;

    RandomValue(Definition definition, short version, Random random) {
        this.definition = definition;
        this.version = version;
        this.random = random;
    }

    JsonNode next() {
        return struct(definition.fields());
    }

    private ObjectNode struct(JsonNode fields) {
        ObjectNode struct = JSON.objectNode();
        for (JsonNode field : fields) {
            boolean tagged = isIn(field, "taggedVersions");
            boolean present = isIn(field, "versions") || (tagged && !field.has("versions"));
            if (!present || (tagged && random.nextBoolean())) {
                continue;
            }
            String name = field.get("name").asText();
            String key = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            if (isIn(field, "nullableVersions") && random.nextInt(4) == 0) {
                struct.putNull(key);
            } else {
                struct.set(key, value(field.get("type").asText(), field));
            }
        }
        return struct;
    }

    private boolean isIn(JsonNode field, String versions) {
        return Definition.contains(field.path(versions).asText("none"), version);
    }

    private JsonNode value(String type, JsonNode field) {
        if (type.startsWith("[]")) {
            return array(type.substring(2), field);
        }
        return switch (type) {
            case "bool" -> JSON.booleanNode(random.nextBoolean());
            case "int8" -> JSON.numberNode((byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE));
            case "int16" -> JSON.numberNode((short) number(Short.MIN_VALUE, Short.MAX_VALUE));
            case "uint16" -> JSON.numberNode((int) number(0, 0xffff));
            case "int32" -> JSON.numberNode((int) number(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "uint32" -> JSON.numberNode(number(0, 0xffffffffL));
            case "int64" -> JSON.numberNode(number(Long.MIN_VALUE, Long.MAX_VALUE));
            case "float64" -> JSON.numberNode(random.nextGaussian() * 1e9);
            case "uuid" -> JSON.textNode(uuid().toString());
            case "string" -> JSON.textNode(string());
            case "bytes", "records" -> {
                byte[] bytes = new byte[length()];
                random.nextBytes(bytes);
                yield JSON.binaryNode(bytes);
            }
            default -> struct(definition.fieldsOf(type, field));
        };
    }

    private ArrayNode array(String items, JsonNode field) {
        boolean structs = definition.fieldsOf(items, field) != null;
        int count = !structs && random.nextInt(32) == 0 ? 127 + random.nextInt(3) : random.nextInt(4);
        ArrayNode array = JSON.arrayNode();
        for (int index = 0; index < count; index++) {
            array.add(value(items, field));
        }
        return array;
    }

    private long number(long min, long max) {
        return switch (random.nextInt(6)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> Math.max(min, -1);
            case 3 -> 0;
            case 4 -> random.nextInt(100);
            default -> {
                long any = random.nextLong();
                yield min == Long.MIN_VALUE ? any : min + Math.floorMod(any, max - min + 1);
            }
        };
    }

    private Uuid uuid() {
        return random.nextInt(4) == 0
            ? Uuid.ZERO_UUID
            : new Uuid(random.nextLong(), random.nextLong());
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        int left = length();
        while (left > 0) {
            int character = CHARACTERS[random.nextInt(CHARACTERS.length)];
            text.appendCodePoint(character);
            left -= character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        }
        return text.toString();
    }

    private int length() {
        return switch (random.nextInt(128)) {
            case 0 -> 16_380 + random.nextInt(5);
            case 1, 2, 3, 4, 5, 6, 7, 8 -> 125 + random.nextInt(5);
            default -> random.nextInt(8);
        };
    }
}
