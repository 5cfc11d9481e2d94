import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The definition of a message as it lies in Apache Kafka's jars. */
final class Definition {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
        .build();

    private final JsonNode json;
    private final Map<String, JsonNode> structs = new HashMap<>();

    private Definition(JsonNode json) {
        this.json = json;
        for (JsonNode struct : json.path("commonStructs")) {
            structs.put(struct.get("name").asText(), struct.get("fields"));
        }
    }

    /** All definitions of messages that still have versions, by name. */
    static Map<String, Definition> all(Path jars) throws IOException {
        Map<String, Definition> all = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(jars, "kafka*.jar")) {
            for (Path path : paths) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    jar.stream().filter(entry -> entry.getName().endsWith(".json"))
                        .map(entry -> read(jar, entry))
                        .filter(json -> !json.path("validVersions").asText("none").equals("none"))
                        .forEach(json -> all.put(json.get("name").asText(), new Definition(json)));
                }
            }
        }
        return all;
    }

    private static JsonNode read(JarFile jar, ZipEntry entry) {
        try {
            return MAPPER.readTree(jar.getInputStream(entry));
        } catch (IOException error) {
            throw new UncheckedIOException(entry.getName(), error);
        }
    }

    String name() {
        return json.get("name").asText();
    }

    JsonNode fields() {
        return json.get("fields");
    }

    /** The fields of a struct: written with the field, or shared by several. */
    JsonNode fieldsOf(String struct, JsonNode field) {
        return field.has("fields") ? field.get("fields") : structs.get(struct);
    }

    List<Short> versions() {
        List<Short> versions = new ArrayList<>();
        for (int version = 0; version < 1000; version++) {
            if (contains(json.get("validVersions").asText(), version)) {
                versions.add((short) version);
            }
        }
        return versions;
    }

    /** Whether a range such as "3-7", "3+", "3" or "none" has the version. */
    static boolean contains(String range, int version) {
        if (range.equals("none")) {
            return false;
        }
        if (range.endsWith("+")) {
            return version >= Integer.parseInt(range.substring(0, range.length() - 1));
        }
        String[] ends = range.split("-");
        return version >= Integer.parseInt(ends[0])
            && version <= Integer.parseInt(ends[ends.length - 1]);
    }
}
